import { type ErrorAction, WorkbenchError } from '../../base/workbenchError';
import type { EndpointRole } from '../../model/sessionDefinition';
import { type SocketType, traitsOf } from '../../model/socketType';

/** What was tried when libzmq refused. */
export type Attempt =
  | { readonly to: 'open'; readonly type: SocketType }
  | { readonly to: 'addEndpoint' | 'removeEndpoint'; readonly role: EndpointRole; readonly address: string }
  | {
      readonly to: 'send';
      readonly type: SocketType;
      readonly timeoutMs: number;
      /** Undefined where they cannot be counted: inproc and UDP tell nothing. */
      readonly peers: number | undefined;
    }
  | { readonly to: 'receive'; readonly type: SocketType }
  | { readonly to: 'setOption'; readonly option: string }
  | { readonly to: 'subscribe'; readonly topic: string };

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly action?: ErrorAction;
}

/** @returns libzmq's error as a sentence about what was tried: what happened and what to do (zmq_errno(3)). */
export function socketError(thrown: unknown, attempt: Attempt): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown;
  const { code: errno = '', message = String(thrown) } = (thrown ?? {}) as NodeJS.ErrnoException;
  const explanation = explain(errno, attempt) ?? {
    code: 'socket/failed',
    message: `${whatFailed(attempt)} failed: ${message || errno || 'no reason given'}.`,
  };
  return new WorkbenchError({ ...explanation, detail: `${errno} ${message} (${JSON.stringify(attempt)})` });
}

export function errnoOf(thrown: unknown): string | undefined {
  return thrown instanceof Error ? (thrown as NodeJS.ErrnoException).code : undefined;
}

function explain(errno: string, attempt: Attempt): Explanation | undefined {
  switch (attempt.to) {
    case 'addEndpoint':
      return explainEndpoint(errno, attempt.role, attempt.address) ?? explainAny(errno, attempt);
    case 'removeEndpoint':
      if (errno === 'ENOENT') {
        const message = `${attempt.address} was not ${attempt.role === 'bind' ? 'bound' : 'connected'} any more.`;
        return { code: 'endpoint/notFound', message };
      }
      return explainAny(errno, attempt);
    case 'send':
      return explainSend(errno, attempt) ?? explainAny(errno, attempt);
    case 'setOption':
      if (errno === 'EINVAL' || errno === '') {
        const message = `libzmq does not take this value for ${attempt.option}. Look up its range in the option's description.`;
        return { code: 'option/badValue', message, action: 'editOptions' };
      }
      return explainAny(errno, attempt);
    case 'subscribe':
      if (errno === 'EINVAL') {
        const message = `"${attempt.topic}" cannot be joined: it is joined already, or longer than a group may be (255 bytes).`;
        return { code: 'subscription/refused', message };
      }
      return explainAny(errno, attempt);
    case 'open':
    case 'receive':
      return explainAny(errno, attempt);
  }
}

function explainEndpoint(errno: string, role: EndpointRole, address: string): Explanation | undefined {
  const isIpc = address.startsWith('ipc://');
  switch (errno) {
    case 'EADDRINUSE':
      return {
        code: 'endpoint/addressInUse',
        message:
          `${address} is in use by another socket, of this workbench or another program. Close that one, or bind to ` +
          `another ${isIpc ? 'path' : address.startsWith('inproc://') ? 'name' : 'port (* takes a free one)'}.`,
        action: 'retry',
      };
    case 'EADDRNOTAVAIL':
      return {
        code: 'endpoint/addressNotAvailable',
        message:
          `${address} names an address that is not one of this machine's. To bind, use an address of a local ` +
          'interface, 127.0.0.1, or * for all; to reach another machine, connect.',
        action: 'retry',
      };
    case 'ENODEV':
      return {
        code: 'endpoint/noSuchDevice',
        message: address.includes('[')
          ? `${address} is an IPv6 address, and IPv6 is off for this socket or this machine. Turn on the option ipv6.`
          : `${address} names no network interface of this machine. Bind takes an interface's name (eth0), an address ` +
            'of this machine, or * for all.',
        action: address.includes('[') ? 'editOptions' : undefined,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'endpoint/permissionDenied',
        message: isIpc
          ? `The system does not let this program ${role} ${address}: it may not write to that folder or path.`
          : `The system does not let this program ${role} ${address}. Ports below 1024 are often reserved: take a ` +
            'higher one.',
        action: 'retry',
      };
    case 'ENOENT':
    case 'ENOTDIR':
      return {
        code: 'endpoint/noSuchPath',
        message: `The folder of ${address} does not exist. Make it, or use another path.`,
        action: 'retry',
      };
    case 'EROFS':
      return { code: 'endpoint/permissionDenied', message: `The folder of ${address} is read-only.` };
    case 'ENAMETOOLONG':
      return { code: 'endpoint/pathTooLong', message: `The path of ${address} is too long for this system.` };
    case 'EINVAL':
      return {
        code: 'endpoint/badAddress',
        message: `libzmq does not understand the address ${address}. Compare it with tcp://127.0.0.1:5555.`,
      };
    case 'EPROTONOSUPPORT':
    case 'EAFNOSUPPORT':
      return {
        code: 'endpoint/transportUnavailable',
        message: `The transport of ${address} is not there: this libzmq or this system cannot do it.`,
      };
    case 'ENOCOMPATPROTO':
      return {
        code: 'endpoint/wrongSocketType',
        message: `The transport of ${address} does not go with this socket type. UDP is for RADIO, DISH and DGRAM.`,
      };
    case 'ECONNREFUSED':
      return {
        code: 'endpoint/refused',
        message: `Nothing is bound to ${address} yet. Bind the other side first, or try again later.`,
        action: 'retry',
      };
    case 'EMTHREAD':
      return {
        code: 'endpoint/noIoThread',
        message: 'libzmq has no I/O thread to serve this connection. Restart the engine.',
        action: 'restartEngine',
      };
    default:
      return undefined;
  }
}

function explainSend(
  errno: string,
  { type, timeoutMs, peers }: Extract<Attempt, { to: 'send' }>,
): Explanation | undefined {
  const partners = traitsOf(type).partners.slice(0, 2).join(' or ');
  switch (errno) {
    case 'EAGAIN':
      return {
        code: 'send/timeout',
        message: `No peer took the message within ${seconds(timeoutMs)}: ${whyNobody(peers, partners || 'peer')}`,
      };
    case 'EFSM':
      return {
        code: 'send/notYourTurn',
        message:
          type === 'REP'
            ? 'A REP socket can send only as the answer to a request. Wait until one arrives.'
            : `A ${type} socket cannot send in its present state: it waits for a reply.`,
      };
    case 'EHOSTUNREACH':
      return {
        code: 'send/noSuchPeer',
        message:
          type === 'ROUTER' || type === 'STREAM' || type === 'SERVER'
            ? `No peer with this routing id is connected. Take the id (the first frame) from a message that it sent.`
            : 'The peer cannot be reached any more.',
      };
    case 'EINVAL':
      return {
        code: 'send/invalid',
        message: `libzmq does not take such a message on a ${type} socket: look at the number and form of its frames.`,
      };
    case 'ENOMEM':
      return { code: 'send/noMemory', message: 'There is not enough memory to send this message.' };
    default:
      return undefined;
  }
}

function whyNobody(peers: number | undefined, partner: string): string {
  if (peers === 0) return `no ${partner} is connected. Connect one and send again, or raise sendTimeout.`;
  const full = 'the queues of all connected peers are full. Let them catch up, or raise sendTimeout.';
  return peers === undefined ? `no ${partner} is connected, or ${full}` : full;
}

function explainAny(errno: string, attempt: Attempt): Explanation | undefined {
  switch (errno) {
    case 'EMFILE':
    case 'ENFILE':
      return {
        code: 'socket/tooMany',
        message:
          `${whatFailed(attempt)} failed: the engine has as many sockets or files open as it may. Close some ` +
          'sessions, or raise the limit (ulimit -n).',
      };
    case 'ENOBUFS':
    case 'ENOMEM':
      return {
        code: 'socket/noMemory',
        message: `${whatFailed(attempt)} failed: the system is out of memory.`,
      };
    case 'ETERM':
    case 'ENOTSOCK':
    case 'EBADF':
    case 'EFAULT':
      return { code: 'session/notOpen', message: 'The socket was closed meanwhile. Open the session again.' };
    case 'EFSM':
      return {
        code: 'socket/wrongState',
        message: `${whatFailed(attempt)} is not possible in the socket's state.`,
      };
    default:
      return undefined;
  }
}

function whatFailed(attempt: Attempt): string {
  switch (attempt.to) {
    case 'open':
      return `Opening a ${attempt.type} socket`;
    case 'addEndpoint':
      return attempt.role === 'bind' ? `Binding ${attempt.address}` : `Connecting to ${attempt.address}`;
    case 'removeEndpoint':
      return attempt.role === 'bind' ? `Unbinding ${attempt.address}` : `Disconnecting ${attempt.address}`;
    case 'send':
      return 'Sending';
    case 'receive':
      return 'Receiving';
    case 'setOption':
      return `Setting ${attempt.option}`;
    case 'subscribe':
      return `Subscribing to "${attempt.topic}"`;
  }
}

export function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Number((ms / 1000).toFixed(1))} s`;
}
