/** A zeromq.js peer driven over stdin and stdout; see peerProtocol.ts. Run by Node itself, so types only. */
import { createInterface } from 'node:readline';
import * as zmq from 'zeromq';
import * as draft from 'zeromq/draft.js';
import type { PeerOptionValue, PeerRequest } from './peerProtocol';

/** What all socket classes have in common, and the union of what some have. */
interface AnySocket {
  closed: boolean;
  lastEndpoint: string | null;
  bind(address: string): Promise<void>;
  unbind(address: string): Promise<void>;
  connect(address: string): void;
  disconnect(address: string): void;
  subscribe?(...topics: Buffer[]): void;
  unsubscribe?(...topics: Buffer[]): void;
  send(frames: Buffer[]): Promise<void>;
  receive(): Promise<Buffer[]>;
  close(): void;
}

const classes: Readonly<Record<string, new () => unknown>> = {
  PAIR: zmq.Pair,
  PUB: zmq.Publisher,
  SUB: zmq.Subscriber,
  REQ: zmq.Request,
  REP: zmq.Reply,
  DEALER: zmq.Dealer,
  ROUTER: zmq.Router,
  PULL: zmq.Pull,
  PUSH: zmq.Push,
  XPUB: zmq.XPublisher,
  XSUB: zmq.XSubscriber,
  STREAM: zmq.Stream,
  SERVER: draft.Server,
  CLIENT: draft.Client,
  RADIO: draft.Radio,
  DISH: draft.Dish,
  SCATTER: draft.Scatter,
  GATHER: draft.Gather,
};

/** zeromq.js's names where they are not libzmq's in another case. */
const optionNames: Readonly<Record<string, string>> = {
  SNDHWM: 'sendHighWaterMark',
  RCVHWM: 'receiveHighWaterMark',
  SNDTIMEO: 'sendTimeout',
  RCVTIMEO: 'receiveTimeout',
  SNDBUF: 'sendBufferSize',
  RCVBUF: 'receiveBufferSize',
  RECONNECT_IVL: 'reconnectInterval',
  RECONNECT_IVL_MAX: 'reconnectMaxInterval',
  MAXMSGSIZE: 'maxMessageSize',
  HEARTBEAT_IVL: 'heartbeatInterval',
  HEARTBEAT_TTL: 'heartbeatTimeToLive',
  HANDSHAKE_IVL: 'handshakeInterval',
  ROUTER_MANDATORY: 'mandatory',
  ROUTER_HANDOVER: 'handover',
  PROBE_ROUTER: 'probeRouter',
  REQ_CORRELATE: 'correlate',
  REQ_RELAXED: 'relaxed',
  CURVE_PUBLICKEY: 'curvePublicKey',
  CURVE_SECRETKEY: 'curveSecretKey',
  CURVE_SERVERKEY: 'curveServerKey',
  XPUB_NODROP: 'noDrop',
  XPUB_MANUAL: 'manual',
  XPUB_WELCOME_MSG: 'welcomeMessage',
  TOS: 'typeOfService',
};

const sockets: AnySocket[] = [];

const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64');

function answer(id: number, fields: object): void {
  process.stdout.write(`${JSON.stringify({ id, ...fields })}\n`);
}

function setOption(socket: AnySocket, name: string, value: PeerOptionValue): void {
  const key =
    optionNames[name] ??
    name.toLowerCase().replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
  if (!(key in socket)) throw new Error(`this socket has no option ${name}`);
  Reflect.set(socket, key, typeof value === 'object' ? fromBase64(value.base64) : value);
}

async function open(request: Extract<PeerRequest, { op: 'open' }>): Promise<object> {
  const constructor = classes[request.type];
  if (!constructor) throw new Error(`unknown socket type ${request.type}`);
  const socket = new constructor() as AnySocket;
  for (const [name, value] of Object.entries(request.options)) setOption(socket, name, value);
  const endpoints: string[] = [];
  for (const address of request.bind) {
    await socket.bind(address);
    endpoints.push(socket.lastEndpoint ?? address);
  }
  for (const address of request.connect) {
    socket.connect(address);
    endpoints.push(socket.lastEndpoint ?? address);
  }
  for (const topic of request.subscribe) await subscribe(socket, 'subscribe', topic);
  return { socket: sockets.push(socket) - 1, endpoints };
}

async function subscribe(socket: AnySocket, op: 'subscribe' | 'unsubscribe', topic: string): Promise<void> {
  if (socket[op]) socket[op](fromBase64(topic));
  // XSUB subscribes by sending a message (RFC 29)
  else await socket.send([Buffer.concat([Buffer.of(op === 'subscribe' ? 1 : 0), fromBase64(topic)])]);
}

async function receive(socket: AnySocket, request: Extract<PeerRequest, { op: 'receive' }>): Promise<object> {
  const messages: string[][] = [];
  const deadline = performance.now() + request.timeout;
  let count = 0;
  const late = (): Error => new Error(`${count} of ${request.count} messages after ${request.timeout} ms`);
  while (count < request.count) {
    // libzmq's own timeout, since a receive that lost a race would still take the next message
    Reflect.set(socket, 'receiveTimeout', Math.max(0, Math.ceil(deadline - performance.now())));
    const frames = await socket.receive().catch((error: unknown) => {
      throw (error as { code?: string }).code === 'EAGAIN' ? late() : error;
    });
    count++;
    if (request.keep) messages.push(frames.map((frame) => frame.toString('base64')));
  }
  return { messages, count };
}

/** zeromq.js refuses although nothing limits the time, where the peer that had room vanishes before it is sent. */
async function send(socket: AnySocket, frames: Buffer[]): Promise<void> {
  try {
    await socket.send(frames);
  } catch (error) {
    const isEarly =
      (error as { code?: string }).code === 'EAGAIN' && Reflect.get(socket, 'sendTimeout') === -1;
    if (!isEarly) throw error;
    await send(socket, frames);
  }
}

async function echo(socket: AnySocket): Promise<void> {
  Reflect.set(socket, 'receiveTimeout', -1);
  while (!socket.closed) await socket.send(await socket.receive());
}

async function perform(request: PeerRequest): Promise<object> {
  if (request.op === 'open') return open(request);
  const socket = sockets[request.socket];
  if (!socket) throw new Error(`no socket ${request.socket}`);
  switch (request.op) {
    case 'bind':
    case 'connect':
      await socket[request.op](request.address);
      return { endpoints: [socket.lastEndpoint ?? request.address] };
    case 'unbind':
    case 'disconnect':
      await socket[request.op](request.address);
      return {};
    case 'subscribe':
    case 'unsubscribe':
      await subscribe(socket, request.op, request.topic);
      return {};
    case 'send': {
      const frames = request.frames.map(fromBase64);
      for (let sent = 0; sent < request.count; sent++) await send(socket, frames);
      return { count: request.count };
    }
    case 'receive':
      return receive(socket, request);
    case 'echo':
      // it ends with the socket, whose close interrupts the receive
      echo(socket).catch(() => undefined);
      return {};
    case 'close':
      socket.close();
      return {};
  }
}

/** Requests to one socket run in order; a blocked one does not hold up the others. */
const queues = new Map<number, Promise<void>>();

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const request = JSON.parse(line) as PeerRequest & { id: number };
    const queue = 'socket' in request && request.op !== 'close' ? request.socket : -request.id;
    const turn = (queues.get(queue) ?? Promise.resolve()).then(async () => {
      try {
        answer(request.id, await perform(request));
      } catch (error) {
        answer(request.id, { error: error instanceof Error ? error.message : String(error) });
      }
    });
    queues.set(queue, turn);
  })
  .on('close', () => process.exit(0));
