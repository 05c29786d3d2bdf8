import { utf8Encode } from '../base/bytes';
import { fault, type EndpointFault } from './endpointFault';
import { parseHostPort, type HostPort } from './endpointHost';
import { isIpv4 } from './ipAddress';
import type { EndpointRole } from './sessionDefinition';
import type { SocketType } from './socketType';

/**
 * Endpoint addresses, checked before libzmq sees them: it takes `:70000` as port 4464 and `:5555abc` as 5555, and
 * a connect to an ipc path that is too long fails without a word (zmq_tcp(7), zmq_ipc(7), zmq_inproc(7)).
 */
export const knownTransports = [
  'tcp',
  'ipc',
  'inproc',
  'udp',
  'ws',
  'wss',
  'tipc',
  'pgm',
  'epgm',
  'norm',
  'vmci',
] as const;
export type Transport = (typeof knownTransports)[number];

/** Bytes that `sun_path` takes less its NUL (zmq_ipc(7)): on Linux and Windows, and on macOS and the BSDs. */
export const longestIpcPath = { linux: 107, macos: 103 } as const;

export interface EndpointContext {
  readonly role: EndpointRole;
  /** Node's `process.platform` of the machine the engine runs on. */
  readonly platform: string;
  /** What the loaded library offers; without it every known transport counts as there. */
  readonly transports?: readonly string[];
  readonly socketType?: SocketType;
}

export interface ParsedEndpoint {
  readonly transport: Transport;
  /** The whole address, trimmed. */
  readonly address: string;
  /** tcp, ws, wss, udp: interface or host without brackets, `*` for every interface. */
  readonly host?: string;
  /** 0: a free port of the system's choice (bind only). */
  readonly port?: number;
  /** tcp connect: the local address to connect from, as written in front of the `;`. */
  readonly source?: string;
  /** ipc: the path, or the name behind the `@` of an abstract address. inproc: the name. */
  readonly name?: string;
  readonly isAbstract?: boolean;
  /** The system chooses part of the address; what it chose is known only after bind. */
  readonly isWildcard: boolean;
  /** A bind that other machines can reach. */
  readonly allInterfaces: boolean;
}

export type EndpointCheck = { readonly endpoint: ParsedEndpoint } | { readonly fault: EndpointFault };

interface Input extends EndpointContext {
  readonly address: string;
  readonly transport: Transport;
  readonly rest: string;
}

export function parseEndpoint(text: string, context: EndpointContext): EndpointCheck {
  const address = text.trim();
  if (address === '') {
    return fault('endpoint/empty', 'The endpoint is empty. Write one like tcp://127.0.0.1:5555.');
  }
  const scheme = /^([^:/]*):\/\/(.*)$/s.exec(address);
  if (!scheme) return missingScheme(address);
  const [, name = '', rest = ''] = scheme;
  const transport = knownTransports.find((known) => known === name);
  const offered = context.transports ?? knownTransports;
  if (!transport) return unknownTransport(name, rest, offered);
  if (!offered.includes(transport)) {
    return fault(
      'endpoint/transportUnavailable',
      `The loaded libzmq cannot do ${transport}://. It offers ${offered.join(', ')}.`,
    );
  }
  if (/\s/.test(rest) && transport !== 'ipc' && transport !== 'inproc') {
    const suggestion = `${transport}://${rest.replace(/\s+/g, '')}`;
    return fault('endpoint/whitespace', `There is a space inside ${address}.`, suggestion);
  }
  const input: Input = { ...context, address, transport, rest };
  switch (transport) {
    case 'tcp':
    case 'ws':
    case 'wss':
      return parseTcp(input);
    case 'udp':
      return parseUdp(input);
    case 'ipc':
      return parseIpc(input);
    case 'inproc':
      return parseInproc(input);
    case 'tipc':
    case 'pgm':
    case 'epgm':
    case 'norm':
    case 'vmci':
      return parseOther(input);
  }
}

/** @returns a phrase such as `TCP port 5555 on every interface`, for tooltips. */
export function describeEndpoint(endpoint: ParsedEndpoint): string {
  const { transport, host, name = '' } = endpoint;
  if (transport === 'inproc') return `in-process name ${name}`;
  if (transport === 'ipc') {
    if (endpoint.isWildcard) return 'a local socket with a name of the system’s choice';
    return endpoint.isAbstract ? `abstract local socket ${name}` : `local socket ${name}`;
  }
  if (host === undefined) return endpoint.address;
  const port = endpoint.port === 0 ? 'a free port' : `port ${endpoint.port}`;
  const where = host === '*' ? 'every interface' : isLoopback(host) ? `${host} (this machine only)` : host;
  const from = endpoint.source ? `, from ${endpoint.source}` : '';
  return `${transport.toUpperCase()} ${port} on ${where}${from}`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (host.startsWith('127.') && isIpv4(host));
}

function parseTcp(input: Input): EndpointCheck {
  const { role, transport, address } = input;
  const web = transport !== 'tcp';
  // ws://host:port/path (RFC 45); in tcp anything behind the port is rubbish that libzmq ignores
  const slash = web ? input.rest.indexOf('/') : -1;
  const rest = slash < 0 ? input.rest : input.rest.slice(0, slash);
  const semicolon = rest.lastIndexOf(';');
  if (semicolon < 0 || web) {
    const parsed = parseHostPort(rest, input);
    if ('fault' in parsed) return parsed;
    return { endpoint: hostEndpoint(input, parsed) };
  }
  if (role === 'bind') {
    return fault(
      'endpoint/sourceInBind',
      `${address} names a source address in front of ";", which only connect takes. To bind, leave it out.`,
      `tcp://${rest.slice(0, semicolon)}`,
    );
  }
  const source = parseHostPort(rest.slice(0, semicolon), { ...input, role: 'bind' });
  if ('fault' in source) return source;
  const target = parseHostPort(rest.slice(semicolon + 1), input);
  if ('fault' in target) return target;
  return { endpoint: { ...hostEndpoint(input, target), source: rest.slice(0, semicolon) } };
}

function parseUdp(input: Input): EndpointCheck {
  const { role, socketType } = input;
  const wanted = role === 'bind' ? (['DISH', 'DGRAM'] as const) : (['RADIO'] as const);
  if (socketType && !wanted.some((type) => type === socketType)) {
    return fault(
      'endpoint/wrongSocketType',
      `A ${socketType} socket cannot ${role} over UDP. UDP works for RADIO (connect), DISH and DGRAM (bind).`,
    );
  }
  const parsed = parseHostPort(input.rest, input);
  if ('fault' in parsed) return parsed;
  if (parsed.port === 0) {
    return fault(
      'endpoint/badPort',
      'UDP endpoints need a port of their own: libzmq takes no wildcard there.',
    );
  }
  return { endpoint: hostEndpoint(input, parsed) };
}

function hostEndpoint(input: Input, { host, port }: HostPort): ParsedEndpoint {
  const { role, transport, address } = input;
  const everywhere = host === '*' || host === '0.0.0.0' || host === '::';
  return {
    transport,
    address,
    host,
    port,
    isWildcard: port === 0,
    allInterfaces: role === 'bind' && everywhere,
  };
}

function parseIpc(input: Input): EndpointCheck {
  const { role, rest, address, platform } = input;
  if (rest === '' || rest === '@') {
    const message = 'The path is missing. Write it behind ipc://, as in ipc:///tmp/feed.';
    return fault('endpoint/emptyPath', message, 'ipc:///tmp/feed');
  }
  if (rest === '*') {
    if (role === 'bind') return { endpoint: ipcEndpoint(input, rest, true) };
    return fault(
      'endpoint/wildcardConnect',
      'Connect needs the path that the other side is bound to; * lets libzmq make one up and works only in bind.',
    );
  }
  const isAbstract = rest.startsWith('@');
  if (isAbstract && platform !== 'linux') {
    return fault(
      'endpoint/abstractUnavailable',
      'Abstract addresses (ipc://@name) exist only on Linux. Use a path, as in ipc:///tmp/feed.',
    );
  }
  // sun_path less its NUL: 108 bytes on Linux and Windows, 104 on the BSDs and macOS
  const limit = platform === 'linux' || platform === 'win32' ? longestIpcPath.linux : longestIpcPath.macos;
  const { length } = utf8Encode(rest);
  if (length > limit) {
    return fault(
      'endpoint/pathTooLong',
      `The ipc path is ${length} bytes long; this system takes at most ${limit}. Use a shorter folder.`,
    );
  }
  if (rest.includes('\0')) return fault('endpoint/badPath', `${address} holds a NUL character.`);
  return { endpoint: ipcEndpoint(input, isAbstract ? rest.slice(1) : rest, false, isAbstract) };
}

function ipcEndpoint(input: Input, name: string, isWildcard: boolean, isAbstract = false): ParsedEndpoint {
  return { transport: 'ipc', address: input.address, name, isAbstract, isWildcard, allInterfaces: false };
}

function parseInproc({ rest, address }: Input): EndpointCheck {
  if (rest === '') {
    return fault(
      'endpoint/emptyName',
      'The name is missing. Write it behind inproc://, as in inproc://feed.',
    );
  }
  return { endpoint: { transport: 'inproc', address, name: rest, isWildcard: false, allInterfaces: false } };
}

function parseOther({ transport, rest, address }: Input): EndpointCheck {
  const shape = {
    tipc: {
      pattern: /^(<\d+\.\d+\.\d+:\d+>|\{\d+,\d+(,\d+)?\}(@\d+\.\d+\.\d+)?)$/,
      example: 'tipc://{5555,0,100}',
    },
    pgm: { pattern: /^[^;]*;?[^;:]+:\d+$/, example: 'pgm://eth0;239.192.1.1:5555' },
    epgm: { pattern: /^[^;]*;?[^;:]+:\d+$/, example: 'epgm://eth0;239.192.1.1:5555' },
    norm: { pattern: /^[^:]+:\d+$/, example: 'norm://224.1.2.3:5555' },
    vmci: { pattern: /^(\*|@|-?\d+):(\*|\d+)$/, example: 'vmci://2:5555' },
  }[transport as 'tipc' | 'pgm' | 'epgm' | 'norm' | 'vmci'];
  if (!shape.pattern.test(rest)) {
    return fault(
      'endpoint/badAddress',
      `${address} is not a ${transport} address, such as ${shape.example}.`,
    );
  }
  return { endpoint: { transport, address, isWildcard: false, allInterfaces: false } };
}

function missingScheme(address: string): EndpointCheck {
  const suggestion = withScheme(address);
  return fault(
    'endpoint/missingScheme',
    `${address} does not say its transport. Write it in front, as in ${suggestion}.`,
    suggestion,
  );
}

function withScheme(address: string): string {
  // a torn scheme: tcp:/host:1, tcp//host:1, ipc:/tmp/x
  const torn = /^([a-z]+)(?::\/|\/\/)(.*)$/.exec(address);
  const transport = knownTransports.find((known) => known === torn?.[1]);
  if (torn && transport) return transport === 'ipc' ? `ipc:///${torn[2]}` : `${transport}://${torn[2]}`;
  if (address.startsWith('/')) return `ipc://${address}`;
  return /\s/.test(address) ? 'tcp://127.0.0.1:5555' : `tcp://${address}`;
}

function unknownTransport(name: string, rest: string, offered: readonly string[]): EndpointCheck {
  const lower = name.toLowerCase();
  const web = ['http', 'https'].includes(lower);
  const suggestion = offered.includes(lower) ? `${lower}://${rest}` : web ? `tcp://${rest}` : undefined;
  return fault(
    'endpoint/unknownTransport',
    `ZeroMQ knows no transport "${name}". Use one of ${offered.join(', ')}.`,
    suggestion,
  );
}
