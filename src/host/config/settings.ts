import {
  findingSettingDefaults,
  type FindingSetting,
  type FindingSettingId,
} from '../../analysis/findings/findingSettings';
import type { LanguageId } from '../../analysis/facts';
import type { EngineLimits } from '../../protocol/engine';

/** Every setting with the type and default of its value; package.json says the same and a test compares them. */
export interface SettingValues extends Record<FindingSettingId, FindingSetting> {
  'zeromq.sessions': readonly unknown[];
  'zeromq.capture.limit': number;
  'zeromq.send.timeout': number;
  'zeromq.receive.timeout': number;
  'zeromq.linger': number;
  'zeromq.events.tail': number;
  'zeromq.recording.folder': string;
  'zeromq.recording.fileName': string;
  'zeromq.recording.compression': 'none' | 'zstd';
  /** By language id; `text` is all that is no program. */
  'zeromq.analysis.languages': Readonly<Record<LanguageId | 'text', boolean>>;
  'zeromq.analysis.codeLens': boolean;
  'zeromq.analysis.hover': boolean;
  'zeromq.analysis.completion': boolean;
  'zeromq.analysis.navigation': boolean;
  'zeromq.analysis.links': boolean;
  'zeromq.analysis.findings': boolean;
}

export type SettingId = keyof SettingValues;

export const settingDefaults: Readonly<SettingValues> = {
  'zeromq.sessions': [],
  'zeromq.capture.limit': 1024,
  'zeromq.send.timeout': 5_000,
  'zeromq.receive.timeout': 10_000,
  'zeromq.linger': 1_000,
  'zeromq.events.tail': 8,
  'zeromq.recording.folder': 'recordings',
  'zeromq.recording.fileName': '{label} {date} {time}',
  'zeromq.recording.compression': 'none',
  'zeromq.analysis.languages': {
    python: true,
    c: true,
    cpp: true,
    java: true,
    csharp: true,
    javascript: true,
    typescript: true,
    go: true,
    rust: true,
    php: true,
    ruby: true,
    text: true,
  },
  'zeromq.analysis.codeLens': true,
  'zeromq.analysis.hover': true,
  'zeromq.analysis.completion': true,
  'zeromq.analysis.navigation': true,
  'zeromq.analysis.links': true,
  'zeromq.analysis.findings': true,
  ...findingSettingDefaults,
};

/** Inclusive; outside of it the nearest allowed value counts. */
export const settingRanges = {
  'zeromq.capture.limit': [1, 1_048_576],
  'zeromq.send.timeout': [-1, 3_600_000],
  'zeromq.receive.timeout': [-1, 3_600_000],
  'zeromq.linger': [-1, 3_600_000],
  'zeromq.events.tail': [0, 20],
} as const satisfies Partial<Record<SettingId, readonly [number, number]>>;

export type NumberSettingId = keyof typeof settingRanges;

/** Settings files hold anything: what is no number becomes the default, the rest is put in range. */
export function numberSetting(id: NumberSettingId, raw: unknown): number {
  if (typeof raw !== 'number' || !Number.isFinite(raw)) return settingDefaults[id];
  const [least, most] = settingRanges[id];
  return Math.min(most, Math.max(least, Math.round(raw)));
}

const bytesPerMebibyte = 1024 * 1024;

/** @param read gives a setting's raw value by its full id. */
export function engineLimits(read: (id: NumberSettingId) => unknown): EngineLimits {
  const value = (id: NumberSettingId) => numberSetting(id, read(id));
  return {
    captureBytes: value('zeromq.capture.limit') * bytesPerMebibyte,
    sendTimeout: value('zeromq.send.timeout'),
    receiveTimeout: value('zeromq.receive.timeout'),
    linger: value('zeromq.linger'),
  };
}
