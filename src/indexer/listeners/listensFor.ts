import { type Address, addressOf, type AddressHost } from '../../analysis/workspace/address';
import type { EndpointGroup } from '../../analysis/workspace/endpointGroup';
import type { ListeningSocket } from './procNet';

/** Names and addresses of this machine, lower case. */
export interface ThisMachine {
  readonly addresses: ReadonlySet<string>;
  /** Of the machine and of its interfaces. */
  readonly names: ReadonlySet<string>;
}

/** Whether who binds or connects a group's endpoint may mean the socket: by port and interface, or by path. */
export function listensFor(socket: ListeningSocket, group: EndpointGroup, machine: ThisMachine): boolean {
  const places = [...group.binders, ...group.connectors, ...group.mentions];
  return places.some(({ address }) => isMeant(socket, address, machine));
}

function isMeant(socket: ListeningSocket, address: Address, machine: ThisMachine): boolean {
  const { transport, port, name, host, isWildcard } = address;
  if (isWildcard) return false;
  if (socket.port === undefined) return transport === 'ipc' && name === socket.place;
  const isTcp = transport === 'tcp' || transport === 'ws' || transport === 'wss';
  return isTcp && port === socket.port && host !== undefined && mayMean(host, socket.place, machine);
}

function mayMean(host: AddressHost, place: string, { addresses, names }: ThisMachine): boolean {
  const listens = addressOf([`tcp://${place.includes(':') ? `[${place}]` : place}:1`]).host?.kind;
  switch (host.kind) {
    case 'any':
    case 'unknown':
      return true;
    case 'loopback':
      return listens === 'any' || listens === 'loopback';
    case 'ip':
      return listens === 'any' ? addresses.has(host.text) : host.text === place;
    case 'name':
      return names.has(host.text);
  }
}
