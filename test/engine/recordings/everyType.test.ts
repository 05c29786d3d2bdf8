import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { SessionDefinition } from '../../../src/model/sessionDefinition';
import { draftSocketTypes, type SocketType, stableSocketTypes } from '../../../src/model/socketType';
import { recordingInspect, recordingStart, recordingStop } from '../../../src/protocol/recording';
import type { SessionSnapshot } from '../../../src/protocol/session';
import { decodeFrames } from '../../../src/recording/zmtpFrames';
import { type JudgedMessage, readIndexed, readStreaming } from '../../unit/recording/mcapJudge';
import { hasDrafts } from '../support/hasDrafts';
import { addressOf, awkward, bound, connected, hexOf, ReplayBench } from '../replay/replaySupport';

type Frames = readonly Uint8Array[];
type Line = readonly [direction: 'in' | 'out', ...frames: string[]];

/** Two sessions of an engine talk while both are recorded; the reference library reads what was. */
describe('a recording of every socket type', () => {
  let bench: ReplayBench;
  let files = 0;
  const covered = new Set<SocketType>();

  before(async () => {
    bench = await ReplayBench.start({ limits: { sendTimeout: 5000, receiveTimeout: 5000 } });
  });
  after(() => bench.stop());

  /** Draft types carry one frame. */
  const single: readonly Frames[] = awkward.map((frames) => [frames.at(-1)!]);
  const lines = (direction: 'in' | 'out', messages: readonly Frames[]): Line[] =>
    hexOf(messages).map((frames) => [direction, ...frames]);

  class Recorded {
    readonly file = path.join(bench.folder, `every-${++files}.mcap`);
    constructor(readonly session: SessionSnapshot) {
      covered.add(session.definition.type);
    }

    get id(): string {
      return this.session.id;
    }

    async start(): Promise<this> {
      await bench.engine.request(recordingStart, { session: this.id, file: this.file, compression: 'zstd' });
      return this;
    }

    received(count: number): Promise<SessionSnapshot> {
      return bench.engine.waitForSession(this.id, ({ received }) => received === count);
    }

    /** Ends the recording, which must hold these messages in this order, with times and sequences that fit. */
    async holds(expected: readonly Line[]): Promise<void> {
      const { state, missed, messages } = await bench.engine.request(recordingStop, { session: this.id });
      assert.deepEqual([state, missed, messages], ['finished', 0, expected.length]);
      const bytes = fs.readFileSync(this.file);
      const read = readStreaming(bytes);
      assert.equal((await readIndexed(bytes)).length, read.length);
      const of = (direction: string) => read.filter(({ channel }) => channel === `${this.id}/${direction}`);
      const recorded = read.filter(({ channel }) => !channel.endsWith('/events'));
      const shown = recorded.map(({ channel, data }) => [
        channel.slice(this.id.length + 1),
        ...hexOf([decodeFrames(data)])[0]!,
      ]);
      assert.deepEqual(shown, expected);
      for (const direction of ['in', 'out']) assertCounted(of(direction));
      assert.ok(recorded.every(({ logTime }, i) => i === 0 || logTime >= recorded[i - 1]!.logTime));
      const { definition } = await bench.engine.request(recordingInspect, { file: this.file });
      assert.deepEqual(definition, this.session.definition);
    }

    /** Kinds of the socket events in the file. */
    events(): string[] {
      return readStreaming(fs.readFileSync(this.file))
        .filter(({ channel }) => channel === `${this.id}/events`)
        .map(({ data }) => (JSON.parse(Buffer.from(data).toString()) as { kind: string }).kind);
    }
  }

  function assertCounted(messages: readonly JudgedMessage[]): void {
    assert.deepEqual(
      messages.map(({ sequence }) => sequence),
      messages.map((_, i) => messages[0]!.sequence + i),
    );
  }

  /** A session that is bound, and one that is connected to it, both recorded. */
  async function pairOf(type: SocketType, partner: SocketType, options: Record<string, string> = {}) {
    const joins = (of: SocketType) => ({
      subscriptions: of === 'SUB' ? [''] : of === 'DISH' ? ['group'] : [],
    });
    const here = new Recorded(await bench.engine.open({ type, name: 'here', ...bound, ...joins(type) }));
    await here.start();
    const there = new Recorded(
      await bench.engine.open({
        type: partner,
        name: 'there',
        ...connected(addressOf(here.session)),
        ...joins(partner),
        options,
      }),
    );
    await there.start();
    await bench.engine.waitForSession(here.id, ({ peerCount }) => peerCount === 1);
    await bench.engine.waitForSession(there.id, ({ peerCount }) => peerCount === 1);
    return { here, there };
  }

  async function sendAll(from: Recorded, to: Recorded, messages: readonly Frames[]): Promise<void> {
    for (const frames of messages) await bench.send(from.id, frames);
    await to.received(messages.length);
  }

  for (const [type, partner] of [
    ['PULL', 'PUSH'],
    ['PAIR', 'PAIR'],
    ['DEALER', 'DEALER'],
  ] as const) {
    it(`${partner} to ${type}`, async () => {
      const { here, there } = await pairOf(type, partner);
      await sendAll(there, here, awkward);
      await here.holds(lines('in', awkward));
      await there.holds(lines('out', awkward));
      assert.ok(here.events().includes('handshake'), here.events().join());
    });
  }

  it('XPUB to SUB, with the subscription that was heard', async () => {
    const { here, there } = await pairOf('XPUB', 'SUB');
    await here.received(1);
    await sendAll(here, there, awkward);
    await here.holds([['in', '01'], ...lines('out', awkward)]);
    await there.holds(lines('in', awkward));
  });

  it('PUB to XSUB, with the subscription that was sent', async () => {
    const { here, there } = await pairOf('PUB', 'XSUB');
    await bench.send(there.id, [Uint8Array.of(1)]);
    // A publisher drops what it sends before it knows of the subscription.
    const probe = [Buffer.from('probe')];
    let probes = 0;
    while (!(await bench.engine.messages(there.id)).some(({ direction }) => direction === 'in')) {
      await bench.send(here.id, probe);
      probes++;
    }
    for (const frames of awkward) await bench.send(here.id, frames);
    const last = hexOf([awkward.at(-1)!])[0]!.join();
    let arrived: readonly Frames[] = [];
    while (arrived.length === 0 || hexOf([arrived.at(-1)!])[0]!.join() !== last) {
      const rows = await bench.engine.messages(there.id);
      arrived = rows.filter(({ direction }) => direction === 'in').map(({ frames }) => frames);
    }
    assert.deepEqual(hexOf(arrived.slice(-awkward.length)), hexOf(awkward));
    await here.holds(lines('out', [...Array.from({ length: probes }, () => probe), ...awkward]));
    await there.holds([['out', '01'], ...lines('in', arrived)]);
  });

  it('REQ and REP, turn by turn', async () => {
    const { here, there } = await pairOf('REP', 'REQ');
    for (const [index, frames] of awkward.entries()) {
      await bench.send(there.id, frames);
      await here.received(index + 1);
      await bench.send(here.id, [...frames, Buffer.from('!')]);
      await there.received(index + 1);
    }
    const turns = (asked: 'in' | 'out', answered: 'in' | 'out') =>
      awkward.flatMap((frames) => [
        ...lines(asked, [frames]),
        ...lines(answered, [[...frames, Buffer.from('!')]]),
      ]);
    await here.holds(turns('in', 'out'));
    await there.holds(turns('out', 'in'));
  });

  it('DEALER and ROUTER, with the routing id in front', async () => {
    const { here, there } = await pairOf('ROUTER', 'DEALER', { routingId: 'left' });
    const id = Buffer.from('left');
    await sendAll(there, here, awkward);
    const routed = awkward.map((frames) => [id, ...frames]);
    await sendAll(here, there, routed);
    await here.holds([...lines('in', routed), ...lines('out', routed)]);
    await there.holds([...lines('out', awkward), ...lines('in', awkward)]);
  });

  it('STREAM, with the routing id and the empty frames of peers that come', async () => {
    const open = (name: string, endpoints: Pick<SessionDefinition, 'endpoints'>) =>
      bench.engine.open({ type: 'STREAM', name, ...endpoints });
    const here = await new Recorded(await open('here', bound)).start();
    const there = new Recorded(await open('there', connected(addressOf(here.session))));
    await here.received(1);
    await there.received(1);
    // What came before is not in it.
    await there.start();
    const idOf = async ({ id }: Recorded) => (await bench.engine.messages(id))[0]!.frames[0]!;
    const [near, far] = [await idOf(there), await idOf(here)];
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    await bench.send(there.id, [near, bytes]);
    await here.received(2);
    await here.holds(
      lines('in', [
        [far, new Uint8Array()],
        [far, bytes],
      ]),
    );
    await there.holds(lines('out', [[near, bytes]]));
  });

  it('CLIENT and SERVER, with the routing id in front', async function () {
    if (!(await hasDrafts())) this.skip();
    const { here, there } = await pairOf('SERVER', 'CLIENT');
    await sendAll(there, here, single);
    const rows = await bench.engine.messages(here.id);
    const routed = single.map((frames) => [rows[0]!.frames[0]!, ...frames]);
    await sendAll(here, there, routed);
    await here.holds([...lines('in', routed), ...lines('out', routed)]);
    await there.holds([...lines('out', single), ...lines('in', single)]);
  });

  it('SCATTER to GATHER', async function () {
    if (!(await hasDrafts())) this.skip();
    const { here, there } = await pairOf('GATHER', 'SCATTER');
    await sendAll(there, here, single);
    await here.holds(lines('in', single));
    await there.holds(lines('out', single));
  });

  it('RADIO to DISH, with the group in front', async function () {
    if (!(await hasDrafts())) this.skip();
    const { here, there } = await pairOf('DISH', 'RADIO');
    const group = Buffer.from('group');
    const probe = [group, Buffer.from('probe')];
    let probes = 0;
    // A radio drops what it sends before it knows who joined.
    while ((await bench.engine.messages(here.id)).length === 0) {
      await bench.send(there.id, probe);
      probes++;
    }
    const grouped = single.map((frames) => [group, ...frames]);
    for (const frames of grouped) await bench.send(there.id, frames);
    let arrived: readonly Frames[] = [];
    while (hexOf(arrived.slice(-grouped.length)).join() !== hexOf(grouped).join()) {
      arrived = (await bench.engine.messages(here.id)).map(({ frames }) => frames);
    }
    await here.holds(lines('in', arrived));
    await there.holds(lines('out', [...Array.from({ length: probes }, () => probe), ...grouped]));
  });

  it('DGRAM, with the address in front', async function () {
    if (!(await hasDrafts())) this.skip();
    const addresses = [46_141, 46_142].map((port) => `127.0.0.1:${port}`);
    const open = async (address: string) => {
      const endpoints = [{ role: 'bind' as const, address: `udp://${address}` }];
      return new Recorded(await bench.engine.open({ type: 'DGRAM', name: address, endpoints })).start();
    };
    const [from, to] = [await open(addresses[0]!), await open(addresses[1]!)];
    const small = single.filter(([frame]) => frame!.length < 1000);
    const addressed = (messages: readonly Frames[], address: string) =>
      messages.map((frames) => [Buffer.from(address), ...frames]);
    const probe: Frames = [Buffer.from('probe')];
    const send = ([frame]: Frames) => bench.send(from.id, [addresses[1]!, frame!]);
    let probes = 0;
    // libzmq listens a moment after it has said so, and what comes before is lost.
    while ((await bench.engine.messages(to.id)).length === 0) {
      await send(probe);
      probes++;
    }
    for (const frames of small) await send(frames);
    const expected = hexOf(addressed(small, `${addresses[0]!}\0`)).join();
    let arrived: readonly Frames[] = [];
    while (hexOf(arrived.slice(-small.length)).join() !== expected) {
      arrived = (await bench.engine.messages(to.id)).map(({ frames }) => frames);
    }
    const sent = [...Array.from({ length: probes }, () => probe), ...small];
    await from.holds(lines('out', addressed(sent, addresses[1]!)));
    await to.holds(lines('in', arrived));
  });

  it('no type is left out', async () => {
    const types = (await hasDrafts()) ? [...stableSocketTypes, ...draftSocketTypes] : stableSocketTypes;
    assert.deepEqual([...covered].sort(), [...types].sort());
  });

  it('holds no secret of PLAIN or CURVE, but all else of the definition', async () => {
    const curveSecretKey = 'JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6';
    const curveServerKey = 'rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7';
    const curvePublicKey = 'Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID';
    const clientSecret = 'D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs';
    for (const [options, secrets] of [
      [{ plainUsername: 'anna', plainPassword: 'correct horse' }, ['correct horse']],
      [{ curveServer: true, curveSecretKey }, [curveSecretKey]],
      [{ curveServerKey, curvePublicKey, curveSecretKey: clientSecret }, [clientSecret]],
    ] as const) {
      const session = await bench.engine.open({ type: 'PAIR', name: 'locked', ...bound, options });
      const recorded = await new Recorded(session).start();
      await recorded.holds([]);
      const bytes = fs.readFileSync(recorded.file);
      for (const secret of secrets) assert.ok(!bytes.includes(secret));
      const { definition } = await bench.engine.request(recordingInspect, { file: recorded.file });
      const told = Object.entries(options).filter(([name]) => !/Secret|Password/.test(name));
      assert.deepEqual(definition?.options, Object.fromEntries(told));
    }
  });
});
