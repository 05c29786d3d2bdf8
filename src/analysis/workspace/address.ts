import { isIpv4, isIpv6 } from '../../model/ipAddress';
import { knownTransports, type Transport } from '../../model/endpoint';
import { joinPattern, patternText, type TextPattern } from '../textPattern';

/**
 * What a host part names. `any` is every interface (`*`, 0.0.0.0, ::), `name` a host or an interface, `unknown` one
 * with a hole in it.
 */
export type HostKind = 'any' | 'loopback' | 'ip' | 'name' | 'unknown';

export interface AddressHost {
  readonly kind: HostKind;
  /** Without brackets, lower case, `{host}` for a hole. */
  readonly text: string;
}

/** An endpoint as far as the source tells it, for comparing. Unlike `parseEndpoint` it takes what is wrong as well. */
export interface Address {
  /** Absent where the text begins with a hole or with no transport that libzmq knows. */
  readonly transport?: Transport;
  /** The whole, `tcp://*:{port}`. */
  readonly text: string;
  /** tcp, ws, wss, udp: interface or host. pgm, epgm, norm: the multicast group. */
  readonly host?: AddressHost;
  /** Where there is one in the text: 0 where the system chooses. */
  readonly port?: number;
  /** The port as it is written, `{port}` with holes. */
  readonly portText?: string;
  /** ipc: the path without `.` and double slashes; inproc: the name. */
  readonly name?: string;
  readonly isComplete: boolean;
  /** The system chooses the port or the path as the program binds. */
  readonly isWildcard: boolean;
}

/** Reads a pattern. Holes never mix with literal text: a `{` in an address (tipc) is not taken for a hole. */
export function addressOf(pattern: TextPattern): Address {
  const text = patternText(pattern);
  const isComplete = pattern.every((part) => typeof part === 'string');
  const [first] = pattern;
  const scheme = typeof first === 'string' ? /^\s*([a-z]+):\/\//.exec(first) : null;
  const transport = knownTransports.find((known) => known === scheme?.[1]);
  const whole: Address = { text, isComplete, isWildcard: false, transport };
  if (!transport || !scheme || typeof first !== 'string') return whole;
  const rest = joinPattern([first.slice(scheme[0].length), ...pattern.slice(1)]);
  switch (transport) {
    case 'tcp':
    case 'udp':
    case 'ws':
    case 'wss':
    case 'pgm':
    case 'epgm':
    case 'norm':
    case 'vmci':
      return { ...whole, ...located(rest, transport) };
    case 'ipc': {
      const name = patternText(rest).trimEnd();
      return { ...whole, name: name.startsWith('@') ? name : plainPath(name), isWildcard: name === '*' };
    }
    case 'inproc':
      return { ...whole, name: patternText(rest) };
    case 'tipc':
      return { ...whole, name: tipcName(patternText(rest)) };
  }
}

/** `{` and `}` of holes, which a text may hold as well. */
const open = '\u0001';
const close = '\u0002';

function located(rest: TextPattern, transport: Transport): Partial<Address> {
  const marked = rest.map((part) => (typeof part === 'string' ? part : open + part.unknown + close)).join('');
  // `source;target` of tcp, `interface;group` of pgm: the other side has to do with what is behind
  const target = marked.slice(marked.lastIndexOf(';') + 1).trim();
  const web = transport === 'ws' || transport === 'wss';
  const place = web ? target.replace(/\/.*$/s, '') : target;
  const split = /^(.*):((?:[^:\]\u0001\u0002]|\u0001[^\u0002]*\u0002)*)$/s.exec(place);
  if (!split) return { host: hostOf(place) };
  const [, hostText = '', portText = ''] = split;
  const port = portText.trim() === '*' ? 0 : portOf(portText);
  return { host: hostOf(hostText), portText: shown(portText), port, isWildcard: port === 0 };
}

/** As libzmq reads it: what follows the digits does not count. */
function portOf(text: string): number | undefined {
  const digits = /^\s*(\d{1,9})(?![\d\u0001])/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function hostOf(marked: string): AddressHost {
  const text = marked.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (text.includes(open)) return { kind: 'unknown', text: shown(marked) };
  if (['*', '0.0.0.0', '::', '0:0:0:0:0:0:0:0'].includes(text)) return { kind: 'any', text };
  if (text === 'localhost' || text === '::1' || (text.startsWith('127.') && isIpv4(text)) || text === 'lo') {
    return { kind: 'loopback', text };
  }
  return { kind: isIpv4(text) || isIpv6(text) ? 'ip' : 'name', text };
}

function shown(marked: string): string {
  return marked.replaceAll(open, '{').replaceAll(close, '}');
}

/** `/tmp//feed/./x` is `/tmp/feed/x`; `..` stays, since folders may be links. */
function plainPath(path: string): string {
  const segments = path.split('/').filter((segment, at) => at === 0 || (segment !== '' && segment !== '.'));
  return segments.join('/').replace(/^\.\//, '');
}

/** A bind `{type,from,to}` and a connect `{type,instance}` meet by their type; `<z.c.n:ref>` is one port. */
function tipcName(rest: string): string {
  return /^\{\s*(\d+)\s*,/.exec(rest)?.[1] ?? rest;
}
