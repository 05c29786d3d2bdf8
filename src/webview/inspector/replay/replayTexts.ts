import { type Lateness, type ReplaySnapshot, type ReplayTiming } from '../../../protocol/replay';
import { type Formats, durationText, interval } from '../formats';

/** `0.25×`, `120/s`, `Full speed`. */
export function timingText(timing: ReplayTiming, formats: Formats): string {
  switch (timing.kind) {
    case 'original':
      return `${timing.speed}×`;
    case 'rate':
      return `${timing.perSecond < 1000 ? timing.perSecond : formats.count(timing.perSecond)}/s`;
    case 'fast':
      return 'Full speed';
  }
}

/** `1,204 of 3,000`: of this loop. */
export function progressText({ position, total }: ReplaySnapshot, formats: Formats): string {
  return `${formats.count(position)} of ${formats.count(total)}`;
}

/** `loop 2 of 5`, `loop 2 of ∞`; nothing where it goes once. */
export function loopText({ loop, loops }: ReplaySnapshot, formats: Formats): string {
  if (loops === 1) return '';
  return `loop ${formats.count(loop)} of ${loops === 0 ? '∞' : formats.count(loops)}`;
}

/** `12.345 s` of `41.300 s`: of the recorded time. */
export function clockOf(playheadMs: number, { firstTimeMs, lastTimeMs }: ReplaySnapshot) {
  return {
    at: durationText(Math.max(0, playheadMs - firstTimeMs)),
    of: durationText(Math.max(0, lastTimeMs - firstTimeMs)),
  };
}

/** `1 reply`, `12 replies`. */
export function repliesText(replies: number, formats: Formats): string {
  return `${formats.count(replies)} ${replies === 1 ? 'reply' : 'replies'}`;
}

/** `410.0 µs`. */
export function latenessText(ms: number): string {
  return interval(BigInt(Math.round(Math.max(0, ms) * 1e6)));
}

/** What p50, p99 and max mean, for a tooltip. */
export function latenessWords({ p50, p99, max }: Lateness): string {
  return (
    `From when a message was due until the socket took it: half within ${latenessText(p50)}, ` +
    `99 % within ${latenessText(p99)}, all within ${latenessText(max)}`
  );
}

/** What a screen reader hears when the state changes; a failure is an alert of its own. */
export function stateSpoken(snapshot: ReplaySnapshot, formats: Formats): string {
  const { state, sent, failed, peers, awaitPeers } = snapshot;
  const failures = failed > 0 ? `, ${formats.count(failed)} failed` : '';
  switch (state) {
    case 'waiting':
      return `Replay waits for peers, ${peers} of ${awaitPeers} are there`;
    case 'running':
      return 'Replay runs';
    case 'paused':
      return `Replay paused at ${progressText(snapshot, formats)}`;
    case 'finished':
      return `Replay finished, ${formats.count(sent)} sent${failures}`;
    case 'stopped':
      return `Replay stopped, ${formats.count(sent)} sent${failures}`;
    case 'failed':
      return '';
  }
}
