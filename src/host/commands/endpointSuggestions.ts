import * as vscode from 'vscode';
import type { EndpointRole } from '../../model/sessionDefinition';
import { type SocketType, traitsOf } from '../../model/socketType';
import type { Workbench } from '../workbench';

/**
 * Completions for an address: what was used before, and the other ends of this workspace's sessions, since what one
 * session binds another one connects to, where their types can talk to one another.
 */
export function endpointSuggestions(
  { recents, registry }: Pick<Workbench, 'recents' | 'registry'>,
  role: EndpointRole,
  type: SocketType,
): readonly vscode.QuickPickItem[] {
  const items = new Map<string, vscode.QuickPickItem>();
  const offer = (label: string, description: string) => {
    if (!items.has(label)) items.set(label, { label, description });
  };
  for (const endpoint of recents.list) {
    if (endpoint.role === role) offer(endpoint.address, vscode.l10n.t('recently used'));
  }
  const { partners } = traitsOf(type);
  for (const { label, definition, snapshot } of registry.list()) {
    if (!partners.includes(definition.type)) continue;
    for (const endpoint of snapshot.endpoints) {
      if (endpoint.role === role) continue;
      // A wildcard port says nothing to the other end.
      if (endpoint.resolved.endsWith(':*')) continue;
      const address = reachable(endpoint.resolved);
      // Whose it is says more than that it was used.
      items.set(address, { label: address, description: label });
    }
  }
  offer(
    role === 'bind' ? 'tcp://127.0.0.1:*' : 'tcp://127.0.0.1:5555',
    vscode.l10n.t('this machine, over TCP'),
  );
  if (process.platform !== 'win32')
    offer('ipc:///tmp/zeromq.sock', vscode.l10n.t('this machine, over a socket file'));
  offer('inproc://workbench', vscode.l10n.t('between sessions of this window'));
  return [...items.values()];
}

/** What to connect to where all interfaces are bound. */
function reachable(address: string): string {
  return address.replace(/^(\w+:\/\/)(?:\*|0\.0\.0\.0)(?=:)/, '$1127.0.0.1');
}
