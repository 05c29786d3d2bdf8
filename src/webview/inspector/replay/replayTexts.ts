import type { Lateness, ReplaySnapshot, ReplayTiming } from '../../../protocol/replay';
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

/** `PUB tcp://127.0.0.1:5600`, `Feed · tcp://127.0.0.1:5600`: who sends, and where its peers find it. */
export function whereText(target: string, addresses: readonly string[]): string {
  return [target, ...addresses.filter((address) => !target.includes(address))].join(' · ');
}

/** `1 reply`, `12 replies`. */
export function repliesText(replies: number, formats: Formats): string {
  return `${formats.count(replies)} ${replies === 1 ? 'reply' : 'replies'}`;
}

/** `in 12.345 s, 1,204/s`: what it took, and messages a second where that says something. */
export function paceText({ sent, ranMs }: ReplaySnapshot, formats: Formats): string {
  if (ranMs === undefined) return '';
  const took = `in ${ranMs < 1000 ? latenessText(ranMs) : durationText(ranMs)}`;
  const perSecond = (sent * 1000) / ranMs;
  if (sent < 2 || !Number.isFinite(perSecond)) return took;
  return `${took}, ${perSecond < 10 ? perSecond.toFixed(1) : formats.count(Math.round(perSecond))}/s`;
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
