/** The span of what is replayed, in epoch ms. */
export interface ReplaySpan {
  readonly firstTimeMs: number;
  readonly lastTimeMs: number;
}

export type ReplayPosition = { readonly timeMs: number } | { readonly fault: string };

const fromStart = /^(?:(\d+):)?(?:(\d+):)?(\d+(?:\.\d+)?)\s*s?$/;

/**
 * Reads where in a replay something is meant: from its start as `90`, `90 s`, `1:30` or `1:02:03.5`, as a part of it
 * (`50 %`), or as a time of the recording (ISO 8601). Half a millisecond past either end is still within.
 *
 * @returns epoch ms, or a sentence about what is wrong
 */
export function parseReplayPosition(text: string, { firstTimeMs, lastTimeMs }: ReplaySpan): ReplayPosition {
  const trimmed = text.trim();
  const timeMs = timeOf(trimmed, firstTimeMs, lastTimeMs);
  if (timeMs === undefined || Number.isNaN(timeMs)) {
    return { fault: `“${trimmed}” is no place in a replay. Write 1:30, 90 s, 50 % or 2026-01-31T12:00:00Z.` };
  }
  if (timeMs < firstTimeMs - 0.5 || timeMs > lastTimeMs + 0.5) {
    const length = formatOffset(lastTimeMs - firstTimeMs);
    return { fault: `“${trimmed}” is outside of what is replayed, which is ${length} long.` };
  }
  return { timeMs: Math.min(lastTimeMs, Math.max(firstTimeMs, timeMs)) };
}

function timeOf(text: string, firstTimeMs: number, lastTimeMs: number): number | undefined {
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text)?.[1];
  if (percent !== undefined) return firstTimeMs + ((lastTimeMs - firstTimeMs) * Number(percent)) / 100;
  const parts = fromStart.exec(text);
  if (parts) {
    // `1:30`: the first group is of minutes where there is no second one.
    const [, first = '0', second, seconds] = parts;
    const minutes = second === undefined ? Number(first) : Number(first) * 60 + Number(second);
    return firstTimeMs + (minutes * 60 + Number(seconds)) * 1000;
  }
  return /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : undefined;
}

/** Milliseconds from the start as `parseReplayPosition` reads them: `1:30`, `1:02:03.5`. */
export function formatOffset(ms: number): string {
  const tenths = Math.round(Math.max(0, ms) / 100);
  const seconds = (tenths % 600) / 10;
  const minutes = Math.floor(tenths / 600);
  const two = (value: number) => (value < 10 ? `0${value}` : String(value));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return hours > 0 ? `${hours}:${two(rest)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
