import assert from 'node:assert/strict';
import type { SocketType } from '../../../src/model/socketType';
import type { SessionSnapshot } from '../../../src/protocol/session';
import { hasDrafts } from '../support/hasDrafts';
import { addressOf, awkward, bound, connected, hexOf, ReplayBench } from './replaySupport';

/** pyzmq is built without the draft types, so sessions of a second engine receive. */
describe('replaying a recording of the draft types', () => {
  let bench: ReplayBench;
  let other: ReplayBench;
  /** They carry one frame. */
  const bodies = awkward.map((frames) => frames.at(-1)!).filter((frame) => frame.length > 0);

  before(async function () {
    bench = await ReplayBench.start();
    other = await ReplayBench.start();
    if (!(await hasDrafts())) this.skip();
  });
  after(async () => {
    await bench.stop();
    await other.stop();
  });

  /** A session that is bound in the engine under test, and one in the other that connects to it. */
  async function pairOf(type: SocketType, partner: SocketType) {
    const here = await bench.engine.open({ type, ...bound, ...joins(type) });
    const there = await other.engine.open({
      type: partner,
      ...connected(addressOf(here)),
      ...joins(partner),
    });
    await bench.engine.waitForSession(here.id, ({ peerCount }) => peerCount === 1);
    return { here, there };
  }
  const joins = (type: SocketType) => (type === 'DISH' ? { subscriptions: ['group'] } : {});

  const arrivedAt = async ({ id }: SessionSnapshot, count = bodies.length) => {
    const rows = await other.engine.received(id, count);
    return hexOf(rows.filter(({ direction }) => direction === 'in').map(({ frames }) => frames));
  };
  const single = hexOf(bodies.map((body) => [body]));

  it('what a GATHER received and a SCATTER sent, by a SCATTER', async () => {
    const recorded = await pairOf('GATHER', 'SCATTER');
    for (const body of bodies) await other.send(recorded.there.id, [body]);
    await bench.engine.received(recorded.here.id, bodies.length);
    const again = await pairOf('SCATTER', 'GATHER');
    const first = await bench.replay(await bench.recordingOf(recorded.here.id), again.here.id);
    assert.deepEqual(await arrivedAt(again.there), single);
    await bench.finished(first.replay, bodies.length);
    const third = await pairOf('SCATTER', 'GATHER');
    const second = await bench.replay(await bench.recordingOf(again.here.id), third.here.id);
    assert.deepEqual(await arrivedAt(third.there), single);
    await bench.finished(second.replay, bodies.length);
  });

  it('what a SERVER received, by a CLIENT, and what it sent, by a SERVER to the client of now', async () => {
    const recorded = await pairOf('SERVER', 'CLIENT');
    for (const body of bodies) await other.send(recorded.there.id, [body]);
    const rows = await bench.engine.received(recorded.here.id, bodies.length);
    for (const { frames } of rows) await bench.send(recorded.here.id, frames);
    const capture = await bench.recordingOf(recorded.here.id);

    const asking = await pairOf('CLIENT', 'SERVER');
    const requests = await bench.replay(capture, asking.here.id);
    const got = await arrivedAt(asking.there);
    assert.deepEqual(
      got.map((frames) => frames.slice(1)),
      single,
    );
    await bench.finished(requests.replay, bodies.length);

    const answering = await pairOf('SERVER', 'CLIENT');
    const replies = await bench.replay(capture, answering.here.id, { awaitPeers: 1 });
    assert.equal(replies.state, 'waiting');
    await other.send(answering.there.id, ['hello']);
    assert.deepEqual(await arrivedAt(answering.there), single);
    await bench.finished(replies.replay, bodies.length);
  });

  it('what a RADIO sent and a DISH received, by a RADIO', async () => {
    const radio = await bench.engine.open({ type: 'RADIO', ...bound });
    for (const body of bodies) await bench.send(radio.id, ['group', body]);
    const capture = await bench.recordingOf(radio.id);
    const again = await bench.engine.open({ type: 'RADIO', ...bound });
    const { replay } = await bench.replay(capture, again.id, { awaitPeers: 1 });
    const dish = await other.engine.open({ type: 'DISH', ...connected(addressOf(again)), ...joins('DISH') });
    const expected = hexOf(bodies.map((body) => [Buffer.from('group'), body]));
    assert.deepEqual(await arrivedAt(dish), expected);
    await bench.finished(replay, bodies.length);

    const third = await other.engine.open({ type: 'RADIO', ...bound });
    const received = await other.recordingOf(dish.id);
    const byRadio = await other.replay(received, third.id, { awaitPeers: 1 });
    const last = await bench.engine.open({ type: 'DISH', ...connected(addressOf(third)), ...joins('DISH') });
    const rows = await bench.engine.received(last.id, bodies.length);
    assert.deepEqual(hexOf(rows.map(({ frames }) => frames)), expected);
    await other.finished(byRadio.replay, bodies.length);
  });

  it('what a DGRAM sent, by a DGRAM to the same address or to the one that is named', async () => {
    const addresses = [46_131, 46_132, 46_133, 46_134].map((port) => `127.0.0.1:${port}`);
    const open = (engine: ReplayBench, index: number) =>
      engine.engine.open({
        type: 'DGRAM',
        endpoints: [{ role: 'bind', address: `udp://${addresses[index]!}` }],
      });
    const recorded = await open(bench, 0);
    const again = await open(bench, 1);
    const same = await open(other, 2);
    const named = await open(other, 3);
    const small = bodies.filter((body) => body.length < 1000);
    // libzmq listens a moment after it has said so, and what comes before is lost.
    const reach = async (receiver: SessionSnapshot, address: string) => {
      while ((await arrivedAt(receiver, 0)).length === 0) await bench.send(again.id, [address, 'probe']);
      await bench.send(again.id, [address, 'ready']);
      const ready = Buffer.from('ready').toString('hex');
      while ((await arrivedAt(receiver, 0)).at(-1)?.at(-1) !== ready);
    };
    await reach(same, addresses[2]!);
    await reach(named, addresses[3]!);
    for (const body of small) await bench.send(recorded.id, [addresses[2]!, body]);
    const capture = await bench.recordingOf(recorded.id);
    const hex = (text: string) => Buffer.from(text).toString('hex');
    const peers = { [hex(addresses[2]!)]: hex(addresses[3]!) };
    const last = hexOf([[small.at(-1)!]])[0]!.at(-1);
    while ((await arrivedAt(same, 0)).at(-1)?.at(-1) !== last);
    for (const [params, receiver] of [
      [{}, same],
      [{ peers }, named],
    ] as const) {
      const before = (await arrivedAt(receiver, 0)).length;
      const { replay } = await bench.replay(capture, again.id, params);
      const arrived = await arrivedAt(receiver, before + small.length);
      assert.deepEqual(
        arrived.slice(before),
        hexOf(small.map((body) => [Buffer.from(`${addresses[1]!}\0`), body])),
      );
      await bench.finished(replay, small.length);
    }
  });
});
