import type { ReplayControl, ReplaySnapshot } from '../../../protocol/replay';

/** Epoch ms, both inclusive. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export type Marks = Omit<Extract<ReplayControl, { action: 'marks' }>, 'action'>;

/** Shares of the whole that the keys move by: with Shift, as they are, and by pages. */
const steps = { fine: 0.001, usual: 0.01, page: 0.1 };

export function isOver({ state }: ReplaySnapshot): boolean {
  return state === 'finished' || state === 'stopped' || state === 'failed';
}

/** @returns from the first to the last message that the replay may send, whatever the marks are. */
export function wholeSpan({ firstTimeMs, lastTimeMs }: ReplaySnapshot): Span {
  return { fromMs: firstTimeMs, toMs: lastTimeMs };
}

/** @returns what the marks leave of the whole. */
export function markedSpan(whole: Span, { startMs, endMs }: Marks): Span {
  const fromMs = clamp(startMs ?? whole.fromMs, whole);
  return { fromMs, toMs: Math.max(fromMs, clamp(endMs ?? whole.toMs, whole)) };
}

/**
 * @returns where the replay is, in epoch ms: at the message that was sent last, at the start before the first one of
 * a loop, and at the end behind the last.
 */
export function playheadOf(snapshot: ReplaySnapshot): number {
  const { position, total, row, timeMs, startMarkMs, endMarkMs } = snapshot;
  const span = markedSpan(wholeSpan(snapshot), { startMs: startMarkMs, endMs: endMarkMs });
  if (position <= 0) return span.fromMs;
  if (position >= total) return span.toMs;
  // Sought before anything was sent: no message tells the time.
  if (row < 0) return span.fromMs + ((span.toMs - span.fromMs) * position) / total;
  return clamp(timeMs, span);
}

/** @returns the time that a key of a slider over the span asks for, undefined where it is none of a slider's. */
export function timeAfterKey(timeMs: number, key: string, isFine: boolean, span: Span): number | undefined {
  const step = isFine ? steps.fine : steps.usual;
  const share = {
    ArrowLeft: -step,
    ArrowDown: -step,
    ArrowRight: step,
    ArrowUp: step,
    PageUp: steps.page,
    PageDown: -steps.page,
    Home: -1,
    End: 1,
  }[key];
  return share === undefined ? undefined : clamp(timeMs + share * (span.toMs - span.fromMs), span);
}

/** @returns the marks after one was moved: it stops at the other, and at an end of the whole it is none. */
export function movedMarks(marks: Marks, which: 'start' | 'end', timeMs: number, whole: Span): Marks {
  const { fromMs, toMs } = markedSpan(whole, marks);
  if (which === 'start') {
    const startMs = Math.min(clamp(timeMs, whole), toMs);
    return { ...marks, startMs: startMs > whole.fromMs ? startMs : undefined };
  }
  const endMs = Math.max(clamp(timeMs, whole), fromMs);
  return { ...marks, endMs: endMs < whole.toMs ? endMs : undefined };
}

/** @returns marks around a range, undefined where the replay has nothing there. */
export function marksAround(range: Span, whole: Span): Marks | undefined {
  if (range.toMs < whole.fromMs || range.fromMs > whole.toMs) return undefined;
  return {
    startMs: range.fromMs > whole.fromMs ? range.fromMs : undefined,
    endMs: range.toMs < whole.toMs ? range.toMs : undefined,
  };
}

/** @returns where a time lies in a span, from 0 to 1. */
export function shareOf(timeMs: number, { fromMs, toMs }: Span): number {
  return toMs > fromMs ? Math.min(1, Math.max(0, (timeMs - fromMs) / (toMs - fromMs))) : 0;
}

function clamp(timeMs: number, { fromMs, toMs }: Span): number {
  return Math.min(toMs, Math.max(fromMs, timeMs));
}
