import * as vscode from 'vscode';
import type { EndpointSnapshot, EndpointState, SessionSnapshot, SocketEvent } from '../../protocol/session';

/** Words and numbers of sessions as the tree, the status bar and quick picks show them. */

let numbers: Intl.NumberFormat | undefined;

export function formatNumber(value: number): string {
  numbers ??= new Intl.NumberFormat(vscode.env.language, { maximumFractionDigits: 0 });
  return numbers.format(value);
}

export function formatRate(perSecond: number): string {
  return vscode.l10n.t('{0}/s', formatNumber(perSecond));
}

export function formatSessions(count: number): string {
  return count === 1 ? vscode.l10n.t('1 session') : vscode.l10n.t('{0} sessions', formatNumber(count));
}

export function formatPeers(count: number): string {
  return count === 1 ? vscode.l10n.t('1 peer') : vscode.l10n.t('{0} peers', formatNumber(count));
}

const troubles: readonly EndpointState[] = ['failed', 'handshakeFailed', 'retrying'];

/** @returns the endpoint that most needs a look, where one is not as it should be. */
export function troubledEndpoint({ endpoints }: SessionSnapshot): EndpointSnapshot | undefined {
  return troubles.flatMap((trouble) => endpoints.filter(({ state }) => state === trouble))[0];
}

/**
 * `1,204/s · 2 peers`, or the state where there is no traffic to tell of. What ails an endpoint comes first, since
 * the view cuts off what is long.
 */
export function sessionDescription(snapshot: SessionSnapshot): string {
  switch (snapshot.state) {
    case 'closed':
      return vscode.l10n.t('closed');
    case 'opening':
      return vscode.l10n.t('opening…');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'open': {
      const trouble = troubledEndpoint(snapshot);
      const parts = trouble ? [endpointStateText(trouble.state)] : [];
      parts.push(trafficText(snapshot), formatPeers(snapshot.peerCount));
      if (snapshot.repeat?.running) parts.push(vscode.l10n.t('repeating'));
      return parts.join(' · ');
    }
  }
}

function trafficText({ rates }: SessionSnapshot): string {
  const { receivedPerSecond, sentPerSecond } = rates;
  if (receivedPerSecond > 0 && sentPerSecond > 0) {
    return `↓${formatRate(receivedPerSecond)} ↑${formatRate(sentPerSecond)}`;
  }
  return formatRate(receivedPerSecond + sentPerSecond);
}

export function endpointStateText(state: EndpointState): string {
  switch (state) {
    case 'closed':
      return vscode.l10n.t('closed');
    case 'listening':
      return vscode.l10n.t('listening');
    case 'connecting':
      return vscode.l10n.t('connecting');
    case 'handshaking':
      return vscode.l10n.t('shaking hands');
    case 'connected':
      return vscode.l10n.t('connected');
    case 'retrying':
      return vscode.l10n.t('retrying');
    case 'handshakeFailed':
      return vscode.l10n.t('handshake failed');
    case 'failed':
      return vscode.l10n.t('failed');
  }
}

export function eventText({ kind, detail }: SocketEvent): string {
  switch (kind) {
    case 'listening':
      return vscode.l10n.t('listening');
    case 'bindFailed':
      return vscode.l10n.t('bind failed');
    case 'connecting':
      return vscode.l10n.t('connecting');
    case 'connected':
      return vscode.l10n.t('connected');
    case 'retrying':
      return vscode.l10n.t('retrying');
    case 'accepted':
      return vscode.l10n.t('accepted');
    case 'acceptFailed':
      return vscode.l10n.t('accept failed');
    case 'handshake':
      return vscode.l10n.t('handshake succeeded');
    case 'handshakeFailed':
      return vscode.l10n.t('handshake failed');
    case 'disconnected':
      return vscode.l10n.t('disconnected');
    case 'closed':
      return vscode.l10n.t('closed');
    case 'note':
      return detail ?? vscode.l10n.t('note');
  }
}
