import * as vscode from 'vscode';
import { describeEndpoint, parseEndpoint } from '../../model/endpoint';
import { traitsOf } from '../../model/socketType';
import { type EndpointSnapshot, type SocketEvent } from '../../protocol/session';
import { type SessionEntry } from './sessionRegistry';
import {
  endpointStateText,
  formatNumber,
  formatPeers,
  sessionDescription,
  troubledEndpoint,
} from './sessionText';

/** Tooltips are made when the pointer asks for them. Names and details may come from peers: text, never markdown. */
export function sessionTooltip({ label, snapshot, saved }: SessionEntry): vscode.MarkdownString {
  const { definition, received, sent, error, turn } = snapshot;
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(label).appendMarkdown('**\n\n');
  text.appendText(`${definition.type} – ${traitsOf(definition.type).summary}`).appendMarkdown('\n\n');
  text.appendText(sessionDescription(snapshot)).appendMarkdown('\n\n');
  const trouble = error?.message ?? troubledEndpoint(snapshot)?.detail;
  if (trouble) text.appendText(trouble).appendMarkdown('\n\n');
  const counts = vscode.l10n.t('{0} received, {1} sent', formatNumber(received), formatNumber(sent));
  text.appendText(counts).appendMarkdown('\n\n');
  if (turn) text.appendText(turnText(definition.type, turn)).appendMarkdown('\n\n');
  const options = Object.entries(definition.options);
  for (const [name, value] of options) text.appendText(`${name}: ${String(value)}`).appendMarkdown('  \n');
  if (!saved) text.appendText(vscode.l10n.t('Not in the settings: it ends with this window.'));
  return text;
}

export function turnText(type: string, turn: 'send' | 'receive'): string {
  if (type === 'REP') {
    return turn === 'send'
      ? vscode.l10n.t('A request waits for your reply.')
      : vscode.l10n.t('Waiting for a request.');
  }
  return turn === 'send'
    ? vscode.l10n.t('Your turn: send a request.')
    : vscode.l10n.t('Waiting for the reply to your request.');
}

export function endpointTooltip(endpoint: EndpointSnapshot): vscode.MarkdownString {
  const { role, address, resolved, state, detail, peers, retryInMs } = endpoint;
  const text = new vscode.MarkdownString();
  text.appendText(`${role} ${resolved}`).appendMarkdown('\n\n');
  const parsed = parseEndpoint(resolved, { role, platform: process.platform });
  if ('endpoint' in parsed) text.appendText(describeEndpoint(parsed.endpoint)).appendMarkdown('\n\n');
  if (resolved !== address) {
    text.appendText(vscode.l10n.t('Written as {0}', address)).appendMarkdown('\n\n');
  }
  text.appendText(`${endpointStateText(state)}, ${formatPeers(peers)}`).appendMarkdown('\n\n');
  if (detail) text.appendText(detail).appendMarkdown('\n\n');
  if (retryInMs !== undefined) {
    text.appendText(vscode.l10n.t('Next try in {0} ms', formatNumber(retryInMs)));
  }
  return text;
}

export function eventTooltip({ time, address, detail }: SocketEvent): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendText(new Date(time).toISOString()).appendMarkdown('\n\n');
  if (address) text.appendText(address).appendMarkdown('\n\n');
  if (detail) text.appendText(detail);
  return text;
}
