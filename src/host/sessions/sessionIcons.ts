import * as vscode from 'vscode';
import type { SocketType } from '../../model/socketType';
import type { EndpointSnapshot, EndpointState, SessionSnapshot, SocketEvent } from '../../protocol/session';

/** One codicon per role in a pattern; media/types/ holds the same pictures for editor tabs. */
export const typeIcons: Readonly<Record<SocketType, string>> = {
  PAIR: 'arrow-both',
  PUB: 'broadcast',
  SUB: 'rss',
  REQ: 'call-outgoing',
  REP: 'call-incoming',
  DEALER: 'arrow-swap',
  ROUTER: 'type-hierarchy',
  PULL: 'inbox',
  PUSH: 'export',
  XPUB: 'broadcast',
  XSUB: 'rss',
  STREAM: 'plug',
  SERVER: 'beaker',
  CLIENT: 'beaker',
  RADIO: 'beaker',
  DISH: 'beaker',
  GATHER: 'beaker',
  SCATTER: 'beaker',
  DGRAM: 'beaker',
};

const colors = {
  good: 'charts.green',
  warning: 'charts.yellow',
  error: 'charts.red',
  idle: 'disabledForeground',
};
type Mood = keyof typeof colors;

const themed = (icon: string, mood: Mood) => new vscode.ThemeIcon(icon, new vscode.ThemeColor(colors[mood]));

const endpointMoods: Readonly<Record<EndpointState, Mood>> = {
  closed: 'idle',
  listening: 'good',
  connecting: 'warning',
  handshaking: 'warning',
  connected: 'good',
  retrying: 'warning',
  handshakeFailed: 'error',
  failed: 'error',
};

export function sessionIcon(snapshot: SessionSnapshot, interrupted: boolean): vscode.ThemeIcon {
  if (interrupted) return themed('sync~spin', 'warning');
  return themed(typeIcons[snapshot.definition.type], sessionMood(snapshot));
}

function sessionMood({ state, endpoints }: SessionSnapshot): Mood {
  if (state === 'failed') return 'error';
  if (state === 'closed') return 'idle';
  const moods = endpoints.map((endpoint) => endpointMoods[endpoint.state]);
  if (moods.includes('error')) return 'error';
  return moods.includes('warning') || state === 'opening' ? 'warning' : 'good';
}

export function endpointIcon({ role, state }: Pick<EndpointSnapshot, 'role' | 'state'>): vscode.ThemeIcon {
  return themed(role === 'bind' ? 'arrow-circle-down' : 'arrow-circle-up', endpointMoods[state]);
}

export function eventIcon({ severity }: SocketEvent): vscode.ThemeIcon {
  if (severity === 'info') return new vscode.ThemeIcon('circle-small');
  if (severity === 'good') return themed('pass', 'good');
  return themed(severity === 'warning' ? 'warning' : 'error', severity);
}
