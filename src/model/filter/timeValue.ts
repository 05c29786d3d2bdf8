import type { TimeValue } from './filterNode';
import type { ReadValue } from './numberValue';

const dayMs = 86_400_000;
const unitMs: Readonly<Record<string, number>> = {
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1e3,
  m: 6e4,
  min: 6e4,
  h: 36e5,
};

export const timeExamples = '09:31:22.5, +41.3s or 2026-01-31T09:31';

/** Reads a time of day (`09:31:22.5`), a time after the first message (`+41.3s`, `+1m30s`) or a date (ISO 8601). */
export function readTimeValue(text: string): ReadValue<TimeValue> {
  if (text.startsWith('+')) return readRelative(text);
  if (text.startsWith('-')) {
    return { fault: 'Relative times count from the first message. Write them with +, such as +41.3s.' };
  }
  if (/^\d{1,2}:/.test(text)) {
    const clock = readClock(text);
    return 'fault' in clock ? clock : { value: { kind: 'clock', text, ...clock } };
  }
  if (/^\d{4}-/.test(text)) return readDate(text);
  if (/^\d+(\.\d+)?[a-zµ]+$/i.test(text))
    return { fault: `Write + in front of a time after the first message: +${text}.` };
  return { fault: `A time looks like ${timeExamples}.` };
}

function readRelative(text: string): ReadValue<TimeValue> {
  if (/^\+(\d+(\.\d+)?|\.\d+)$/.test(text)) {
    return relative(text, Number(text) * 1e3, fractionWidth(text) * 1e3);
  }
  if (!/^\+(?:(?:\d+(?:\.\d+)?|\.\d+)(?:us|µs|ms|s|min|m|h))+$/.test(text)) {
    return { fault: 'A relative time is a number with h, m, s, ms or us, such as +41.3s or +1m30s.' };
  }
  let ms = 0;
  let widthMs = 0;
  for (const [, digits = '', unit = ''] of text.matchAll(/(\d*\.?\d+)(us|µs|ms|s|min|m|h)/g)) {
    const factor = unitMs[unit] ?? 1;
    ms += Number(digits) * factor;
    widthMs = fractionWidth(digits) * factor;
  }
  return relative(text, ms, widthMs);
}

function relative(text: string, ms: number, widthMs: number): ReadValue<TimeValue> {
  if (ms > Number.MAX_SAFE_INTEGER) return { fault: 'This time is too far away. Write a smaller number.' };
  return { value: { kind: 'relative', text, ms, widthMs } };
}

/** The size of the last written digit: 1 for `12`, 0.01 for `1.25`. */
function fractionWidth(digits: string): number {
  const dot = digits.indexOf('.');
  return dot < 0 ? 1 : 10 ** (dot + 1 - digits.length);
}

function readClock(text: string): { ms: number; widthMs: number } | { fault: string } {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,9})?))?$/.exec(text);
  if (!match)
    return { fault: `A time of day is hours:minutes and perhaps :seconds, such as 09:31 or 09:31:22.5.` };
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hours > 23) return { fault: `There is no hour ${hours}. Hours go from 00 to 23.` };
  if (minutes > 59) return { fault: `There is no minute ${minutes}. Minutes go from 00 to 59.` };
  if (seconds >= 60) return { fault: `There is no second ${match[3]}. Seconds go from 00 to 59.` };
  const widthMs = match[3] === undefined ? 60_000 : fractionWidth(match[3]) * 1e3;
  return { ms: hours * 36e5 + minutes * 6e4 + seconds * 1e3, widthMs };
}

function readDate(text: string): ReadValue<TimeValue> {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]([\d:.]+?)(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text);
  if (!match)
    return { fault: 'A date is year-month-day and perhaps T and a time, such as 2026-01-31T09:31:22Z.' };
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || date.getUTCFullYear() !== year) {
    return { fault: `There is no day ${match[1]}-${match[2]}-${match[3]} in the calendar.` };
  }
  const clock = match[4] === undefined ? { ms: 0, widthMs: dayMs } : readClock(match[4]);
  if ('fault' in clock) return clock;
  const ms = date.getTime() + clock.ms - zoneMs(match[5]);
  return { value: { kind: 'date', text, ms, widthMs: clock.widthMs, zoned: match[5] !== undefined } };
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
