import * as vscode from 'vscode';
import { traitsOf } from '../../model/socketType';
import { labelOfSubscription } from '../../model/subscription';
import type { RecordingSnapshot } from '../../protocol/recording';
import type { EndpointSnapshot, SocketEvent } from '../../protocol/session';
import { recordingBadge } from '../recordings/recordingText';
import { replayBadge } from '../replay/replayItem';
import type { Replay } from '../replay/replays';
import { endpointIcon, eventIcon, sessionIcon } from './sessionIcons';
import { nodeKey, type SessionsNode } from './sessionNode';
import type { SessionEntry } from './sessionRegistry';
import { endpointStateText, eventText, formatPeers, sessionDescription } from './sessionText';

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

/**
 * @param interrupted the engine died and the session waits for it to come back.
 * @param isPaused its inspector is open and holds still.
 */
export function sessionItem(
  node: SessionsNode,
  entry: SessionEntry,
  interrupted: boolean,
  recording: RecordingSnapshot | undefined,
  replay: Replay | undefined,
  isPaused: boolean,
): vscode.TreeItem {
  const { snapshot, label } = entry;
  const item = new vscode.TreeItem(label, Collapsed);
  item.id = nodeKey(node);
  item.iconPath = sessionIcon(snapshot, interrupted);
  item.description = interrupted ? vscode.l10n.t('reopening…') : sessionDescription(snapshot);
  const badge = replay && replayBadge(replay);
  if (badge) item.description = `${badge} · ${item.description}`;
  if (recording) item.description = `${recordingBadge(recording)} · ${item.description}`;
  item.contextValue = sessionContext(entry, recording !== undefined, isPaused);
  item.accessibilityInformation = { label: `${label}, ${snapshot.definition.type}, ${item.description}` };
  return item;
}

/**
 * Words that `when` clauses look for, in this order:
 * `session open sends subscribes subscribed bound connects replies repeating recorded captured paused`.
 */
function sessionContext({ snapshot }: SessionEntry, isRecorded: boolean, isPaused: boolean): string {
  const { definition } = snapshot;
  const { type } = definition;
  const { canSend, subscribes } = traitsOf(type);
  const words: [string, boolean][] = [
    ['session', true],
    [snapshot.state === 'open' || snapshot.state === 'opening' ? 'open' : 'closed', true],
    ['sends', canSend],
    ['subscribes', subscribes],
    ['subscribed', definition.subscriptions.length > 0],
    ['bound', snapshot.endpoints.some(({ role }) => role === 'bind')],
    ['connects', snapshot.endpoints.some(({ role }) => role === 'connect')],
    ['replies', type === 'REP' || type === 'ROUTER'],
    ['repeating', snapshot.repeat?.running === true],
    ['recorded', isRecorded],
    ['captured', snapshot.received + snapshot.sent > 0],
    ['paused', isPaused],
  ];
  return words
    .filter(([, has]) => has)
    .map(([word]) => word)
    .join(' ');
}

export function endpointItem(node: SessionsNode, endpoint: EndpointSnapshot): vscode.TreeItem {
  const { role, resolved, state, peers } = endpoint;
  const item = new vscode.TreeItem(resolved, None);
  item.id = nodeKey(node);
  item.iconPath = endpointIcon(endpoint);
  const words = [endpointStateText(state)];
  // A connection has one peer, which its state tells of.
  if (role === 'bind' && peers > 0) words.push(formatPeers(peers));
  item.description = words.join(' · ');
  item.contextValue = state === 'failed' ? `endpoint ${role} failed` : `endpoint ${role}`;
  item.accessibilityInformation = {
    label: `${role === 'bind' ? vscode.l10n.t('bound to') : vscode.l10n.t('connects to')} ${resolved}, ${item.description}`,
  };
  return item;
}

export function subscriptionItem(node: SessionsNode, topic: string): vscode.TreeItem {
  const item = new vscode.TreeItem(labelOfSubscription(topic), None);
  item.id = nodeKey(node);
  item.iconPath = new vscode.ThemeIcon('filter');
  item.description = vscode.l10n.t('subscription');
  item.contextValue = 'subscription';
  return item;
}

export function eventsItem(node: SessionsNode, newest: SocketEvent): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Events'), Collapsed);
  item.id = nodeKey(node);
  item.iconPath = new vscode.ThemeIcon('history');
  item.description = eventText(newest);
  item.contextValue = 'events';
  return item;
}

export function eventItem(node: SessionsNode, event: SocketEvent): vscode.TreeItem {
  const item = new vscode.TreeItem(eventText(event), None);
  item.id = nodeKey(node);
  item.iconPath = eventIcon(event);
  const time = new Date(event.time).toLocaleTimeString(vscode.env.language);
  item.description = event.address ? `${time} · ${event.address}` : time;
  item.contextValue = 'event';
  return item;
}

export function problemItem(node: SessionsNode & { kind: 'problem' }): vscode.TreeItem {
  const { index, field } = node;
  const place = index < 0 ? 'zeromq.sessions' : `zeromq.sessions[${index}]`;
  const label = field === '' ? place : `${place}.${field}`;
  const item = new vscode.TreeItem(label, None);
  item.id = nodeKey(node);
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.description = node.message;
  item.tooltip = node.message;
  item.contextValue = 'problem';
  return item;
}
