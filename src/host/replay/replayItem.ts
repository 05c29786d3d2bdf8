import * as vscode from 'vscode';
import { formatOffset } from '../../model/replayPosition';
import type { ReplaySnapshot } from '../../protocol/replay';
import { appendWords } from '../sessions/appendWords';
import { nodeKey, type SessionsNode } from '../sessions/sessionNode';
import { formatNumber, formatPeers } from '../sessions/sessionText';
import { isOver, type Replay } from './replays';
import { latenessText, replayDescription, timingText } from './replayText';

/** A replay below the session that sends it. */
export function replayItem(node: SessionsNode, replay: Replay): vscode.TreeItem {
  const { snapshot, source } = replay;
  const item = new vscode.TreeItem(vscode.l10n.t('Replay'), vscode.TreeItemCollapsibleState.None);
  item.id = nodeKey(node);
  item.iconPath = replayIcon(snapshot);
  item.description = replayDescription(snapshot);
  // `replay running`, `replay waiting`, `replay paused`, `replay over`
  item.contextValue = `replay ${isOver(snapshot) ? 'over' : snapshot.state}`;
  item.accessibilityInformation = {
    label: vscode.l10n.t('Replay of {0}, {1}', source.label, item.description),
  };
  return item;
}

function replayIcon({ state, failed }: ReplaySnapshot): vscode.ThemeIcon {
  const themed = (icon: string, color: string) => new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
  switch (state) {
    case 'waiting':
      return themed('loading~spin', 'charts.yellow');
    case 'running':
      return themed('play', 'charts.green');
    case 'paused':
      return themed('debug-pause', 'charts.yellow');
    case 'finished':
      return failed > 0 ? themed('warning', 'charts.yellow') : themed('pass', 'charts.green');
    case 'stopped':
      return themed('debug-stop', 'disabledForeground');
    case 'failed':
      return themed('error', 'charts.red');
  }
}

/**
 * `▶ replay`, beside the rate of the session that sends. How far it is stands below only: this row is drawn anew more
 * seldom, and would say something else.
 */
export function replayBadge({ snapshot }: Replay): string {
  switch (snapshot.state) {
    case 'running':
      return vscode.l10n.t('▶ replay');
    case 'waiting':
      return vscode.l10n.t('replay waits');
    case 'paused':
      return vscode.l10n.t('replay paused');
    case 'finished':
    case 'stopped':
    case 'failed':
      return '';
  }
}

/** Names come from files: text, never markdown. */
export function replayTooltip({ snapshot, source }: Replay): vscode.MarkdownString {
  const { position, total, timing, firstTimeMs, lastTimeMs, timeMs, replies, error, peers } = snapshot;
  const text = new vscode.MarkdownString('**');
  appendWords(text, vscode.l10n.t('Replay of {0}', source.label)).appendMarkdown('**\n\n');
  const lines = [
    replayDescription(snapshot),
    vscode.l10n.t('Message {0} of {1}', formatNumber(position), formatNumber(total)),
  ];
  if (timeMs > 0) {
    const [at, end] = [timeMs - firstTimeMs, lastTimeMs - firstTimeMs].map(formatOffset);
    lines.push(vscode.l10n.t('{0} of {1} in the recording', at ?? '', end ?? ''));
  }
  lines.push(timingText(timing));
  if (!isOver(snapshot)) lines.push(formatPeers(peers));
  if (replies !== undefined) lines.push(vscode.l10n.t('{0} replies', formatNumber(replies)));
  const late = latenessText(snapshot);
  if (late) lines.push(late);
  if (error) lines.push(error.message);
  for (const line of lines) appendWords(text, line).appendMarkdown('\n\n');
  return text;
}
