import type { TimeMode } from '../../protocol/inspector';

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;
const rateUnits = ['', 'k', 'M', 'G'] as const;

/** Numbers and times as a person reads them, in the editor's locale. */
export class Formats {
  private readonly integer: Intl.NumberFormat;

  constructor(locale: string) {
    this.integer = new Intl.NumberFormat(supported(locale), { maximumFractionDigits: 0 });
  }

  /** `1,284,117` */
  count(value: number): string {
    return this.integer.format(value);
  }

  /** `12.4k`, `310`, `0.5`: at most three digits and a unit. */
  rate(value: number): string {
    return scaled(value, rateUnits, '');
  }

  /** `138 B`, `1.7 MiB`: in multiples of 1024 throughout, as the buffer's limit is set in MiB. */
  bytes(value: number): string {
    return scaled(value, byteUnits, ' ', 1024);
  }

  /** `1 frame`, `2 frames`. */
  counted(value: number, noun: string): string {
    return `${this.count(value)} ${noun}${value === 1 ? '' : 's'}`;
  }
}

function supported(locale: string): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function scaled(value: number, units: readonly string[], gap: string, step = 1000): string {
  let unit = 0;
  let amount = value;
  while (Math.round(amount) >= step && unit < units.length - 1) {
    amount /= step;
    unit++;
  }
  const whole = amount >= 99.95 || amount === 0 || (unit === 0 && (gap !== '' || amount >= 10));
  const digits = whole ? Math.round(amount).toString() : amount.toFixed(1).replace(/\.0$/, '');
  return `${digits}${gap}${units[unit]}`;
}

const millisecond = 1_000_000n;

/** `09:31:22.413 907` of epoch nanoseconds, in the local time zone. */
export function clockTime(timeNs: bigint): string {
  const date = new Date(Number(timeNs / millisecond));
  const pad = (value: number, width = 2) => value.toString().padStart(width, '0');
  const micros = Number((timeNs % millisecond) / 1000n);
  const clock = `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
  return `${clock}.${pad(date.getMilliseconds(), 3)} ${pad(micros, 3)}`;
}

/** `09:31:22.413` of epoch milliseconds, in the local time zone. */
export function timeOfDay(timeMs: number): string {
  return clockTime(BigInt(Math.floor(timeMs)) * millisecond).split(' ')[0]!;
}

/** `+41.300000`, `+1:02:03.000413`: since the capture's first message, to the microsecond. */
export function relativeTime(timeNs: bigint, firstTimeMs: number): string {
  const exact = timeNs / 1000n - BigInt(Math.round(firstTimeMs * 1000));
  // Epoch milliseconds in a double are good to a quarter of a microsecond, so the first row may come out as -1.
  const micros = exact === -1n ? 0n : exact;
  const negative = micros < 0n;
  const absolute = negative ? -micros : micros;
  const seconds = Number(absolute / 1_000_000n);
  const fraction = (absolute % 1_000_000n).toString().padStart(6, '0');
  return `${negative ? '-' : '+'}${wholeSeconds(seconds)}.${fraction}`;
}

/** `+0.014`, `+36:18`: for events, which people count in milliseconds only at first. */
export function eventTime(sinceStartMs: number): string {
  if (Math.abs(sinceStartMs) < 0.5) return '0.000';
  const sign = sinceStartMs < 0 ? '-' : '+';
  const seconds = Math.abs(sinceStartMs) / 1000;
  return `${sign}${seconds < 60 ? seconds.toFixed(3) : wholeSeconds(Math.floor(seconds))}`;
}

/** `0.250 s`, `36:18`: how long something took. */
export function durationText(ms: number): string {
  return ms < 60_000 ? `${(ms / 1000).toFixed(3)} s` : wholeSeconds(Math.floor(ms / 1000));
}

/** `0:42`, `1:02:03`: a clock that runs. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return seconds < 60 ? `0:${String(seconds).padStart(2, '0')}` : wholeSeconds(seconds);
}

function wholeSeconds(seconds: number): string {
  if (seconds < 60) return String(seconds);
  const pad = (value: number) => value.toString().padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${pad(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
}

/** `4.1 ms`, `820 µs`, `1 h 20 m`: the time between two messages. */
export function interval(deltaNs: bigint): string {
  const negative = deltaNs < 0n;
  const micros = Number(negative ? -deltaNs : deltaNs) / 1000;
  const sign = negative ? '-' : '';
  if (micros < 1000) return `${sign}${short(micros)} µs`;
  if (micros < 1_000_000) return `${sign}${short(micros / 1000)} ms`;
  const seconds = micros / 1_000_000;
  if (seconds < 60) return `${sign}${short(seconds)} s`;
  if (seconds < 3600) return `${sign}${Math.floor(seconds / 60)} m ${Math.floor(seconds % 60)} s`;
  return `${sign}${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} m`;
}

function short(value: number): string {
  return value >= 99.95 ? Math.round(value).toString() : value.toFixed(1);
}

/** The time column's text. `previousNs` is the time of the row above, where there is one. */
export function timeText(
  mode: TimeMode,
  timeNs: bigint,
  firstTimeMs: number,
  previousNs: bigint | undefined,
): string {
  switch (mode) {
    case 'absolute':
      return clockTime(timeNs);
    case 'relative':
      return relativeTime(timeNs, firstTimeMs);
    case 'delta':
      return previousNs === undefined ? '' : interval(timeNs - previousNs);
  }
}
