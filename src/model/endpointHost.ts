import { fault, type EndpointFault } from './endpointFault';
import { isIpv4, isIpv6, looksLikeIpv4 } from './ipAddress';
import type { EndpointRole } from './sessionDefinition';

export interface HostPort {
  readonly host: string;
  readonly port: number;
}

export interface HostContext {
  readonly role: EndpointRole;
  readonly platform: string;
  readonly transport: string;
}

/** Reads `host:port`, `[ipv6]:port`, `interface:*` … as the role allows (zmq_tcp(7)). Port 0 stands for `*`. */
export function parseHostPort(
  text: string,
  context: HostContext,
): HostPort | { readonly fault: EndpointFault } {
  const { role, platform, transport } = context;
  const whole = (host: string, port: number | string) => `${transport}://${host}:${port}`;
  const split = splitHostPort(text, transport);
  if ('fault' in split) return split;
  const { host, port: portText, bracketed } = split;
  const hostText = bracketed ? `[${host}]` : host;

  const portFault = checkPort(portText, hostText, role, transport);
  if (portFault) return portFault;
  const port = portText === '*' ? 0 : Number(portText);

  if (host === '') {
    const suggested = role === 'bind' ? '*' : '127.0.0.1';
    const lacks = role === 'bind' ? 'an interface, * for all of them,' : 'a host';
    return fault(
      'endpoint/missingHost',
      `${whole('', portText)} lacks ${lacks} in front of the port.`,
      whole(suggested, portText),
    );
  }
  if (role === 'connect' && (host === '*' || (isAny(host) && platform === 'win32'))) {
    return fault(
      'endpoint/wildcardConnect',
      `Connect needs the host to connect to; ${hostText} stands for every interface and works only in bind. On ` +
        `this machine that is ${whole('127.0.0.1', portText)}.`,
      whole('127.0.0.1', portText),
    );
  }
  if (bracketed ? !isIpv6(host) : host !== '*' && !isHost(host)) {
    return fault(
      'endpoint/badHost',
      bracketed
        ? `"${host}" is not an IPv6 address.`
        : looksLikeIpv4(host)
          ? `"${host}" is not an IPv4 address: it takes four numbers from 0 to 255.`
          : `"${host}" is neither a host name nor an address.`,
    );
  }
  return { host, port };
}

function splitHostPort(
  text: string,
  transport: string,
): { host: string; port: string; bracketed: boolean } | { readonly fault: EndpointFault } {
  if (text.startsWith('[')) {
    const close = text.indexOf(']');
    if (close < 0) {
      return fault(
        'endpoint/badHost',
        `The "[" of ${transport}://${text} has no "]" after the IPv6 address.`,
      );
    }
    const host = text.slice(1, close);
    const behind = text.slice(close + 1);
    if (!behind.startsWith(':')) return missingPort(`[${host}]`, transport);
    return { host, port: behind.slice(1), bracketed: true };
  }
  const colon = text.lastIndexOf(':');
  if (colon < 0) return missingPort(text, transport);
  const host = text.slice(0, colon);
  const port = text.slice(colon + 1);
  // `::1:5555` is an IPv6 address as well, but hardly meant as one
  if (isIpv6(host)) {
    const suggestion = `${transport}://[${host}]:${port}`;
    return fault('endpoint/badHost', `An IPv6 address goes in brackets: ${suggestion}.`, suggestion);
  }
  if (isIpv6(text)) return missingPort(`[${text}]`, transport);
  return { host, port, bracketed: false };
}

function missingPort(host: string, transport: string) {
  return fault(
    'endpoint/missingPort',
    `The port is missing. Write it behind the host, as in ${transport}://${host || '127.0.0.1'}:5555.`,
    `${transport}://${host || '127.0.0.1'}:5555`,
  );
}

function checkPort(text: string, host: string, role: EndpointRole, transport: string) {
  if (text === '') return missingPort(host, transport);
  if (text === '*' || /^0+$/.test(text)) {
    if (role === 'bind') return undefined;
    return fault(
      'endpoint/wildcardConnect',
      `Connect needs the port that the other side is bound to; ${text} lets the system choose one and works only ` +
        'in bind.',
    );
  }
  const digits = /^\d+/.exec(text)?.[0];
  if (digits === undefined) {
    return fault('endpoint/badPort', `"${text}" is not a port: write a number from 1 to 65535.`);
  }
  if (digits.length < text.length) {
    return fault(
      'endpoint/badPort',
      `There is "${text.slice(digits.length)}" after the port ${digits}. Leave it out.`,
      `${transport}://${host}:${digits}`,
    );
  }
  if (Number(digits) > 65535) {
    return fault('endpoint/portOutOfRange', `Port ${digits} is out of range: ports go from 1 to 65535.`);
  }
  return undefined;
}

function isAny(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** Host or interface name; anything but the marks that show a slip. Names are looked up by the system later. */
function isHost(host: string): boolean {
  if (looksLikeIpv4(host)) return isIpv4(host);
  return /^[^\s/\\?#@;,:*[\]]+$/.test(host) && host.length <= 253;
}
