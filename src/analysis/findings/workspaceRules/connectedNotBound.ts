import type { PlacedUse } from '../../workspace/endpointGroup';
import type { Address } from '../../workspace/address';
import { isDocument } from '../../workspacePath';
import type { GroupRule } from '../workspaceRule';

/** A connect to what nobody binds does not fail: its messages wait, or are dropped (zmq_connect(3)). */
export const connectedNotBound: GroupRule = {
  code: 'connected-not-bound',
  *check({ binders, connectors, mentions, isKnown }, { binds }) {
    if (!isKnown || binders.length > 0 || mentions.some(({ path }) => !isDocument(path))) return;
    for (const connector of connectors) {
      if (!isLocal(connector) || !mayBeSeen(connector, binds)) continue;
      yield {
        path: connector.path,
        message: `Nothing in the workspace binds ${connector.address.text}.`,
        range: connector.use.range,
      };
    }
  },
};

/** The other side is on this machine, in whole or in part. */
function isLocal({ address, use }: PlacedUse): boolean {
  const { transport, host, port = 0, name = '', isComplete } = address;
  if (!isComplete) return false;
  switch (transport) {
    case 'tcp':
    case 'ws':
    case 'wss':
      // a port that is missing or out of range has a code of its own
      return host?.kind === 'loopback' && port > 0 && port <= 65535;
    case 'ipc':
      return true;
    case 'inproc':
      // libzmq itself binds a PAIR for a monitor, and ZAP's address is a handler's
      return use.socketType !== 'PAIR' && !name.startsWith('zeromq.zap') && !/monitor/i.test(name);
    default:
      return false;
  }
}

/** The workspace binds something, and nothing whose unknown parts may make it this. */
function mayBeSeen({ address }: PlacedUse, binds: readonly PlacedUse[]): boolean {
  return binds.length > 0 && binds.every(({ address: bound }) => bound.isComplete || !mayBe(bound, address));
}

function mayBe(bound: Address, address: Address): boolean {
  if (!bound.transport) return true;
  if (bound.transport !== address.transport) return false;
  return bound.name === undefined ? bound.port === undefined : fits(bound.name, address.name ?? '');
}

/** Whether a text is one that `/tmp/{name}.ipc` stands for. */
function fits(pattern: string, text: string): boolean {
  const literal = pattern
    .split(/\{[^{}]*\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${literal.join('.*')}$`, 's').test(text);
}
