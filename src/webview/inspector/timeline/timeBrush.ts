import type { TimeRange, TimelineResult } from '../../../protocol/capture';

/** Where the timeline's bars lie in time. */
export type TimeScale = Pick<TimelineResult, 'fromMs' | 'toMs' | 'received'>;

/** A range of bars that the keyboard moves and extends before it is applied; `to` is the one after the last. */
export interface TimeBrush {
  readonly from: number;
  readonly to: number;
}

const pageBars = 10;

/** @returns the bars that a time range touches, one at least. */
export function brushOf(scale: TimeScale, { fromMs, toMs }: TimeRange): TimeBrush {
  const bars = scale.received.length;
  const step = barMs(scale);
  const from = Math.max(0, Math.min(bars - 1, Math.floor((fromMs - scale.fromMs) / step + 1e-6)));
  const to = Math.max(from + 1, Math.min(bars, Math.ceil((toMs - scale.fromMs) / step - 1e-6)));
  return { from, to };
}

export function rangeOf(scale: TimeScale, { from, to }: TimeBrush): TimeRange {
  const step = barMs(scale);
  const isLast = to >= scale.received.length;
  return { fromMs: scale.fromMs + from * step, toMs: isLast ? scale.toMs : scale.fromMs + to * step };
}

/** @returns the brush after a key, or undefined where the key is none of a brush's. With Shift its end moves alone. */
export function movedBrush(
  { from, to }: TimeBrush,
  key: string,
  extend: boolean,
  bars: number,
): TimeBrush | undefined {
  const by = {
    ArrowLeft: -1,
    ArrowRight: 1,
    PageUp: pageBars,
    PageDown: -pageBars,
    Home: -bars,
    End: bars,
  }[key];
  if (by === undefined) return undefined;
  if (extend) return { from, to: Math.max(from + 1, Math.min(bars, to + by)) };
  const shift = Math.max(-from, Math.min(bars - to, by));
  return { from: from + shift, to: to + shift };
}

function barMs({ fromMs, toMs, received }: TimeScale): number {
  return Math.max(1e-6, (toMs - fromMs) / Math.max(1, received.length));
}
