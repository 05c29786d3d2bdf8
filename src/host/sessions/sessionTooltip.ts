import * as vscode from 'vscode';
import { describeEndpoint, parseEndpoint } from '../../model/endpoint';
import type { OptionValue } from '../../model/sessionDefinition';
import { socketOption } from '../../model/socketOption';
import { traitsOf } from '../../model/socketType';
import { labelOfSubscription } from '../../model/subscription';
import type { EndpointSnapshot, SocketEvent } from '../../protocol/session';
import { appendWords } from './appendWords';
import type { SessionEntry } from './sessionRegistry';
import {
  endpointStateText,
  formatNumber,
  formatPeers,
  sessionDescription,
  troubledEndpoint,
} from './sessionText';

/** Tooltips are made when the pointer asks for them. Names and details may come from peers: text, never markdown. */
export function sessionTooltip({ label, snapshot, saved }: SessionEntry): vscode.MarkdownString {
  const { definition, endpoints, received, sent, error, turn } = snapshot;
  const trouble = error?.message ?? troubledEndpoint(snapshot)?.detail;
  const text = new vscode.MarkdownString('**');
  appendWords(text, label).appendMarkdown('**\n\n');
  appendBlock(text, [`${definition.type} – ${traitsOf(definition.type).summary}`]);
  appendBlock(text, [sessionDescription(snapshot)]);
  if (trouble) appendBlock(text, [trouble]);
  appendBlock(text, [vscode.l10n.t('{0} received, {1} sent', formatNumber(received), formatNumber(sent))]);
  if (turn) appendBlock(text, [turnText(definition.type, turn)]);
  appendBlock(text, endpoints.map(endpointLine));
  appendBlock(
    text,
    definition.subscriptions.map((topic) => vscode.l10n.t('subscribes to {0}', labelOfSubscription(topic))),
  );
  appendBlock(text, Object.entries(definition.options).map(optionLine));
  if (!saved) appendBlock(text, [vscode.l10n.t('Not in the settings: it ends with this window.')]);
  return text;
}

/** A list that is longer is cut off: the tree has it whole. */
const maxLines = 12;

function appendBlock(text: vscode.MarkdownString, lines: readonly string[]): void {
  lines.slice(0, maxLines).forEach((line, index) => {
    if (index > 0) text.appendMarkdown('  \n');
    appendWords(text, line);
  });
  const more = lines.length - maxLines;
  if (more > 0) {
    appendWords(text.appendMarkdown('  \n'), vscode.l10n.t('… and {0} more', formatNumber(more)));
  }
  text.appendMarkdown('\n\n');
}

function endpointLine({ role, resolved, state }: EndpointSnapshot): string {
  const place =
    role === 'bind' ? vscode.l10n.t('bind {0}', resolved) : vscode.l10n.t('connect {0}', resolved);
  return state === 'closed' ? place : `${place} · ${endpointStateText(state)}`;
}

function optionLine([name, value]: readonly [string, OptionValue]): string {
  const option = socketOption(name);
  const shown = option?.secret ? '••••' : String(value);
  return option?.unit ? `${name}: ${shown} ${option.unit}` : `${name}: ${shown}`;
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
  appendBlock(text, [`${role} ${resolved}`]);
  const parsed = parseEndpoint(resolved, { role, platform: process.platform });
  if ('endpoint' in parsed) appendBlock(text, [describeEndpoint(parsed.endpoint)]);
  if (resolved !== address) {
    appendBlock(text, [vscode.l10n.t('Written as {0}', address)]);
  }
  appendBlock(text, [
    state === 'closed' ? endpointStateText(state) : `${endpointStateText(state)}, ${formatPeers(peers)}`,
  ]);
  if (detail) appendBlock(text, [detail]);
  if (retryInMs !== undefined) {
    appendBlock(text, [vscode.l10n.t('Tries again after {0} ms', formatNumber(retryInMs))]);
  }
  return text;
}

export function eventTooltip({ time, address, detail }: SocketEvent): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  appendBlock(text, [new Date(time).toISOString()]);
  if (address) appendBlock(text, [address]);
  if (detail) appendBlock(text, [detail]);
  return text;
}
