import * as vscode from 'vscode';
import { roleOf } from '../../analysis/roleOf';
import type { EndpointView, ListeningProcess, MentionPlace, UsePlace } from '../../protocol/analysis';
import { baseName, placeName } from '../analysis/placeNames';
import { rangeOf } from '../analysis/spans';
import { attachableAs } from '../endpoints/sourceUse';
import { endpointIcon } from '../sessions/sessionIcons';
import { makeNode } from '../sessions/sessionNode';
import { endpointStateText } from '../sessions/sessionText';
import type { SessionAt } from './endpointLive';
import { bestUse, isUse } from './endpointPlaces';
import { folderText, partiesText, processesText, sessionsText, useText } from './endpointText';
import { type ShownFinding, troubleIcon, troubleText } from './endpointTrouble';
import { type EndpointsNode, endpointsNodeKey, type PlaceNode } from './endpointsNode';

const { None, Collapsed } = vscode.TreeItemCollapsibleState;

/** What is known of an endpoint beside its places. */
export interface EndpointState {
  readonly view: EndpointView;
  readonly troubles: readonly ShownFinding[];
  readonly sessions: readonly SessionAt[];
  readonly processes: readonly ListeningProcess[];
}

export function endpointItem(node: EndpointsNode, state: EndpointState): vscode.TreeItem {
  const { view, troubles, sessions, processes } = state;
  const words = [
    troubleText(troubles) ?? unboundText(view),
    partiesText(view),
    sessionsText(sessions),
    processesText(processes),
  ];
  const item = itemOf(node, view.label, words, Collapsed);
  item.iconPath = troubleIcon(troubles) ?? plainIcon(state);
  item.contextValue = contextOf('endpoint', view, bestUse(view));
  return item;
}

/** An endpoint may be bound elsewhere, where no finding says that it is not. */
function unboundText({ binders, connectors }: EndpointView): string | undefined {
  return binders.length === 0 && connectors.length > 0 ? vscode.l10n.t('not bound here') : undefined;
}

function plainIcon({ view, sessions, processes }: EndpointState): vscode.ThemeIcon {
  const { binders, connectors } = view;
  const isLive =
    processes.length > 0 || sessions.some(({ state }) => state === 'connected' || state === 'listening');
  const color = isLive ? new vscode.ThemeColor('charts.green') : undefined;
  if (binders.length > 0) return new vscode.ThemeIcon('radio-tower', color);
  return new vscode.ThemeIcon(connectors.length > 0 ? 'debug-disconnect' : 'note', color);
}

export function placeItem(
  node: PlaceNode,
  place: UsePlace | MentionPlace,
  { view, troubles }: Pick<EndpointState, 'view' | 'troubles'>,
): vscode.TreeItem {
  const line = place.span.startLine + 1;
  const said = isUse(place) ? useText(place) : vscode.l10n.t('mention');
  const trouble = troubleText(troubles);
  const item =
    node.under === 'endpoint'
      ? itemOf(node, said, [trouble, placeName(place), folderText(place.uri)])
      : itemOf(node, place.endpoint, [trouble, said, vscode.l10n.t('line {0}', line)]);
  item.iconPath = troubleIcon(troubles) ?? placeIcon(place);
  item.contextValue = contextOf('place', view, isUse(place) ? place : undefined);
  item.command = {
    // VS Code opens with the keyboard's focus and a tab that stays as the click asks for it.
    command: 'vscode.open',
    title: vscode.l10n.t('Go to Source'),
    arguments: [vscode.Uri.parse(place.uri), { selection: rangeOf(place.span) }],
  };
  return item;
}

function placeIcon(place: UsePlace | MentionPlace): vscode.ThemeIcon {
  if (!isUse(place)) return new vscode.ThemeIcon('note');
  return new vscode.ThemeIcon(roleOf(place) === 'bind' ? 'arrow-circle-down' : 'arrow-circle-up');
}

/** @param troubles of the file's endpoints that concern it. */
export function fileItem(
  node: EndpointsNode & { kind: 'file' },
  troubles: readonly ShownFinding[],
): vscode.TreeItem {
  const item = itemOf(node, baseName(node.uri), [troubleText(troubles), folderText(node.uri)], Collapsed);
  item.resourceUri = vscode.Uri.parse(node.uri);
  item.iconPath = vscode.ThemeIcon.File;
  item.contextValue = 'file';
  return item;
}

export function sessionAtItem(node: EndpointsNode, { label, session, ...at }: SessionAt): vscode.TreeItem {
  const item = itemOf(node, label, [vscode.l10n.t('session'), endpointStateText(at.state)]);
  item.iconPath = endpointIcon(at);
  item.contextValue = 'session';
  item.command = {
    command: 'zeromq.inspector.open',
    title: vscode.l10n.t('Open Inspector'),
    arguments: [makeNode({ kind: 'session', session })],
  };
  return item;
}

export function processItem(node: EndpointsNode, { name, pid, place }: ListeningProcess): vscode.TreeItem {
  const words = [vscode.l10n.t('process {0}', pid), vscode.l10n.t('listens at {0}', place)];
  const item = itemOf(node, name, words);
  item.iconPath = new vscode.ThemeIcon('server-process', new vscode.ThemeColor('charts.green'));
  item.contextValue = 'process';
  return item;
}

function itemOf(
  node: EndpointsNode,
  label: string,
  words: readonly (string | undefined)[],
  collapsibleState = None,
): vscode.TreeItem {
  const item = new vscode.TreeItem(label, collapsibleState);
  item.id = endpointsNodeKey(node);
  item.description = words.filter(Boolean).join(' · ');
  item.accessibilityInformation = { label: [label, item.description].filter(Boolean).join(', ') };
  return item;
}

/** `endpoint inspects sends`: what the menus offer. */
function contextOf(kind: 'endpoint' | 'place', view: EndpointView, use: UsePlace | undefined): string {
  const can = use ? attachableAs(use, view) : { inspects: false, sends: false };
  return [kind, can.inspects && 'inspects', can.sends && 'sends'].filter(Boolean).join(' ');
}
