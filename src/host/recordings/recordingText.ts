import * as vscode from 'vscode';
import type { RecordingSnapshot } from '../../protocol/recording';
import { formatNumber } from '../sessions/sessionText';

/** `0:42`, `1:02:03`. */
export function formatDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `3.4 MiB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  const number = new Intl.NumberFormat(vscode.env.language, { maximumFractionDigits: digits }).format(value);
  return `${number} ${units[power]}`;
}

/** `1,200 messages, 3.4 MiB in prices.mcap`. */
export function formatMessages(messages: number, bytes: number, name: string): string {
  const size = formatBytes(bytes);
  return messages === 1
    ? vscode.l10n.t('1 message, {0} in {1}', size, name)
    : vscode.l10n.t('{0} messages, {1} in {2}', formatNumber(messages), size, name);
}

/** `● 0:42 3.4 MiB`, of a recording that runs. */
export function recordingBadge({ durationMs, bytes }: RecordingSnapshot): string {
  return `● ${formatDuration(durationMs)} ${formatBytes(bytes)}`;
}
