import type { Address, AddressHost } from './address';

/** By which name an address finds those that it may meet; hosts do not count, see `mayReach`. */
export interface MeetingKey {
  readonly key: string;
  /**
   * Who has the same key meets: in every file; in the same file first, and in others only if the file has not both
   * sides of it (then by `shared`, where there is one); or in the same file only.
   */
  readonly scope: 'workspace' | 'fileFirst' | 'file';
  readonly shared?: string;
}

/**
 * Ports, paths and groups that are known meet everywhere. An `inproc` name is its program's own. With an unknown port
 * the name of the port tells inside a file, and between files the whole pattern, where all interfaces and this machine
 * count as one host. Undefined where the system chooses the port or path: nothing in the source can meet that.
 */
export function meetingKey(address: Address): MeetingKey | undefined {
  const { transport, host, port, portText, name } = address;
  if (address.isWildcard) return undefined;
  if (!transport) {
    const key = `?${address.text}`;
    return { key, scope: isBlank(address.text) ? 'file' : 'workspace' };
  }
  switch (transport) {
    case 'tcp':
    case 'ws':
    case 'wss':
    case 'udp':
    case 'vmci': {
      if (port !== undefined) return { key: `${transport}:${port}`, scope: 'workspace' };
      if (portText === undefined) {
        const key = `${transport}://${host?.text ?? ''}`;
        return { key, scope: host && isBlank(host.text) ? 'file' : 'workspace' };
      }
      const shared = `${transport}://${hostClass(host)}:${portText}`;
      return { key: `${transport}:${portText}`, scope: 'fileFirst', shared };
    }
    case 'pgm':
    case 'epgm':
    case 'norm':
      return { key: `${transport}://${host?.text ?? ''}:${portText ?? ''}`, scope: 'workspace' };
    case 'inproc': {
      const key = `inproc://${name}`;
      return isBlank(name ?? '') ? { key, scope: 'file' } : { key, scope: 'fileFirst', shared: key };
    }
    case 'ipc':
    case 'tipc':
      return { key: `${transport}://${name}`, scope: isBlank(name ?? '') ? 'file' : 'workspace' };
  }
}

/** Nothing but one hole. */
function isBlank(text: string): boolean {
  return text === '' || /^\{[^{}]*\}$/.test(text);
}

function hostClass(host: AddressHost | undefined): string {
  if (!host) return '';
  return host.kind === 'any' || host.kind === 'loopback' ? '*' : host.text;
}

/** Whether both sides join a multicast group, so that who binds and who connects says nothing. */
export function isMulticast({ transport, host }: Address): boolean {
  if (transport === 'pgm' || transport === 'epgm' || transport === 'norm') return true;
  return transport === 'udp' && host?.kind === 'ip' && /^(22[4-9]|23\d)\./.test(host.text);
}

/**
 * Whether a connect to an address may reach a bind to another of the same group: all but two that name different
 * machines or interfaces by number. A host's name may be any machine's, this one's too.
 */
export function mayReach(bind: Address, connect: Address): boolean {
  const [from, to] = [connect.host, bind.host];
  if (!from || !to || isMulticast(bind) || isMulticast(connect)) return true;
  if (from.kind === 'ip' && to.kind === 'ip') return from.text === to.text;
  return !(to.kind === 'ip' && from.kind === 'loopback');
}

/** Whether two binds of one group, in one program or on one machine, take the address from each other. */
export function mayCollide(one: Address, other: Address): boolean {
  const [a, b] = [one.host, other.host];
  if (!a || !b) return one.text === other.text;
  if (a.kind === 'any' || b.kind === 'any') return true;
  if (a.kind === 'loopback' && b.kind === 'loopback') return a.text === b.text || isThisMachine(a, b);
  return a.text === b.text;
}

/** `localhost` and 127.0.0.1 are the same, 127.0.0.1 and 127.0.0.2 are not. */
function isThisMachine(a: AddressHost, b: AddressHost): boolean {
  return [a, b].every(({ text }) => ['localhost', 'lo', '127.0.0.1'].includes(text));
}
