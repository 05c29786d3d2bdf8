import * as vscode from 'vscode';
import { formatOffset } from '../../model/replayPosition';
import type { ReplaySnapshot, ReplayTiming } from '../../protocol/replay';
import { formatNumber, formatRate } from '../sessions/sessionText';
import type { Replay } from './replays';

/** Words and numbers of replays as the tree and the notifications show them. */

/** `42 %` of the loop that runs. */
export function formatPercent({ position, total, state }: ReplaySnapshot): string {
  // Done is only what is done.
  const part = state === 'finished' ? 1 : Math.min(0.99, position / Math.max(1, total));
  return vscode.l10n.t('{0} %', formatNumber(Math.floor(part * 100)));
}

/** `42 % · 1,204 sent · 3 failed`, with what holds it up or how it ended in front. */
export function replayDescription(snapshot: ReplaySnapshot): string {
  const { sent, failed, loop, loops, awaitPeers, peers } = snapshot;
  const counts = [vscode.l10n.t('{0} sent', formatNumber(sent))];
  if (failed > 0) counts.push(vscode.l10n.t('{0} failed', formatNumber(failed)));
  if (loops === 0) counts.push(vscode.l10n.t('loop {0}', formatNumber(loop)));
  if (loops > 1) counts.push(vscode.l10n.t('loop {0} of {1}', formatNumber(loop), formatNumber(loops)));
  const percent = formatPercent(snapshot);
  switch (snapshot.state) {
    case 'waiting':
      return awaitPeers === 1
        ? vscode.l10n.t('waiting for a peer')
        : vscode.l10n.t('waiting for peers: {0} of {1}', formatNumber(peers), formatNumber(awaitPeers));
    case 'running':
      return [percent, ...counts].join(' · ');
    case 'paused':
      return [vscode.l10n.t('paused at {0}', percent), ...counts].join(' · ');
    case 'finished':
      return [vscode.l10n.t('finished'), ...counts].join(' · ');
    case 'stopped':
      return [vscode.l10n.t('stopped at {0}', percent), ...counts].join(' · ');
    case 'failed':
      return [vscode.l10n.t('failed at {0}', percent), ...counts].join(' · ');
  }
}

export function timingText(timing: ReplayTiming): string {
  switch (timing.kind) {
    case 'original':
      if (timing.speed === 1) return vscode.l10n.t('original timing');
      return vscode.l10n.t('{0} times as fast', timing.speed);
    case 'rate':
      return vscode.l10n.t('{0} messages a second', timing.perSecond);
    case 'fast':
      return vscode.l10n.t('as fast as possible');
  }
}

/** `Late by 0.2 ms (median), 1.1 ms (99 %), 4 ms at most.` */
export function latenessText({ lateness }: ReplaySnapshot): string | undefined {
  if (!lateness) return undefined;
  const { p50, p99, max } = lateness;
  return vscode.l10n.t(
    'Late by {0} (p50), {1} (p99), {2} at most.',
    formatMs(p50),
    formatMs(p99),
    formatMs(max),
  );
}

/** Two digits that count. */
function formatMs(ms: number): string {
  const digits = ms >= 10 ? 0 : ms >= 1 ? 1 : 2;
  const number = new Intl.NumberFormat(vscode.env.language, { maximumFractionDigits: digits }).format(ms);
  return vscode.l10n.t('{0} ms', number);
}

/** `Took 12 s, 1,204/s.`: without pauses and the wait for peers. */
function paceText({ sent, ranMs }: ReplaySnapshot): string | undefined {
  if (ranMs === undefined) return undefined;
  const took =
    ranMs < 1000
      ? formatMs(ranMs)
      : ranMs < 60_000
        ? vscode.l10n.t('{0} s', Number((ranMs / 1000).toPrecision(3)))
        : formatOffset(Math.round(ranMs / 1000) * 1000);
  const perSecond = (sent * 1000) / ranMs;
  if (sent < 2 || !Number.isFinite(perSecond)) return vscode.l10n.t('Took {0}.', took);
  const rate = perSecond < 10 ? vscode.l10n.t('{0}/s', perSecond.toFixed(1)) : formatRate(perSecond);
  return vscode.l10n.t('Took {0}, {1}.', took, rate);
}

/** What is said where it ended before it was through. */
export function failureText({ snapshot, source, target }: Replay): string {
  const { sent, error } = snapshot;
  const what =
    sent === 1
      ? vscode.l10n.t('The replay of {0} through {1} failed after 1 message.', source.label, target)
      : vscode.l10n.t(
          'The replay of {0} through {1} failed after {2} messages.',
          source.label,
          target,
          formatNumber(sent),
        );
  return error ? `${what} ${error.message}` : what;
}

/** What is said at the end. */
export function summaryText({ snapshot, source, target }: Replay): string {
  const { sent, failed, replies, error } = snapshot;
  const what =
    sent === 1
      ? vscode.l10n.t('Replay of {0} through {1}: 1 message sent', source.label, target)
      : vscode.l10n.t(
          'Replay of {0} through {1}: {2} messages sent',
          source.label,
          target,
          formatNumber(sent),
        );
  const counts = [what];
  if (replies !== undefined) counts.push(vscode.l10n.t('{0} replies', formatNumber(replies)));
  if (failed > 0) counts.push(vscode.l10n.t('{0} failed', formatNumber(failed)));
  const sentences = [`${counts.join(', ')}.`];
  if (failed > 0 && error) sentences.push(vscode.l10n.t('The last one: {0}', error.message));
  const pace = paceText(snapshot);
  if (pace) sentences.push(pace);
  const late = latenessText(snapshot);
  if (late) sentences.push(late);
  return sentences.join(' ');
}
