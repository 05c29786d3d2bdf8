import type { EndpointRole } from '../../model/sessionDefinition';
import type { Address } from '../workspace/address';

/**
 * What to write to meet an address on this machine: `tcp://*:5556` to bind, `tcp://localhost:5556` to connect.
 *
 * @param role of who is going to write it.
 * @param local how this machine is called, `localhost` or `127.0.0.1`.
 * @returns undefined where nothing that is known would meet it.
 */
export function localForm(address: Address, role: EndpointRole, local: string): string | undefined {
  const { transport, port, host, text, isWildcard, isComplete } = address;
  if (!transport || isWildcard) return undefined;
  if (transport !== 'tcp' && transport !== 'ws' && transport !== 'wss') return isComplete ? text : undefined;
  if (port === undefined || port > 65_535) return undefined;
  const path = transport === 'tcp' ? '' : (/^\w+:\/\/[^/{}]*(\/[^{}]*)$/.exec(text)?.[1] ?? '');
  const isIpv6 = host?.text.includes(':') ?? false;
  const at = (name: string) => `${transport}://${name}:${port}${path}`;
  if (role === 'bind') return at('*');
  const named = host?.kind === 'ip' || (host?.kind === 'loopback' && host.text !== 'lo');
  if (named) return at(isIpv6 ? `[${host.text}]` : host.text);
  return at(isIpv6 ? '[::1]' : local);
}
