import assert from 'node:assert/strict';
import { sessionSend } from '../../../src/protocol/session';
import { pyPeer } from '../../peers/pyPeer';
import type { Peer } from '../../peers/peer';
import { EngineHarness, textsOf } from '../support/engineHarness';

/** Every stable type against pyzmq, both ways where both ways exist. */
describe('sessions with pyzmq peers', () => {
  let engine: EngineHarness;
  let peer: Peer;

  before(async () => {
    engine = await EngineHarness.start();
    peer = pyPeer();
  });

  after(async () => {
    await peer.close();
    await engine.stop();
  });

  const wildcard = 'tcp://127.0.0.1:*';
  const bound = { endpoints: [{ role: 'bind' as const, address: wildcard }] };
  const send = (session: string, ...frames: (string | Uint8Array)[]) =>
    engine.request(sessionSend, {
      session,
      frames: frames.map((frame) => ({ bytes: typeof frame === 'string' ? Buffer.from(frame) : frame })),
    });
  const addressOf = (session: { endpoints: readonly { resolved: string }[] }) =>
    session.endpoints[0]!.resolved;

  it('PULL receives from PUSH', async () => {
    const session = await engine.open({ type: 'PULL', ...bound });
    const push = await peer.open('PUSH', { connect: [addressOf(session)] });
    await push.send(['a', '', 'b']);
    const [message] = await engine.received(session.id, 1);
    assert.deepEqual(textsOf(message!), ['a', '', 'b']);
    assert.equal(message!.direction, 'in');
  });

  it('PUSH sends to PULL', async () => {
    const session = await engine.open({ type: 'PUSH', ...bound });
    const pull = await peer.open('PULL', { connect: [addressOf(session)] });
    const { row } = await send(session.id, 'task', new Uint8Array());
    assert.deepEqual(await pull.receiveText(), ['task', '']);
    const [message] = await engine.messages(session.id);
    assert.equal(message!.row, row);
    assert.equal(message!.direction, 'out');
    assert.deepEqual(textsOf(message!), ['task', '']);
  });

  it('PAIR talks both ways with PAIR', async () => {
    const session = await engine.open({ type: 'PAIR', ...bound });
    const pair = await peer.open('PAIR', { connect: [addressOf(session)] });
    await pair.send('ping');
    await engine.received(session.id, 1);
    await send(session.id, 'pong');
    assert.deepEqual(await pair.receiveText(), ['pong']);
  });

  it('SUB receives what it subscribed to from PUB', async () => {
    const session = await engine.open({ type: 'SUB', subscriptions: ['ticks.', 'hex:00ff'], ...bound });
    const pub = await peer.open('PUB', { connect: [addressOf(session)] });
    await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 1);
    // A publisher learns of subscriptions a little after the handshake.
    await sendUntil(async () => {
      await pub.send(['other', 'no']);
      await pub.send(['ticks.A', '1']);
      await pub.send([Uint8Array.of(0, 255, 1), '2']);
      return (await engine.messages(session.id)).length >= 2;
    });
    const topics = (await engine.messages(session.id)).map(({ frames }) =>
      Buffer.from(frames[0]!).toString('hex'),
    );
    assert.deepEqual(new Set(topics), new Set([Buffer.from('ticks.A').toString('hex'), '00ff01']));
  });

  it('PUB publishes to SUB', async () => {
    const session = await engine.open({ type: 'PUB', ...bound });
    const sub = await peer.open('SUB', { connect: [addressOf(session)], subscribe: ['a'] });
    const received = sub.receiveText();
    await Promise.race([received, repeatUntilDone(() => send(session.id, 'a', 'x'), received)]);
    assert.deepEqual(await received, ['a', 'x']);
  });

  it('XPUB sees subscriptions and publishes; XSUB subscribes with messages', async () => {
    const xpub = await engine.open({ type: 'XPUB', ...bound });
    const sub = await peer.open('SUB', { connect: [addressOf(xpub)], subscribe: ['topic'] });
    const [subscription] = await engine.received(xpub.id, 1);
    assert.deepEqual(textsOf(subscription!), ['\u0001topic']);
    await send(xpub.id, 'topic', 'body');
    assert.deepEqual(await sub.receiveText(), ['topic', 'body']);

    const xsub = await engine.open({ type: 'XSUB', subscriptions: ['news'], ...bound });
    const theirXpub = await peer.open('XPUB', { connect: [addressOf(xsub)] });
    assert.deepEqual(await theirXpub.receiveText(), ['\u0001news']);
    await theirXpub.send(['news', 'flash']);
    const [flash] = await engine.received(xsub.id, 1);
    assert.deepEqual(textsOf(flash!), ['news', 'flash']);
  });

  it('REQ takes turns with REP', async () => {
    const session = await engine.open({ type: 'REQ', ...bound });
    assert.equal(session.turn, 'send');
    const rep = await peer.open('REP', { connect: [addressOf(session)] });
    await send(session.id, 'question');
    await engine.waitForSession(session.id, ({ turn }) => turn === 'receive');
    await assert.rejects(send(session.id, 'impatient'), {
      code: 'send/notYourTurn',
      message: /waits for the reply/,
    });
    assert.deepEqual(await rep.receiveText(), ['question']);
    await rep.send('answer');
    const done = await engine.waitForSession(session.id, ({ turn }) => turn === 'send');
    assert.equal(done.received, 1);
    const messages = await engine.messages(session.id);
    assert.deepEqual(messages.map(textsOf), [['question'], ['answer']]);
  });

  it('REP shows the request that waits for its reply', async () => {
    const session = await engine.open({ type: 'REP', ...bound });
    assert.equal(session.turn, 'receive');
    await assert.rejects(send(session.id, 'unasked'), { code: 'send/notYourTurn' });
    const req = await peer.open('REQ', { connect: [addressOf(session)] });
    for (const n of [1, 2]) {
      await req.send(`question ${n}`);
      const asked = await engine.waitForSession(session.id, ({ turn }) => turn === 'send');
      const [request] = await engine.messages(session.id, asked.pendingRequest);
      assert.deepEqual(textsOf(request!), [`question ${n}`]);
      await send(session.id, `answer ${n}`);
      assert.deepEqual(await req.receiveText(), [`answer ${n}`]);
    }
    const last = await engine.waitForSession(session.id, ({ turn }) => turn === 'receive');
    assert.equal(last.pendingRequest, undefined);
  });

  it('DEALER talks to REP with an empty delimiter and to ROUTER without', async () => {
    const session = await engine.open({ type: 'DEALER', ...bound });
    const rep = await peer.open('REP', { connect: [addressOf(session)] });
    await send(session.id, '', 'question');
    assert.deepEqual(await rep.receiveText(), ['question']);
    await rep.send('answer');
    const [, answer] = await engine.received(session.id, 1);
    assert.deepEqual(textsOf(answer!), ['', 'answer']);
  });

  it('ROUTER tells its peers apart and answers one of them', async () => {
    const session = await engine.open({ type: 'ROUTER', ...bound });
    const [left, right] = await Promise.all(
      ['left', 'right'].map((id) =>
        peer.open('DEALER', { connect: [addressOf(session)], options: { ROUTING_ID: id } }),
      ),
    );
    await left!.send('from left');
    await right!.send('from right');
    await right!.send('again');
    await engine.received(session.id, 3);
    const { peers } = await engine.waitForSession(session.id, (snapshot) => snapshot.peers.length === 2);
    const counts = Object.fromEntries(peers.map(({ label, received, kind }) => [label, { received, kind }]));
    assert.deepEqual(counts, {
      left: { received: 1, kind: 'routingId' },
      right: { received: 2, kind: 'routingId' },
    });
    await send(session.id, 'left', 'to left');
    assert.deepEqual(await left!.receiveText(), ['to left']);
    await assert.rejects(send(session.id, 'nobody', 'x'), { code: 'send/noSuchPeer' });
  });

  it('STREAM talks to a plain TCP peer', async () => {
    const session = await engine.open({ type: 'STREAM', ...bound });
    const stream = await peer.open('STREAM', { connect: [addressOf(session)] });
    const [theirId] = (await stream.receive())[0]!;
    await engine.received(session.id, 1);
    await stream.send([theirId!, 'GET /']);
    const [hello, request] = await engine.received(session.id, 2);
    const id = hello!.frames[0]!;
    assert.equal(hello!.frames[1]!.length, 0);
    assert.deepEqual(textsOf(request!)[1], 'GET /');
    await send(session.id, id, 'OK');
    const [, body] = (await stream.receive())[0]!;
    assert.equal(body!.toString(), 'OK');
    assert.equal(session.peerCount, 0);
    const connected = await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 1);
    assert.deepEqual(
      connected.peers.map(({ state, received }) => ({ state, received })),
      [{ state: 'connected', received: 2 }],
    );
    await stream.close();
    await engine.waitForSession(
      session.id,
      ({ peers, peerCount }) => peerCount === 0 && peers[0]?.state === 'gone',
    );
  });

  /** Sends until the other side has it, each time giving it time to arrive. */
  async function sendUntil(attempt: () => Promise<boolean>): Promise<void> {
    while (!(await attempt()));
  }

  async function repeatUntilDone(attempt: () => Promise<unknown>, done: Promise<unknown>): Promise<void> {
    let isDone = false;
    void done.finally(() => (isDone = true));
    while (!isDone) await attempt();
  }
});
