import { type SocketType, traitsOf } from '../../model/socketType';
import type { Mechanism } from '../../model/mechanism';
import type { EndpointRole } from '../../model/sessionDefinition';
import type { MonitorEvent } from '../native';

/** What the sentences are about. */
export interface Handshake {
  readonly role: EndpointRole;
  readonly type: SocketType;
  readonly mechanism: Mechanism;
}

export type HandshakeError = Extract<MonitorEvent, { type: `handshake:error:${string}` }>;

const again = 'Then connect again: libzmq does not retry by itself after this.';

/** @returns why a handshake failed, as far as the monitor's error tells, and what to do. */
export function handshakeFailure(event: HandshakeError, handshake: Handshake): string {
  switch (event.type) {
    case 'handshake:error:protocol':
      return protocolFailure(event.error.code, handshake);
    case 'handshake:error:auth':
      return zapFailure(event.error.status, handshake);
    case 'handshake:error:other':
      return otherFailure(event.error.code, handshake);
  }
}

/** The peer went away between the connection and the end of the handshake, and libzmq says no more. */
export function turnedDown({ role, type, mechanism }: Handshake): string {
  const partners = traitsOf(type).partners.join(', ');
  const fit = partners ? `a ${type} socket goes with ${partners}` : `a ${type} socket has no partners`;
  const what =
    role === 'bind'
      ? 'A peer connected and was turned down in the handshake'
      : 'The connection ended in the handshake';
  const fix = role === 'bind' ? '' : ` Correct it on one side. ${again}`;
  return `${what}: most likely the socket types do not match (${fit}${mechanism === 'NULL' ? '' : `, both with ${mechanism}`}).${fix}`;
}

/** The connection stands, but the other side says nothing. */
export function silentHandshake({ mechanism }: Handshake): string {
  const both =
    mechanism === 'CURVE'
      ? ' Two CURVE servers wait for each other: exactly one side must be the server.'
      : '';
  // Of the handshake of ZMTP 2 and older libzmq tells nothing.
  const old = mechanism === 'NULL' ? ', or speak ZMTP 2, which shows with its first message' : '';
  return `The TCP connection stands, but the other side does not answer the ZMTP handshake. It may not be a ZeroMQ socket${old}.${both}`;
}

function protocolFailure(code: string, { role, mechanism }: Handshake): string {
  const retry = role === 'connect' ? ` ${again}` : '';
  switch (code) {
    case 'ERR_ZMTP_MECHANISM_MISMATCH':
      return (
        `The two sides use different security mechanisms: this one uses ${mechanism}, the other does not. Set the ` +
        `same (NULL, PLAIN or CURVE) on both.${retry}`
      );
    case 'ERR_ZMTP_CRYPTOGRAPHIC':
      return role === 'bind'
        ? "A CURVE client was turned down: its curveServerKey is not this socket's public key, or its own two keys do not belong together."
        : `The CURVE keys do not fit: compare curveServerKey with the server's public key, and the two keys of this socket with each other.${retry}`;
    case 'ERR_ZMTP_UNEXPECTED_COMMAND':
      return `The other side sent a handshake command out of turn. Often both sides are ${mechanism === 'NULL' ? 'clients of a mechanism' : `${mechanism} clients`}: exactly one must be the server.${retry}`;
    case 'ERR_ZAP_INVALID_STATUS_CODE':
    case 'ERR_ZAP_MALFORMED_REPLY':
    case 'ERR_ZAP_BAD_REQUEST_ID':
    case 'ERR_ZAP_BAD_VERSION':
    case 'ERR_ZAP_INVALID_METADATA':
    case 'ERR_ZAP_UNSPECIFIED':
      return `The ZAP handler answered with something that RFC 27 does not allow (${code}). Correct the handler.${retry}`;
    default:
      return `The other side broke the ZMTP handshake (${code}). It may be a faulty implementation, or another program.${retry}`;
  }
}

function zapFailure(status: number, { role }: Handshake): string {
  const who = role === 'bind' ? 'A peer was' : 'This socket was';
  switch (status) {
    case 300:
      return `${who} put off by the ZAP handler (status 300, temporary). Look at the handler, then connect again.`;
    case 500:
      return `${who} turned down because the ZAP handler failed (status 500). Look at the handler's log, then connect again.`;
    default:
      return `${who} turned down by the ZAP handler (status ${status}): the user name, password or key is not accepted. Correct it, then connect again.`;
  }
}

function otherFailure(code: string, { role, type, mechanism }: Handshake): string {
  if (code === 'EFAULT' && role === 'bind') {
    // libzmq's text is "Context is closed"
    return `A peer was turned down: ${mechanism} asks a ZAP handler (RFC 27), and none runs in this process. The workbench has none; use CURVE without zapDomain, or NULL.`;
  }
  if (code === 'ETIMEDOUT') {
    return 'The other side did not finish the ZMTP handshake in time (handshakeInterval). It may not be a ZeroMQ socket.';
  }
  const who =
    role === 'bind'
      ? 'A peer ended its connection in the handshake.'
      : 'The other side ended the connection in the handshake; libzmq keeps trying.';
  const reasons = [...reasonsOf[mechanism], `a socket type that does not go with ${type}`];
  return `${who} Its reasons may be: ${reasons.join(', ')}, or it is no ZeroMQ socket at all (an HTTP server, say).`;
}

/** Who closes first decides which side is told what, so these repeat the reasons that have errors of their own. */
const reasonsOf: Readonly<Record<Mechanism, readonly string[]>> = {
  NULL: ['another security mechanism than NULL'],
  PLAIN: ['another security mechanism than PLAIN', 'a PLAIN server without a ZAP handler'],
  CURVE: [
    'another security mechanism than CURVE',
    'keys that do not match',
    'two CURVE clients without a server',
  ],
};
