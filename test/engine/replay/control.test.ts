import assert from 'node:assert/strict';
import { captureClear } from '../../../src/protocol/capture';
import { recordingClose } from '../../../src/protocol/recording';
import { sessionClose, sessionReopen, type SessionSnapshot } from '../../../src/protocol/session';
import { pyPeer } from '../../peers/pyPeer';
import type { Peer, PeerSocket } from '../../peers/peer';
import { textsOf } from '../support/engineHarness';
import { addressOf, bound, connected, ReplayBench } from './replaySupport';

const slow = { kind: 'rate', perSecond: 0.001 } as const;

describe('controlling a replay', () => {
  let bench: ReplayBench;
  let peer: Peer;
  let pull: SessionSnapshot;
  let push: PeerSocket;
  /** 300 messages: a topic `even` or `odd`, and the number. */
  let capture: string;
  let times: number[];
  const total = 300;

  before(async () => {
    bench = await ReplayBench.start();
    peer = pyPeer();
    pull = await bench.engine.open({ type: 'PULL', ...bound });
    push = await peer.open('PUSH', { connect: [addressOf(pull)] });
    for (let i = 0; i < total; i++) await push.send([i % 2 ? 'odd' : 'even', String(i)]);
    await bench.engine.waitForSession(pull.id, ({ received }) => received === total);
    capture = await bench.recordingOf(pull.id);
    times = await timesOf();
  });
  after(async () => {
    await peer.close();
    await bench.stop();
  });

  /** The recorded times, as steps through a replay tell them. */
  async function timesOf(): Promise<number[]> {
    const { session } = await receiver();
    const { replay } = await bench.replay(capture, session, { timing: slow });
    const found: number[] = [];
    for (let sent = 1; sent <= 3; sent++) {
      if (sent > 1) await bench.control(replay, { action: 'step' });
      found.push((await bench.waitFor(replay, (snapshot) => snapshot.sent === sent)).timeMs);
    }
    await bench.control(replay, { action: 'stop' });
    return found;
  }

  /** A PUSH session that sends to a pyzmq PULL. */
  async function receiver() {
    const { id, endpoints } = await bench.engine.open({ type: 'PUSH', ...bound });
    const socket = await peer.open('PULL', { connect: [endpoints[0]!.resolved] });
    await bench.engine.waitForSession(id, ({ peerCount }) => peerCount === 1);
    const numbers = async (count: number) => {
      const messages = await socket.receive(count);
      return messages.map((frames) => Number(frames[1]!.toString()));
    };
    return { session: id, numbers, socket };
  }

  const range = (from: number, to: number, step = 1) =>
    Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step);

  it('sends everything once, in order, and sums up', async () => {
    const { session, numbers } = await receiver();
    const started = await bench.replay(capture, session, { timing: { kind: 'original', speed: 100 } });
    assert.equal(started.total, total);
    assert.ok(started.lastTimeMs > started.firstTimeMs);
    assert.deepEqual(await numbers(total), range(0, total));
    const { lateness, position, loop, row } = await bench.finished(started.replay, total);
    assert.ok(lateness && lateness.p50 >= 0 && lateness.p50 <= lateness.p99 && lateness.p99 <= lateness.max);
    assert.deepEqual([position, loop, row], [total, 1, total - 1]);
    // What was sent is in the session's own capture.
    const rows = await bench.engine.messages(session);
    assert.deepEqual(
      rows.map((message) => Number(textsOf(message)[1])),
      range(0, total),
    );
    assert.ok(rows.every(({ direction }) => direction === 'out'));
    await assert.rejects(bench.control(started.replay, { action: 'pause' }), { code: 'replay/over' });
  });

  it('sends the rows that a filter, a range of rows and a range of times select', async () => {
    const { session, numbers } = await receiver();
    for (const [selection, expected] of [
      [{ filter: 'odd' }, range(1, total, 2)],
      [{ rows: { from: 10, to: 13 } }, [10, 11, 12]],
      [{ rows: { from: 10, to: 20 }, filter: 'even' }, range(10, 20, 2)],
      [{ timeRange: { fromMs: times[1]!, toMs: times[2]! }, direction: 'in' }, [1]],
    ] as const) {
      const { replay, total: selected } = await bench.replay(capture, session, { selection });
      assert.equal(selected, expected.length);
      assert.deepEqual(await numbers(expected.length), expected);
      await bench.finished(replay, expected.length);
    }
    await assert.rejects(bench.replay(capture, session, { selection: { filter: 'neither' } }), {
      code: 'replay/nothing',
    });
    await assert.rejects(bench.replay(capture, session, { selection: { direction: 'out' } }), {
      code: 'replay/nothing',
    });
    await assert.rejects(bench.replay(capture, session, { selection: { filter: '(' } }), {
      code: 'capture/badFilter',
    });
  });

  it('replays a live capture up to where it was when the replay began', async () => {
    const { session, numbers } = await receiver();
    const { replay } = await bench.replay(pull.id, session, { timing: slow });
    await push.send(['later', '-1']);
    await bench.engine.waitForSession(pull.id, ({ received }) => received === total + 1);
    await bench.control(replay, { action: 'timing', timing: { kind: 'fast' } });
    assert.deepEqual(await numbers(total), range(0, total));
    await bench.finished(replay, total);
  });

  it('pauses, steps, seeks and goes on', async () => {
    const { session, numbers } = await receiver();
    const { replay } = await bench.replay(capture, session, { timing: slow });
    assert.deepEqual(await numbers(1), [0]);
    const paused = await bench.control(replay, { action: 'pause' });
    assert.equal(paused.state, 'paused');
    await bench.control(replay, { action: 'step' });
    assert.deepEqual(await numbers(1), [1]);
    await bench.control(replay, { action: 'seek', timeMs: times[0]! });
    await bench.control(replay, { action: 'step' });
    await bench.control(replay, { action: 'step' });
    assert.deepEqual(await numbers(2), [0, 1]);
    const { position, row } = await bench.waitFor(replay, (snapshot) => snapshot.sent === 4);
    assert.deepEqual([position, row], [2, 1]);
    const sought = await bench.control(replay, { action: 'seek', timeMs: paused.lastTimeMs });
    assert.equal(sought.position, total - 1);
    await bench.control(replay, { action: 'resume' });
    assert.deepEqual(await numbers(1), [total - 1]);
    assert.equal((await bench.finished(replay, 5)).position, total);
  });

  it('keeps between the marks, loop after loop', async () => {
    const { session, numbers } = await receiver();
    const { replay } = await bench.replay(capture, session, { timing: slow, loops: 3 });
    assert.deepEqual(await numbers(1), [0]);
    const marked = await bench.control(replay, { action: 'marks', startMs: times[1]!, endMs: times[2]! });
    assert.deepEqual([marked.total, marked.startMarkMs, marked.endMarkMs], [2, times[1], times[2]]);
    await bench.control(replay, { action: 'timing', timing: { kind: 'rate', perSecond: 1000 } });
    assert.deepEqual(await numbers(6), [1, 2, 1, 2, 1, 2]);
    assert.equal((await bench.finished(replay, 7)).loop, 3);
  });

  it('refuses marks between which there is nothing', async () => {
    const { session } = await receiver();
    const { replay, lastTimeMs } = await bench.replay(capture, session, { timing: slow });
    await assert.rejects(bench.control(replay, { action: 'marks', startMs: lastTimeMs + 1 }), {
      code: 'replay/nothing',
    });
    const { total: unchanged } = await bench.control(replay, { action: 'stop' });
    assert.equal(unchanged, total);
  });

  it('loops until it is stopped', async () => {
    const { session, socket } = await receiver();
    const selection = { rows: { from: 0, to: 7 } };
    const { replay } = await bench.replay(capture, session, { selection, loops: 0 });
    await socket.drain(20_000);
    const { state, loop, sent } = await bench.control(replay, { action: 'stop' });
    assert.equal(state, 'stopped');
    assert.ok(loop > 20_000 / 7 - 1 && sent >= 20_000);
  });

  it('waits for as many peers as it is told, and loses none of the first messages', async () => {
    const pub = await bench.engine.open({ type: 'PUB', ...bound });
    const started = await bench.replay(capture, pub.id, {
      awaitPeers: 2,
      timing: { kind: 'rate', perSecond: 5000 },
    });
    assert.deepEqual([started.state, started.peers, started.awaitPeers], ['waiting', 0, 2]);
    const subscriber = () => peer.open('SUB', { connect: [addressOf(pub)], subscribe: [''] });
    const first = await subscriber();
    const { state, sent } = await bench.waitFor(started.replay, ({ peers }) => peers === 1);
    assert.deepEqual([state, sent], ['waiting', 0]);
    const second = await subscriber();
    for (const socket of [first, second]) {
      const messages = await socket.receive(total);
      assert.deepEqual(
        messages.map((frames) => Number(frames[1]!.toString())),
        range(0, total),
      );
    }
    await bench.finished(started.replay, total);
  });

  it('waits for a subscription where the socket hears of them', async () => {
    const xpub = await bench.engine.open({ type: 'XPUB', ...bound });
    const { replay } = await bench.replay(capture, xpub.id, { awaitPeers: 1, timing: slow });
    const sub = await peer.open('SUB', { connect: [addressOf(xpub)] });
    await bench.engine.waitForSession(xpub.id, ({ peerCount }) => peerCount === 1);
    const [waiting] = [await bench.waitFor(replay, ({ sent }) => sent === 0)];
    assert.deepEqual([waiting.state, waiting.peers], ['waiting', 0]);
    await sub.subscribe('even');
    assert.deepEqual(await sub.receiveText(), ['even', '0']);
    await bench.control(replay, { action: 'stop' });
  });

  it('begins at once when told to go on without the peers', async () => {
    const { session, numbers } = await receiver();
    const { replay } = await bench.replay(capture, session, { awaitPeers: 5 });
    const { state } = await bench.control(replay, { action: 'resume' });
    assert.equal(state, 'running');
    assert.deepEqual(await numbers(total), range(0, total));
    await bench.finished(replay, total);
  });

  it('does not lose messages to a receiver that is slow to take them', async () => {
    const { id, endpoints } = await bench.engine.open({
      type: 'PUSH',
      ...bound,
      options: { sendHighWaterMark: 5, sendTimeout: 10_000 },
    });
    const options = { RCVHWM: 5, RCVBUF: 4096 };
    const socket = await peer.open('PULL', { connect: [endpoints[0]!.resolved], options });
    const body = 'z'.repeat(20_000);
    for (let i = 0; i < 300; i++) await push.send([String(i), body]);
    await bench.engine.waitForSession(pull.id, ({ received }) => received === total + 1 + 300);
    const selection = { rows: { from: total + 1, to: total + 301 } };
    const { replay } = await bench.replay(pull.id, id, { selection });
    for (let i = 0; i < 300; i++) {
      const [message] = await socket.receive(1);
      assert.deepEqual([message![0]!.toString(), message![1]!.length], [String(i), body.length]);
    }
    await bench.finished(replay, 300);
  });

  it('ends with a sentence when its session closes or reopens', async () => {
    for (const change of [sessionClose, sessionReopen]) {
      const { session, numbers } = await receiver();
      const { replay } = await bench.replay(capture, session, { timing: slow });
      await numbers(1);
      await bench.engine.request<{ session: string }, unknown>(change, { session });
      const { state, error, sent } = await bench.ended(replay);
      assert.deepEqual([state, error?.code, sent], ['failed', 'replay/sessionClosed', 1]);
    }
    const pushAlone = await bench.engine.open({ type: 'PUSH', ...bound, options: { sendTimeout: -1 } });
    const { replay } = await bench.replay(capture, pushAlone.id);
    await bench.engine.request(sessionClose, { session: pushAlone.id });
    assert.equal((await bench.ended(replay)).error?.code, 'replay/sessionClosed');
  });

  it('ends with a sentence when the recording is closed', async () => {
    const { session, numbers } = await receiver();
    const own = await bench.recordingOf(pull.id);
    const { replay } = await bench.replay(own, session, { timing: slow });
    await numbers(1);
    await bench.engine.request(recordingClose, { capture: own });
    const { state, error } = await bench.ended(replay);
    assert.deepEqual([state, error?.code], ['failed', 'replay/captureClosed']);
  });

  it('passes over rows that went from the buffer, and says how many', async () => {
    const { session, socket } = await receiver();
    const source = await bench.engine.open({ type: 'PULL', ...bound });
    const sender = await peer.open('PUSH', { connect: [addressOf(source)] });
    // Five chunks, of which one or two are held already.
    await sender.send('y'.repeat(30_000), 40);
    await bench.engine.waitForSession(source.id, ({ received }) => received === 40);
    const { replay } = await bench.replay(source.id, session, { timing: slow });
    await socket.drain(1);
    await bench.control(replay, { action: 'pause' });
    await bench.engine.request(captureClear, { capture: source.id });
    await bench.control(replay, { action: 'timing', timing: { kind: 'fast' } });
    await bench.control(replay, { action: 'resume' });
    const { state, sent, failed, error, position } = await bench.ended(replay);
    assert.deepEqual([state, sent + failed, position, error?.code], ['finished', 40, 40, 'replay/rowsGone']);
    assert.ok(failed >= 20 && sent >= 1, `${sent} sent, ${failed} failed`);
  });

  it('does not loop for ever over rows that are gone', async () => {
    const { session, socket } = await receiver();
    const source = await bench.engine.open({ type: 'PULL', ...bound });
    const sender = await peer.open('PUSH', { connect: [addressOf(source)] });
    await sender.send('y', 5);
    await bench.engine.waitForSession(source.id, ({ received }) => received === 5);
    const { replay } = await bench.replay(source.id, session, { timing: slow, loops: 0 });
    await socket.drain(1);
    await bench.engine.request(captureClear, { capture: source.id });
    await bench.control(replay, { action: 'timing', timing: { kind: 'fast' } });
    const { state, sent, failed, error } = await bench.ended(replay);
    assert.deepEqual([state, sent, failed, error?.code], ['failed', 5, 5, 'replay/rowsGone']);
  });

  it('counts what nobody takes as failed, and goes on', async () => {
    const alone = await bench.engine.open({ type: 'PUSH', ...bound, options: { sendTimeout: 5 } });
    const { replay } = await bench.replay(capture, alone.id, { selection: { rows: { from: 0, to: 3 } } });
    const { state, sent, failed, error } = await bench.ended(replay);
    assert.deepEqual([state, sent, failed, error?.code], ['finished', 0, 3, 'send/timeout']);
  });

  it('says that a reply is missing, and that there is no peer for a routing id', async () => {
    const rep = await bench.engine.open({ type: 'REP', ...bound });
    const req = await bench.engine.open({ type: 'REQ', ...connected(addressOf(rep)) });
    await bench.engine.waitForSession(req.id, ({ peerCount }) => peerCount === 1);
    const asking = await bench.replay(capture, req.id);
    const { state, error, sent } = await bench.ended(asking.replay);
    assert.deepEqual([state, error?.code, sent], ['failed', 'replay/noReply', 1]);

    const router = await bench.engine.open({ type: 'ROUTER', ...bound });
    const dealer = await peer.open('DEALER', { connect: [addressOf(router)] });
    await dealer.send('hello');
    const [hello] = await bench.engine.received(router.id, 1);
    await bench.send(router.id, [hello!.frames[0]!, 'answer']);
    const recorded = await bench.recordingOf(router.id);
    const other = await bench.engine.open({ type: 'ROUTER', ...bound });
    const routing = await bench.ended((await bench.replay(recorded, other.id)).replay);
    assert.deepEqual([routing.state, routing.failed, routing.error?.code], ['finished', 1, 'replay/noPeer']);
  });

  it('goes on without replies where the REQ is relaxed, and counts those that come', async () => {
    const options = { relaxed: true, correlate: true, receiveTimeout: 20 };
    const req = await bench.engine.open({ type: 'REQ', ...bound, options });
    const router = await peer.open('ROUTER', { connect: [addressOf(req)] });
    const selection = { rows: { from: 0, to: 3 } };
    const { replay } = await bench.replay(capture, req.id, { selection, awaitPeers: 1 });
    const requests = await router.receive(3);
    assert.deepEqual(
      requests.map((frames) => frames.at(-1)!.toString()),
      ['0', '1', '2'],
    );
    const { state, sent, failed, replies, error } = await bench.ended(replay);
    assert.deepEqual([state, sent, failed, replies], ['finished', 3, 0, 0]);
    assert.equal(error?.code, 'replay/noReply');
  });

  it('refuses what makes no sense', async () => {
    const { session } = await receiver();
    const refused = (params: Parameters<ReplayBench['replay']>[2], code: string, by = session) =>
      assert.rejects(bench.replay(capture, by, params), { code });
    await refused({ timing: { kind: 'original', speed: 0.001 } }, 'replay/badParameter');
    await refused({ timing: { kind: 'rate', perSecond: 0 } }, 'replay/badParameter');
    await refused({ loops: 1.5 }, 'replay/badParameter');
    await refused({ awaitPeers: -1 }, 'replay/badParameter');
    await refused({}, 'replay/cannotSend', pull.id);
    await refused({}, 'session/notOpen', 'nobody');
    await assert.rejects(bench.replay('nothing', session), { code: 'capture/unknown' });
    const inproc = [{ role: 'bind', address: 'inproc://replay' }] as const;
    const alone = await bench.engine.open({ type: 'PUSH', endpoints: inproc });
    await refused({ awaitPeers: 1 }, 'replay/cannotCountPeers', alone.id);
    const { replay } = await bench.replay(capture, session, { timing: slow });
    await refused({}, 'replay/running');
    await assert.rejects(
      bench.control(replay, { action: 'timing', timing: { kind: 'rate', perSecond: -1 } }),
      {
        code: 'replay/badParameter',
      },
    );
    await bench.control(replay, { action: 'stop' });
    await assert.rejects(bench.control('none', { action: 'stop' }), { code: 'replay/unknown' });
  });

  it('does not keep the engine from ending', async () => {
    const other = await ReplayBench.start();
    const pair = await other.engine.open({ type: 'PAIR', ...bound });
    const socket = await peer.open('PAIR', { connect: [addressOf(pair)] });
    await socket.send('x');
    await other.engine.received(pair.id, 1);
    await other.replay(pair.id, pair.id, { loops: 0, timing: { kind: 'rate', perSecond: 1000 } });
    await socket.drain(10);
    await other.stop();
    assert.deepEqual(await other.engine.exited, { code: 0, signal: null });
  });
});
