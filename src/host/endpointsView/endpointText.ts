import * as path from 'node:path';
import * as vscode from 'vscode';
import { roleOf } from '../../analysis/roleOf';
import type { EndpointView, ListeningProcess, UsePlace } from '../../protocol/analysis';
import { endpointStateText } from '../sessions/sessionText';
import type { SessionAt } from './endpointLive';

/** Who is at an endpoint: `PUB – 2 SUB`, first who binds; the number of texts where there is no program. */
export function partiesText({ binders, connectors, mentions }: EndpointView): string {
  if (binders.length + connectors.length === 0) {
    return mentions.length === 1
      ? vscode.l10n.t('1 mention')
      : vscode.l10n.t('{0} mentions', mentions.length);
  }
  return [binders, connectors].map(typesText).filter(Boolean).join(' – ');
}

/** `2 SUB, XSUB` */
function typesText(uses: readonly UsePlace[]): string {
  const counts = new Map<string, number>();
  for (const { socketType = '?' } of uses) counts.set(socketType, (counts.get(socketType) ?? 0) + 1);
  return [...counts].map(([type, count]) => (count === 1 ? type : `${count} ${type}`)).join(', ');
}

/** `session connected` */
export function sessionsText(sessions: readonly SessionAt[]): string | undefined {
  const [first] = sessions;
  if (!first) return undefined;
  return sessions.length === 1
    ? vscode.l10n.t('session {0}', endpointStateText(first.state))
    : vscode.l10n.t('{0} sessions', sessions.length);
}

/** `python3 weather.py (4711)` */
export function processesText(processes: readonly ListeningProcess[]): string | undefined {
  const [first] = processes;
  if (!first) return undefined;
  const name = `${first.name} (${first.pid})`;
  return processes.length === 1 ? name : vscode.l10n.t('{0} and {1} more', name, processes.length - 1);
}

/** `PUB bind`, or `bind` where the source does not tell the type. */
export function useText(use: UsePlace): string {
  const said = roleOf(use) === 'bind' ? vscode.l10n.t('bind') : vscode.l10n.t('connect');
  return use.socketType ? `${use.socketType} ${said}` : said;
}

/** A file's folder in the workspace; empty for the workspace's own. */
export function folderText(uri: string): string {
  const folder = path.posix.dirname(vscode.workspace.asRelativePath(vscode.Uri.parse(uri)));
  return folder === '.' ? '' : folder;
}
