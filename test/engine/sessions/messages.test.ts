import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { CancellationTokenSource, ResponseError } from 'vscode-jsonrpc/node';
import type { ErrorInfo } from '../../../src/base/workbenchError';
import {
  sessionAddEndpoint,
  sessionClose,
  sessionList,
  sessionRemoveEndpoint,
  sessionReopen,
  sessionSend,
  type OutgoingFrame,
} from '../../../src/protocol/session';
import { captureFrame, captureMessage, captureRows } from '../../../src/protocol/capture';
import { unpackRows } from '../../../src/protocol/rows';
import { cPeer } from '../../peers/cPeer';
import { nodePeer } from '../../peers/nodePeer';
import { pyPeer } from '../../peers/pyPeer';
import type { Peer } from '../../peers/peer';
import { EngineHarness, textsOf } from '../support/engineHarness';

const bound = { endpoints: [{ role: 'bind' as const, address: 'tcp://127.0.0.1:*' }] };
const MiB = 1024 * 1024;

describe('messages of a session', () => {
  let engine: EngineHarness;
  let peer: Peer;

  before(async () => {
    engine = await EngineHarness.start({ limits: { captureBytes: 512 * MiB, sendTimeout: 300 } });
    peer = pyPeer();
  });

  after(async () => {
    await peer.close();
    await engine.stop();
  });

  const sendFrames = (session: string, frames: readonly OutgoingFrame[]) =>
    engine.request(sessionSend, { session, frames });
  const send = (session: string, ...texts: string[]) =>
    sendFrames(
      session,
      texts.map((text) => ({ bytes: Buffer.from(text) })),
    );

  it('may have a frame of 64 MiB, out and in', async () => {
    const frame = Buffer.alloc(64 * MiB, 'zeromq workbench ');
    const [out, back] = await Promise.all([
      engine.open({ type: 'PUSH', ...bound, options: { sendTimeout: 10_000 } }),
      engine.open({ type: 'PULL' }),
    ]);
    await engine.request(sessionAddEndpoint, {
      session: back.id,
      role: 'connect',
      address: out.endpoints[0]!.resolved,
    });
    const { row } = await sendFrames(out.id, [{ bytes: frame }]);
    assert.equal(row, 0);
    await engine.waitForSession(back.id, ({ received }) => received === 1);
    for (const session of [out, back]) {
      const params = { capture: session.id, row: 0, fromFrame: 0, frameCount: 1, maxFrameBytes: 100 };
      const message = await engine.request(captureMessage, params);
      assert.equal(message.frames[0]!.size, frame.length);
      const whole = { capture: session.id, row: 0, frame: 0, offset: 0, length: frame.length };
      const { bytes } = await engine.request(captureFrame, whole);
      assert.equal(sha(bytes), sha(frame));
    }
  }).timeout(60_000);

  it('may have 100,000 frames, out and in', async () => {
    const out = await engine.open({ type: 'PUSH', ...bound, options: { sendTimeout: 10_000 } });
    const address = out.endpoints[0]!.resolved;
    const back = await engine.open({ type: 'PULL', endpoints: [{ role: 'connect', address }] });
    const frames = Array.from({ length: 100_000 }, (_, n) => ({ bytes: Buffer.from(String(n)) }));
    await sendFrames(out.id, frames);
    await engine.waitForSession(back.id, ({ received }) => received === 1);
    const { rows } = await engine.request(captureRows, { capture: back.id, from: 0, to: 1 });
    assert.equal(unpackRows(rows)[0]!.frameCount, 100_000);
    const params = { capture: back.id, row: 0, fromFrame: 99_999, frameCount: 1, maxFrameBytes: 100 };
    const last = await engine.request(captureMessage, params);
    assert.equal(Buffer.from(last.frames[0]!.bytes).toString(), '99999');
  }).timeout(60_000);

  it('that nobody takes are refused in time, and not captured', async () => {
    const session = await engine.open({ type: 'PUSH', ...bound });
    await assert.rejects(send(session.id, 'x'), {
      code: 'send/timeout',
      message:
        'No peer took the message within 300 ms: no PULL is connected. Connect one and send again, or raise sendTimeout.',
    });
    assert.deepEqual(await engine.messages(session.id), []);
    const pull = await peer.open('PULL', { connect: [session.endpoints[0]!.resolved] });
    await send(session.id, 'y');
    assert.deepEqual(await pull.receiveText(), ['y']);
  });

  it('are sent one after another, however many are asked for at once', async () => {
    const session = await engine.open({ type: 'PUSH', ...bound });
    const pull = await peer.open('PULL', { connect: [session.endpoints[0]!.resolved] });
    await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 1);
    const results = await Promise.all(Array.from({ length: 500 }, (_, n) => send(session.id, String(n))));
    assert.deepEqual(
      results.map(({ row }) => row),
      Array.from({ length: 500 }, (_, n) => n),
    );
    const received = (await pull.receive(500)).map(([frame]) => frame!.toString());
    assert.deepEqual(
      received,
      Array.from({ length: 500 }, (_, n) => String(n)),
    );
  });

  it('are rendered from templates', async () => {
    const session = await engine.open({ type: 'PUSH', ...bound });
    const pull = await peer.open('PULL', { connect: [session.endpoints[0]!.resolved] });
    const frames = [{ template: 'n={{seq}}' }, { template: 'r={{random 5 5}} {{{{literal}}' }];
    await sendFrames(session.id, frames);
    await sendFrames(session.id, frames);
    assert.deepEqual(await pull.receiveText(), ['n=1', 'r=5 {{literal}}']);
    assert.deepEqual(await pull.receiveText(), ['n=2', 'r=5 {{literal}}']);
    await assert.rejects(sendFrames(session.id, [{ bytes: new Uint8Array() }, { template: 'a {{nope}}' }]), {
      code: 'send/badTemplate',
      message: /^Frame 2, character 5: There is no placeholder "nope"/,
    });
    await assert.rejects(sendFrames(session.id, []), { code: 'send/noFrames' });
  });

  it('arrive as plain Uint8Arrays on both sides of the border', async () => {
    const session = await engine.open({ type: 'PAIR', ...bound });
    const pair = await peer.open('PAIR', { connect: [session.endpoints[0]!.resolved] });
    const inside = new Uint8Array(1000).fill(7).subarray(1, 4);
    await sendFrames(session.id, [{ bytes: inside }, { bytes: Buffer.from('pooled') }]);
    assert.deepEqual(await pair.receive(), [[Buffer.from([7, 7, 7]), Buffer.from('pooled')]]);
    const [message] = await engine.messages(session.id);
    assert.ok(message!.frames.every((frame) => frame instanceof Uint8Array));
    assert.deepEqual(
      message!.frames.map((frame) => [...frame]),
      [[7, 7, 7], [...Buffer.from('pooled')]],
    );
  });

  it('go unsent on types that only receive', async () => {
    const session = await engine.open({ type: 'PULL' });
    await assert.rejects(send(session.id, 'x'), { code: 'send/notSupported' });
    await assert.rejects(send('nobody', 'x'), { code: 'session/notOpen' });
  });

  it('without the empty delimiter do not stop a REP', async () => {
    const session = await engine.open({ type: 'REP', ...bound });
    const dealer = await peer.open('DEALER', { connect: [session.endpoints[0]!.resolved] });
    await dealer.send('no delimiter');
    await engine.waitForSession(session.id, ({ events }) =>
      events.some(({ detail }) => detail?.includes('no empty delimiter frame') ?? false),
    );
    await dealer.send(['', 'with delimiter']);
    const [request] = await engine.received(session.id, 1);
    assert.deepEqual(textsOf(request!), ['with delimiter']);
  });

  it('of a REQ: a missing reply is reported, and reopening gives up', async () => {
    const session = await engine.open({ type: 'REQ', ...bound, options: { receiveTimeout: 100 } });
    const rep = await peer.open('REP', { connect: [session.endpoints[0]!.resolved] });
    await send(session.id, 'never answered');
    const overdue = await engine.waitForSession(session.id, ({ events }) =>
      events.some(({ detail }) => detail?.startsWith('No reply within 100 ms') ?? false),
    );
    assert.equal(overdue.turn, 'receive');
    await rep.close();
    const reopened = await engine.request(sessionReopen, { session: session.id });
    assert.equal(reopened.turn, 'send');
  });

  it('of a relaxed REQ know no turns', async () => {
    const session = await engine.open({ type: 'REQ', ...bound, options: { relaxed: true, correlate: true } });
    assert.equal(session.turn, undefined);
    const rep = await peer.open('REP', { connect: [session.endpoints[0]!.resolved] });
    await send(session.id, 'first');
    await send(session.id, 'second');
    await rep.receiveText();
    await rep.send('late');
    await rep.receiveText();
    await rep.send('right');
    const messages = await engine.received(session.id, 1);
    assert.deepEqual(messages.map(textsOf), [['first'], ['second'], ['right']]);
  });

  it('that wait are refused when the session closes', async () => {
    const session = await engine.open({ type: 'PUSH', ...bound, options: { sendTimeout: -1 } });
    const waiting = [send(session.id, 'a'), send(session.id, 'b')];
    const outcome = Promise.allSettled(waiting);
    await engine.request(sessionClose, { session: session.id });
    for (const result of await outcome) {
      assert.equal(result.status, 'rejected');
      assert.equal((result.reason as { code: string }).code, 'session/notOpen');
    }
  });

  it('are withdrawn where their request is cancelled before their turn', async () => {
    const session = await engine.open({ type: 'PUSH', ...bound, options: { sendTimeout: -1 } });
    const source = new CancellationTokenSource();
    const first = send(session.id, 'first');
    const params = { session: session.id, frames: [{ bytes: Buffer.from('withdrawn') }] };
    const withdrawn = engine.connection.sendRequest(sessionSend.method, params, source.token);
    const refused = assert.rejects(withdrawn, (error) => {
      assert.ok(error instanceof ResponseError);
      assert.equal((error.data as ErrorInfo).code, 'send/cancelled');
      return true;
    });
    source.cancel();
    const last = send(session.id, 'last');
    await engine.request(sessionList, undefined);
    const pull = await peer.open('PULL', { connect: [session.endpoints[0]!.resolved] });
    assert.deepEqual([(await first).row, (await last).row], [0, 1]);
    await refused;
    assert.deepEqual(await pull.receiveText(), ['first']);
    assert.deepEqual(await pull.receiveText(), ['last']);
    await pull.close();
    await engine.request(sessionClose, { session: session.id });
  });

  it('are flooded without starving requests', async () => {
    const session = await engine.open({ type: 'PULL', ...bound });
    const push = await peer.open('PUSH', { connect: [session.endpoints[0]!.resolved] });
    const starting = engine.waitForSession(session.id, ({ received }) => received > 0);
    const flood = push.send('x'.repeat(100), 200_000);
    const started = await starting;
    assert.ok(started.received < 200_000, 'told while it flows');
    await flood;
    const { rates } = await engine.waitForSession(session.id, ({ received }) => received === 200_000);
    assert.ok(rates.receivedPerSecond > 0);
  });

  it('come from a C program', async () => {
    const session = await engine.open({ type: 'PULL', ...bound });
    const endpoint = session.endpoints[0]!.resolved;
    const blaster = await cPeer({
      mode: 'blast',
      type: 'PUSH',
      role: 'connect',
      endpoint,
      count: 3,
      size: 5,
      topic: 't',
    });
    try {
      blaster.go();
      assert.deepEqual((await engine.received(session.id, 3)).map(textsOf), [
        ['t', '0 xxx'],
        ['t', '1 xxx'],
        ['t', '2 xxx'],
      ]);
    } finally {
      await blaster.close();
    }
  });

  describe('of draft types', () => {
    let other: Peer;

    before(async function () {
      const { native } = await engineCapabilities();
      if (!('capabilities' in native) || !native.capabilities.socketTypes.includes('SERVER')) this.skip();
      other = nodePeer();
    });

    after(() => other?.close());

    const engineCapabilities = async () => {
      const fresh = EngineHarness.fork();
      try {
        return await fresh.initialize();
      } finally {
        await fresh.stop();
      }
    };

    it('CLIENT and SERVER: the routing id is the first frame', async () => {
      const server = await engine.open({ type: 'SERVER', ...bound });
      const client = await engine.open({
        type: 'CLIENT',
        endpoints: [{ role: 'connect', address: server.endpoints[0]!.resolved }],
      });
      await send(client.id, 'question');
      const [question] = await engine.received(server.id, 1);
      const [id, body] = question!.frames;
      assert.equal(id!.length, 4);
      assert.equal(Buffer.from(body!).toString(), 'question');
      await sendFrames(server.id, [{ bytes: id! }, { bytes: Buffer.from('answer') }]);
      const [, answer] = await engine.received(client.id, 1);
      assert.deepEqual(textsOf(answer!), ['answer']);
      const { peers } = await engine.waitForSession(server.id, (snapshot) => snapshot.peers.length === 1);
      assert.equal(peers[0]!.id, Buffer.from(id!).toString('hex'));
      await assert.rejects(send(client.id, 'two', 'frames'), {
        code: 'send/wrongFrames',
        message: 'A CLIENT message is exactly one frame; this has 2.',
      });
      await assert.rejects(send(server.id, 'one'), { code: 'send/wrongFrames' });
    });

    it('RADIO and DISH: the group is the first frame', async () => {
      const radio = await engine.open({ type: 'RADIO', ...bound });
      const address = radio.endpoints[0]!.resolved;
      const dish = await engine.open({
        type: 'DISH',
        subscriptions: ['weather'],
        endpoints: [{ role: 'connect', address }],
      });
      let received = await engine.messages(dish.id);
      while (received.length === 0) {
        await send(radio.id, 'sports', 'no');
        await send(radio.id, 'weather', 'sunny');
        received = await engine.messages(dish.id);
      }
      assert.deepEqual(textsOf(received[0]!), ['weather', 'sunny']);
    });

    it('SCATTER and GATHER, with a peer in another process', async () => {
      const gather = await engine.open({ type: 'GATHER', ...bound });
      const scatter = await other.open('SCATTER', { connect: [gather.endpoints[0]!.resolved] });
      await scatter.send('piece');
      const [piece] = await engine.received(gather.id, 1);
      assert.deepEqual(textsOf(piece!), ['piece']);
    });

    it('DGRAM: the address is the first frame', async () => {
      const [left, right] = [46_123, 46_124].map((port) => `127.0.0.1:${port}`);
      const sessions = await Promise.all(
        [left, right].map((address) =>
          engine.open({ type: 'DGRAM', endpoints: [{ role: 'bind', address: `udp://${address}` }] }),
        ),
      );
      await send(sessions[0]!.id, right!, 'datagram');
      const [message] = await engine.received(sessions[1]!.id, 1);
      assert.deepEqual(textsOf(message!), [`${left}\0`, 'datagram']);
      // The address as it came is good for the answer.
      await sendFrames(sessions[1]!.id, [{ bytes: message!.frames[0]! }, { bytes: Buffer.from('back') }]);
      const [, back] = await engine.received(sessions[0]!.id, 1);
      assert.equal(textsOf(back!)[1], 'back');
      await assert.rejects(send(sessions[0]!.id, 'nowhere', 'x'), { code: 'send/wrongFrames' });
      // libzmq cannot unbind UDP, so the session gets a new socket.
      const udp = { session: sessions[0]!.id, role: 'bind', address: `udp://${left}` } as const;
      assert.deepEqual((await engine.request(sessionRemoveEndpoint, udp)).endpoints, []);
      assert.equal((await engine.request(sessionAddEndpoint, udp)).endpoints[0]!.state, 'listening');
    });

    it('RADIO and DISH: a UDP endpoint can be taken from an open session, which keeps all else', async () => {
      const address = 'udp://127.0.0.1:16125';
      const dish = await engine.open({
        type: 'DISH',
        endpoints: [...bound.endpoints, { role: 'bind', address }],
        subscriptions: ['weather'],
      });
      const tcp = dish.endpoints[0]!.resolved;
      const radio = await engine.open({
        type: 'RADIO',
        endpoints: [
          { role: 'connect', address: tcp },
          { role: 'connect', address },
        ],
      });
      /** Sends until something arrives: RADIO drops what it has no peer for yet, and UDP may drop anything. */
      const arrives = async (what: string) => {
        const { received } = await engine.waitForSession(dish.id, () => true);
        for (;;) {
          await send(radio.id, 'weather', what);
          const messages = await engine.messages(dish.id, received);
          if (messages.some((message) => textsOf(message)[1] === what)) return;
        }
      };
      await arrives('by both');
      const without = await engine.request(sessionRemoveEndpoint, {
        session: dish.id,
        role: 'bind',
        address,
      });
      assert.deepEqual(
        without.endpoints.map(({ resolved, state }) => ({ resolved, state })),
        [{ resolved: tcp, state: 'listening' }],
      );
      assert.deepEqual(without.definition.subscriptions, ['weather']);
      await arrives('by tcp alone');

      const disconnected = await engine.request(sessionRemoveEndpoint, {
        session: radio.id,
        role: 'connect',
        address: tcp,
      });
      assert.deepEqual(
        disconnected.endpoints.map((endpoint) => endpoint.address),
        [address],
      );
      // The port is free again, for this session or another.
      const again = await engine.request(sessionAddEndpoint, { session: dish.id, role: 'bind', address });
      assert.equal(again.endpoints[1]!.state, 'listening');
      await arrives('by udp alone');
      const gone = await engine.request(sessionRemoveEndpoint, {
        session: radio.id,
        role: 'connect',
        address,
      });
      assert.deepEqual(gone.endpoints, []);
      assert.equal(gone.state, 'open');
    });
  });
});

function sha(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
