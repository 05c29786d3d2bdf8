import assert from 'node:assert/strict';
import type { SocketType } from '../../../src/model/socketType';
import { sessionSend, sessionSubscribe, type SessionSnapshot } from '../../../src/protocol/session';
import { javaPeer } from '../../peers/javaPeer';
import type { Peer, PeerSocket } from '../../peers/peer';
import { EngineHarness, textsOf } from '../support/engineHarness';

const wildcard = 'tcp://127.0.0.1:*';
const awkward = ['topic', '', 'body', ''];

describe('sessions and JeroMQ', () => {
  let engine: EngineHarness;
  let peer: Peer;

  before(async () => {
    engine = await EngineHarness.start();
    peer = javaPeer();
  });

  after(async () => {
    await peer.close();
    await engine.stop();
  });

  const send = (session: string, frames: readonly string[]) =>
    engine.request(sessionSend, { session, frames: frames.map((frame) => ({ bytes: Buffer.from(frame) })) });
  const received = async (session: string, count: number) =>
    (await engine.received(session, count)).filter(({ direction }) => direction === 'in').map(textsOf);

  /** A session and a JeroMQ socket, one of which is bound and the other connected, once they have met. */
  async function pair(
    bound: 'ours' | 'theirs',
    ours: SocketType,
    theirs: string,
  ): Promise<{ session: SessionSnapshot; socket: PeerSocket }> {
    const subscribe = theirs === 'SUB' ? ['topic'] : [];
    const subscriptions = ours === 'SUB' ? ['topic'] : [];
    let session: SessionSnapshot;
    let socket: PeerSocket;
    // JeroMQ 0.3 speaks ZMTP 2, whose handshake libzmq does not report: that it has outlived this tells of it.
    const options = { handshakeInterval: 200 };
    if (bound === 'ours') {
      const endpoints = [{ role: 'bind' as const, address: wildcard }];
      session = await engine.open({ type: ours, endpoints, subscriptions, options });
      socket = await peer.open(theirs, { connect: [session.endpoints[0]!.resolved], subscribe });
    } else {
      socket = await peer.open(theirs, { bind: [wildcard], subscribe });
      const endpoints = [{ role: 'connect' as const, address: socket.endpoint }];
      session = await engine.open({ type: ours, endpoints, subscriptions, options });
    }
    const met = await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 1);
    assert.equal(met.endpoints[0]!.state, bound === 'ours' ? 'listening' : 'connected');
    return { session, socket };
  }

  for (const bound of ['ours', 'theirs'] as const) {
    const where = bound === 'ours' ? 'where the session is bound' : 'where JeroMQ is bound';

    it(`SUB receives what PUB publishes, ${where}`, async () => {
      // An XPUB tells when the subscription has come.
      const { session, socket } = await pair(bound, 'SUB', 'XPUB');
      assert.deepEqual(await socket.receiveText(), ['\u0001topic']);
      await socket.send(['other', 'not for us']);
      await socket.send(awkward);
      assert.deepEqual(await received(session.id, 1), [awkward]);
      await engine.request(sessionSubscribe, { session: session.id, topic: 'other' });
      assert.deepEqual(await socket.receiveText(), ['\u0001other']);
    });

    it(`PUB publishes to SUB, ${where}`, async () => {
      // JeroMQ 0.3 tells nobody of the subscriptions of a bound SUB, whoever connects.
      const { session, socket } = await pair(bound, 'XPUB', bound === 'ours' ? 'SUB' : 'XSUB');
      if (bound === 'theirs') await socket.subscribe('topic');
      assert.deepEqual(await received(session.id, 1), [['\u0001topic']]);
      await send(session.id, ['other', 'not for them']);
      await send(session.id, awkward);
      assert.deepEqual(await socket.receiveText(), awkward);
    });

    it(`REQ is answered, ${where}`, async () => {
      const { session, socket } = await pair(bound, 'REQ', 'REP');
      await socket.echo();
      await send(session.id, awkward);
      await engine.received(session.id, 1);
      await send(session.id, ['']);
      assert.deepEqual(await received(session.id, 2), [awkward, ['']]);
    });

    it(`REP answers, ${where}`, async () => {
      const { session, socket } = await pair(bound, 'REP', 'REQ');
      for (const frames of [awkward, ['']]) {
        await socket.send(frames);
        await engine.waitForSession(session.id, ({ turn }) => turn === 'send');
        await send(session.id, [...frames, 'answered']);
        assert.deepEqual(await socket.receiveText(), [...frames, 'answered']);
      }
      assert.deepEqual(await received(session.id, 2), [awkward, ['']]);
    });

    it(`ROUTER knows a DEALER by its id and answers it, ${where}`, async () => {
      const { session, socket } = await pair(bound, 'ROUTER', 'DEALER');
      await socket.send(awkward);
      const [frames = []] = await received(session.id, 1);
      const [row] = await engine.messages(session.id);
      assert.deepEqual(frames.slice(1), awkward);
      const body = awkward.map((frame) => ({ bytes: Buffer.from(frame) }));
      const id = { bytes: row!.frames[0]! };
      await engine.request(sessionSend, { session: session.id, frames: [id, ...body] });
      assert.deepEqual(await socket.receiveText(), awkward);
    });

    it(`PUSH and PULL carry frames of any bytes and sizes both ways, ${where}`, async () => {
      const large = Buffer.alloc(300_000, 0xff);
      const { session: pull, socket: push } = await pair(bound, 'PULL', 'PUSH');
      await push.send([large, '', Uint8Array.of(0, 255)]);
      const [message] = await engine.received(pull.id, 1);
      assert.deepEqual(
        message!.frames.map((frame) => Buffer.from(frame)),
        [large, Buffer.alloc(0), Buffer.of(0, 255)],
      );
      const { session, socket } = await pair(bound, 'PUSH', 'PULL');
      const frames = [{ bytes: large }, { bytes: Buffer.alloc(0) }, { bytes: Buffer.of(0, 255) }];
      await engine.request(sessionSend, { session: session.id, frames });
      assert.deepEqual(await socket.receive(), [frames.map(({ bytes }) => bytes)]);
    });
  }

  it('are known to have met by their first message, and meet again when JeroMQ vanished and came back', async () => {
    const vanishing = javaPeer();
    const push = await vanishing.open('PUSH', { bind: [wildcard] });
    const address = push.endpoint;
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'connect', address }] });
    const silent = await engine.waitForSession(session.id, ({ endpoints }) => Boolean(endpoints[0]!.detail));
    assert.match(silent.endpoints[0]!.detail!, /does not answer.*or speak ZMTP 2/);
    await push.send('hello');
    const met = await engine.waitForSession(
      session.id,
      ({ endpoints }) => endpoints[0]!.state === 'connected',
    );
    assert.equal(met.peerCount, 1);
    assert.match(met.events.at(-1)!.detail!, /ZMTP 2/);
    await vanishing.kill();
    const lost = await engine.waitForSession(
      session.id,
      ({ endpoints }) => endpoints[0]!.state === 'retrying',
    );
    assert.ok(lost.events.some(({ kind }) => kind === 'disconnected'));
    assert.ok(!lost.events.some(({ kind }) => kind === 'handshakeFailed'));
    const back = await peer.open('PUSH', { bind: [address] });
    await back.send('again');
    assert.deepEqual(await received(session.id, 2), [['hello'], ['again']]);
  });

  it('are counted on the bind side, and no more when they are gone', async () => {
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'bind', address: wildcard }] });
    const vanishing = javaPeer();
    const push = await vanishing.open('PUSH', { connect: [session.endpoints[0]!.resolved] });
    await push.send('hello');
    await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 1);
    await vanishing.kill();
    const gone = await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 0);
    assert.ok(!gone.events.some(({ kind }) => kind === 'handshakeFailed'));
  });
});
