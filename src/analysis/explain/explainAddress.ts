import { longestIpcPath, type Transport } from '../../model/endpoint';
import type { EndpointRole } from '../../model/sessionDefinition';
import { utf8Encode } from '../../base/bytes';
import { isUnknownPart, type TextPattern } from '../textPattern';
import { addressOf, type Address } from '../workspace/address';
import { code, enumerate } from './markdown';

/**
 * What an address means, as Markdown sentences: the first says where it is, the others what one should know of it.
 *
 * @param role undefined for a text that only names it.
 */
export function explainAddress(pattern: TextPattern, role?: EndpointRole): string[] {
  const address = addressOf(pattern);
  const holes = pattern.flatMap((part) => (isUnknownPart(part) ? [code(`{${part.unknown}}`)] : []));
  const { transport } = address;
  if (!transport) {
    if (holes.length > 0) return [untold(holes)];
    return address.text === '' ? [] : [`${code(address.text)} begins with no transport of ZeroMQ.`];
  }
  return [...sentences[transport](address, role), ...(holes.length > 0 ? [untold(holes)] : [])];
}

type Explain = (address: Address, role: EndpointRole | undefined) => string[];

const sentences: Readonly<Record<Transport, Explain>> = {
  tcp: (address, role) => [
    placed('TCP port', address, role),
    ...hostNotes(address, role),
    ...sourceNote(address),
  ],
  ws: (address, role) => [
    placed('WebSocket port', address, role),
    ...hostNotes(address, role),
    'ZeroMQ over WebSocket (RFC 45) is a draft of libzmq.',
  ],
  wss: (address, role) => [
    placed('WebSocket port', address, role),
    ...hostNotes(address, role),
    'ZeroMQ over WebSocket with TLS (RFC 45) is a draft of libzmq.',
  ],
  udp: (address, role) => [
    placed('UDP port', address, role),
    ...hostNotes(address, role),
    'Datagrams may get lost; only RADIO, DISH and DGRAM use them.',
  ],
  ipc: explainIpc,
  inproc: ({ name = '' }) => [
    `The name ${code(name)} inside one process: it joins sockets of the same context, without network or files.`,
  ],
  pgm: (address) => multicast('PGM (RFC 3208)', address, 'It needs the right to open raw sockets.'),
  epgm: (address) => multicast('PGM in UDP packets', address, 'It needs no raw sockets.'),
  norm: (address) => multicast('NORM (RFC 5740)', address),
  vmci: () => ['VMware’s sockets between virtual machines and their host, by context id and port.'],
  tipc: () => ['TIPC, the cluster transport of Linux: services have numbers in the place of addresses.'],
};

/** `Listens on TCP port 5556 of every network interface.` */
function placed(kind: string, address: Address, role: EndpointRole | undefined): string {
  const port = portPhrase(kind, address, role);
  const host = hostPhrase(address, role);
  const phrase = `${port}${host}`;
  if (role === 'bind') return `Listens on ${phrase}.`;
  if (role === 'connect') return `Connects to ${phrase}.`;
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
}

function portPhrase(kind: string, { port, portText }: Address, role: EndpointRole | undefined): string {
  if (portText === undefined || portText === '') return `a ${kind} that is not given`;
  if (port === undefined) return `${kind} ${code(portText)}`;
  if (port > 0) return `${kind} ${port}`;
  const written = code(portText);
  return role === 'connect'
    ? `${kind} ${written}, which names none`
    : `a free ${kind} that the system chooses (${written})`;
}

function hostPhrase({ host }: Address, role: EndpointRole | undefined): string {
  if (!host || host.text === '') return '';
  const shown = code(host.text);
  switch (host.kind) {
    case 'any':
      return role === 'connect' ? ` of ${shown}` : ` of every network interface (${shown})`;
    case 'loopback':
      return ` of this machine (${shown})`;
    case 'ip':
      return role === 'bind' ? ` of the interface with the address ${shown}` : ` of ${shown}`;
    case 'name':
      return role === 'bind' ? ` of the interface ${shown}` : ` of the host ${shown}`;
    case 'unknown':
      return role === 'bind' ? ` of the interface ${shown}` : ` of ${shown}`;
  }
}

function hostNotes({ host, port, portText }: Address, role: EndpointRole | undefined): string[] {
  const notes: string[] = [];
  if (role === 'bind' && host?.kind === 'any') notes.push('Other machines can reach it.');
  if (role === 'bind' && host?.kind === 'loopback') notes.push('No other machine can reach it.');
  if (role === 'connect' && host?.kind === 'any') {
    notes.push(
      host.text === '*'
        ? '`*` stands for every interface and works only in bind: connect needs a host.'
        : 'That stands for every interface; connect should name a host.',
    );
  }
  if (port === 0 && role === 'bind') notes.push('The socket’s last endpoint tells which one it is.');
  if (port === 0 && role === 'connect') notes.push('Connect needs the port that the other side is bound to.');
  if (port !== undefined && port > 65_535) notes.push('**Ports end at 65535.**');
  else if (port !== undefined && port > 0 && !/^\s*\d+\s*$/.test(portText ?? '')) {
    notes.push(`libzmq reads ${code(portText ?? '')} as ${port}.`);
  }
  return notes;
}

/** `tcp://192.168.1.17:0;10.0.0.1:5555` */
function sourceNote({ text }: Address): string[] {
  const source = /^\s*tcp:\/\/([^;]+);/.exec(text)?.[1];
  return source === undefined ? [] : [`It connects from the local address ${code(source)}.`];
}

function explainIpc(
  { name = '', text, isWildcard, isComplete }: Address,
  role: EndpointRole | undefined,
): string[] {
  if (isWildcard) {
    return role === 'connect'
      ? ['A socket file with any name (`*`): connect needs the path that the other side is bound to.']
      : ['A socket file that libzmq makes up (`*`), for programs of this machine.'];
  }
  if (name.startsWith('@')) {
    return [`The abstract socket ${code(name)}, for programs of this machine: Linux only, and no file.`];
  }
  const where = `The socket file ${code(name)}, for programs of this machine.`;
  const notes: string[] = [];
  if (!/^[/{]/.test(name) && !/^[a-z]:/i.test(name)) {
    notes.push('The path begins in the folder that the program runs in.');
  }
  if (isComplete) notes.push(lengthNote(utf8Encode(text.trim().slice('ipc://'.length)).length));
  return [where, ...notes];
}

function lengthNote(bytes: number): string {
  const { linux, macos } = longestIpcPath;
  const limits = `at most ${linux} bytes on Linux and Windows, ${macos} on macOS and BSD`;
  if (bytes > linux) return `**The path is too long**: ${bytes} bytes, and it takes ${limits}.`;
  if (bytes > macos)
    return `**The path is too long for macOS and BSD**: ${bytes} bytes, and it takes ${limits}.`;
  return `It has ${bytes} bytes; a path takes ${limits}.`;
}

function multicast(protocol: string, { host, portText }: Address, ...notes: string[]): string[] {
  const group = host && host.text !== '' ? ` to the group ${code(host.text)}` : '';
  const port = portText === undefined ? '' : `, port ${code(portText)}`;
  return [
    `Reliable multicast by ${protocol}${group}${port}.`,
    'Both sides join the group, so that either may bind or connect; for PUB and SUB only.',
    ...notes,
  ];
}

function untold(holes: readonly string[]): string {
  return `The source does not tell ${enumerate([...new Set(holes)], 'or')}.`;
}
