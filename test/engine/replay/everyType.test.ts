import assert from 'node:assert/strict';
import { pyPeer } from '../../peers/pyPeer';
import type { Peer, PeerSocket } from '../../peers/peer';
import { addressOf, awkward, bound, connected, hexOf, ReplayBench } from './replaySupport';

/** A recording of every type, replayed to pyzmq, which must get every frame as it was. */
describe('replaying a recording of every socket type', () => {
  let bench: ReplayBench;
  let peer: Peer;

  before(async () => {
    bench = await ReplayBench.start({ limits: { sendTimeout: 5000, receiveTimeout: 5000 } });
    peer = pyPeer();
  });
  after(async () => {
    await peer.close();
    await bench.stop();
  });

  const count = awkward.length;
  const sendAll = async (socket: PeerSocket, front: readonly Uint8Array[] = []) => {
    for (const frames of awkward) await socket.send([...front, ...frames]);
  };
  const bodies = (messages: readonly (readonly Uint8Array[])[], from: number) =>
    messages.map((frames) => frames.slice(from));

  /** What a session of the type received from a pyzmq peer. */
  async function received(type: 'SUB' | 'PULL' | 'PAIR' | 'DEALER' | 'XSUB' | 'ROUTER', from: string) {
    const subscribes = type === 'SUB' ? { subscriptions: [''] } : {};
    const session = await bench.engine.open({ type, ...bound, ...subscribes });
    const socket = await peer.open(from, { connect: [addressOf(session)] });
    await bench.engine.waitForSession(session.id, ({ peerCount }) => peerCount === 1);
    if (type === 'XSUB') await bench.send(session.id, [Uint8Array.of(1)]);
    // Publishers are XPUBs here, which can be asked: the subscription is there when it can be read.
    if (from === 'XPUB') await socket.receive(1);
    await sendAll(socket);
    await bench.engine.waitForSession(session.id, (snapshot) => snapshot.received === count);
    await socket.close();
    return bench.recordingOf(session.id, 'zstd');
  }

  /** What a session of the type sent to a pyzmq peer. */
  async function sent(type: 'PUB' | 'PUSH' | 'PAIR' | 'DEALER' | 'XPUB', to: string) {
    const session = await bench.engine.open({ type, ...bound });
    const socket = await peer.open(to, { connect: [addressOf(session)] });
    await bench.engine.waitForSession(session.id, ({ peerCount }) => peerCount === 1);
    for (const frames of awkward) await bench.send(session.id, frames);
    await socket.close();
    return bench.recordingOf(session.id);
  }

  /** Replays into a fresh session. @returns what arrived at a pyzmq peer */
  async function arrived(capture: string, by: 'PUB' | 'XPUB' | 'PUSH' | 'PAIR' | 'DEALER', at: string) {
    const session = await bench.engine.open({ type: by, ...bound });
    const { replay } = await bench.replay(capture, session.id, { awaitPeers: 1 });
    const subscribe = at === 'SUB' || at === 'XSUB' ? [''] : [];
    const socket = await peer.open(at, { connect: [addressOf(session)], subscribe });
    const messages = await socket.receive(count);
    await bench.finished(replay, count);
    await socket.close();
    return messages;
  }

  for (const [what, recording, by, at] of [
    ['what a SUB received, by a PUB', () => received('SUB', 'XPUB'), 'PUB', 'SUB'],
    ['what an XSUB received, by an XPUB', () => received('XSUB', 'XPUB'), 'XPUB', 'XSUB'],
    ['what a PUB sent, by a PUB', () => sent('PUB', 'SUB'), 'PUB', 'SUB'],
    ['what an XPUB sent, by an XPUB', () => sent('XPUB', 'SUB'), 'XPUB', 'SUB'],
    ['what a PULL received, by a PUSH', () => received('PULL', 'PUSH'), 'PUSH', 'PULL'],
    ['what a PUSH sent, by a PUSH', () => sent('PUSH', 'PULL'), 'PUSH', 'PULL'],
    ['what a PAIR received, by a PAIR', () => received('PAIR', 'PAIR'), 'PAIR', 'PAIR'],
    ['what a PAIR sent, by a PAIR', () => sent('PAIR', 'PAIR'), 'PAIR', 'PAIR'],
    ['what a DEALER received, by a DEALER', () => received('DEALER', 'DEALER'), 'DEALER', 'DEALER'],
    ['what a DEALER sent, by a DEALER', () => sent('DEALER', 'DEALER'), 'DEALER', 'DEALER'],
  ] as const) {
    it(`${what}, arrives at a ${at} frame by frame`, async () => {
      assert.deepEqual(hexOf(await arrived(await recording(), by, at)), hexOf(awkward));
    });
  }

  it('what a ROUTER received, by a DEALER, without the routing id', async () => {
    const messages = await arrived(await received('ROUTER', 'DEALER'), 'DEALER', 'ROUTER');
    assert.deepEqual(hexOf(bodies(messages, 1)), hexOf(awkward));
  });

  it('what a ROUTER sent, by a ROUTER, to the peers that are there now in the order in which they came', async () => {
    const recorded = await bench.engine.open({ type: 'ROUTER', ...bound });
    const router = await bench.engine.open({ type: 'ROUTER', ...bound });
    const greet = async (id: string, address: string, session: string, seen: number) => {
      const socket = await peer.open('DEALER', { connect: [address], options: { ROUTING_ID: id } });
      await socket.send('hello');
      await bench.engine.waitForSession(session, (snapshot) => snapshot.received === seen);
      return socket;
    };
    for (const [index, id] of ['left', 'right'].entries()) {
      await greet(id, addressOf(recorded), recorded.id, index + 1);
    }
    for (const frames of awkward) {
      await bench.send(recorded.id, ['left', ...frames]);
      await bench.send(recorded.id, ['right', 'r', ...frames]);
    }
    const capture = await bench.recordingOf(recorded.id);
    const { replay, state } = await bench.replay(capture, router.id, { awaitPeers: 2 });
    assert.equal(state, 'waiting');
    const first = await greet('one', addressOf(router), router.id, 1);
    const second = await greet('two', addressOf(router), router.id, 2);
    assert.deepEqual(hexOf(await first.receive(count)), hexOf(awkward));
    assert.deepEqual(hexOf(bodies(await second.receive(count), 1)), hexOf(awkward));
    await bench.finished(replay, 2 * count);
    // The other way round, as told.
    const hex = (text: string) => Buffer.from(text).toString('hex');
    const peers = { [hex('left')]: hex('two'), [hex('right')]: hex('one') };
    const swapped = await bench.replay(capture, router.id, { peers });
    assert.deepEqual(hexOf(await second.receive(count)), hexOf(awkward));
    assert.deepEqual(hexOf(bodies(await first.receive(count), 1)), hexOf(awkward));
    await bench.finished(swapped.replay, 2 * count);
  });

  /** A REQ and a REP session that talked: every request was answered with itself and `!`. */
  async function conversation() {
    const rep = await bench.engine.open({ type: 'REP', ...bound });
    const req = await bench.engine.open({ type: 'REQ', ...connected(addressOf(rep)) });
    for (const [index, frames] of awkward.entries()) {
      await bench.send(req.id, frames);
      await bench.engine.waitForSession(rep.id, ({ received }) => received === index + 1);
      await bench.send(rep.id, [...frames, '!']);
      await bench.engine.waitForSession(req.id, ({ received }) => received === index + 1);
    }
    return { req: await bench.recordingOf(req.id), rep: await bench.recordingOf(rep.id) };
  }
  const answers = awkward.map((frames) => [...frames, Buffer.from('!')]);

  it('the requests of a REQ and of a REP, by a REQ that waits for each reply', async () => {
    const recorded = await conversation();
    for (const capture of [recorded.req, recorded.rep]) {
      const session = await bench.engine.open({ type: 'REQ', ...bound });
      const service = await peer.open('REP', { connect: [addressOf(session)] });
      const { replay, total } = await bench.replay(capture, session.id, { awaitPeers: 1 });
      assert.equal(total, count);
      for (const [index, frames] of awkward.entries()) {
        const [request] = await service.receive(1);
        assert.deepEqual(hexOf([request!]), hexOf([frames]));
        await service.send(`reply ${index}`);
      }
      const { replies } = await bench.finished(replay, count);
      assert.equal(replies, count);
      const rows = await bench.engine.messages(session.id);
      assert.deepEqual(
        rows.map(({ direction }) => direction),
        awkward.flatMap(() => ['out', 'in']),
      );
      await service.close();
    }
  });

  it('the replies of a REP and of a REQ, by a REP as requests come', async () => {
    const recorded = await conversation();
    for (const capture of [recorded.req, recorded.rep]) {
      const session = await bench.engine.open({ type: 'REP', ...bound });
      const client = await peer.open('REQ', { connect: [addressOf(session)] });
      const { replay } = await bench.replay(capture, session.id);
      for (const answer of answers) {
        await client.send('what?');
        const [reply] = await client.receive(1);
        assert.deepEqual(hexOf([reply!]), hexOf([answer]));
      }
      await bench.finished(replay, count);
      await client.close();
    }
  });

  it('the requests that a ROUTER got from a REQ, by a REQ and by a DEALER, with their envelopes put right', async () => {
    const router = await bench.engine.open({ type: 'ROUTER', ...bound });
    const client = await peer.open('REQ', { connect: [addressOf(router)], options: { REQ_RELAXED: 1 } });
    for (const [index, frames] of awkward.entries()) {
      await client.send(frames);
      await bench.engine.waitForSession(router.id, ({ received }) => received === index + 1);
    }
    await client.close();
    const capture = await bench.recordingOf(router.id);
    const req = await bench.engine.open({ type: 'REQ', ...bound });
    const service = await peer.open('REP', { connect: [addressOf(req)] });
    const byReq = await bench.replay(capture, req.id, { awaitPeers: 1 });
    for (const frames of awkward) {
      assert.deepEqual(hexOf(await service.receive(1)), hexOf([frames]));
      await service.send('ok');
    }
    await bench.finished(byReq.replay, count);
    const dealer = await bench.engine.open({ type: 'DEALER', ...bound });
    const other = await peer.open('REP', { connect: [addressOf(dealer)] });
    const byDealer = await bench.replay(capture, dealer.id, { awaitPeers: 1 });
    for (const frames of awkward) {
      assert.deepEqual(hexOf(await other.receive(1)), hexOf([frames]));
      await other.send('ok');
    }
    await bench.finished(byDealer.replay, count);
  });

  it('the subscriptions that an XPUB heard and that an XSUB sent, by an XSUB', async () => {
    const heard = [Uint8Array.of(1, 65), Uint8Array.of(1, 66, 0, 255), Uint8Array.of(0, 65)];
    const xpub = await bench.engine.open({ type: 'XPUB', ...bound });
    const xsub = await bench.engine.open({ type: 'XSUB', ...connected(addressOf(xpub)) });
    for (const frame of heard) await bench.send(xsub.id, [frame]);
    await bench.engine.waitForSession(xpub.id, ({ received }) => received === heard.length);
    for (const recorded of [xpub, xsub]) {
      const session = await bench.engine.open({ type: 'XSUB', ...bound });
      const publisher = await peer.open('XPUB', { connect: [addressOf(session)] });
      const capture = await bench.recordingOf(recorded.id);
      const { replay } = await bench.replay(capture, session.id, { awaitPeers: 1 });
      const frames = await publisher.receive(heard.length);
      assert.deepEqual(hexOf(frames), hexOf(heard.map((frame) => [frame])));
      await bench.finished(replay, heard.length);
      await publisher.close();
    }
  });

  it('what a STREAM sent and received, by a STREAM, without the notices of peers that came', async () => {
    const server = await bench.engine.open({ type: 'STREAM', ...bound });
    const client = await peer.open('STREAM', { connect: [addressOf(server)] });
    const [notice] = await client.receive(1);
    await bench.engine.waitForSession(server.id, ({ received }) => received === 1);
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    await client.send([notice![0]!, bytes]);
    const rows = await bench.engine.received(server.id, 2);
    const id = rows[0]!.frames[0]!;
    const parts = [Buffer.from('GET / HTTP/1.1\r\n\r\n'), bytes, Buffer.alloc(3000, 3)];
    for (const part of parts) await bench.send(server.id, [id, part]);
    const capture = await bench.recordingOf(server.id);
    for (const [direction, expected] of [
      ['out', Buffer.concat(parts)],
      ['in', bytes],
    ] as const) {
      const session = await bench.engine.open({ type: 'STREAM', ...bound });
      const { replay } = await bench.replay(capture, session.id, { awaitPeers: 1, selection: { direction } });
      const receiver = await peer.open('STREAM', { connect: [addressOf(session)] });
      await receiver.receive(1);
      let got = Buffer.alloc(0);
      while (got.length < expected.length) {
        const [message] = await receiver.receive(1);
        got = Buffer.concat([got, message![1]!]);
      }
      assert.deepEqual(got, expected);
      await bench.finished(replay, direction === 'out' ? parts.length : 1);
      await receiver.close();
    }
  });
});
