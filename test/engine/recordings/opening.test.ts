import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {
  captureClear,
  captureDidChange,
  captureEvents,
  captureLocate,
  captureMessage,
  captureOpenView,
  captureRows,
  captureSetFilter,
  captureTopics,
  captureWatch,
  captureWindow,
  type ViewStatus,
} from '../../../src/protocol/capture';
import {
  recordingClose,
  recordingInspect,
  recordingOpen,
  recordingRepair,
  recordingStart,
  recordingStop,
} from '../../../src/protocol/recording';
import { unpackRows } from '../../../src/protocol/rows';
import { nodePeer } from '../../peers/nodePeer';
import type { Peer } from '../../peers/peer';
import { EngineHarness, textsOf } from '../support/engineHarness';
import { type ForeignMessage, writeForeignFile } from './foreignFile';

describe('opening a recording', () => {
  let engine: EngineHarness;
  let peer: Peer;
  let folder: string;
  let own: string;
  let files = 0;

  before(async () => {
    engine = await EngineHarness.start();
    peer = nodePeer();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'recordings-'));
    own = await recordOwn(5000);
  });
  after(async () => {
    await peer.close();
    await engine.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const newFile = () => path.join(folder, `${++files}.mcap`);

  async function recordOwn(count: number): Promise<string> {
    const { id, endpoints } = await engine.open({
      type: 'SUB',
      endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
      subscriptions: [''],
      // Nothing is to be dropped, however busy the machine is.
      options: { receiveHighWaterMark: 0 },
    });
    const file = newFile();
    await engine.request(recordingStart, { session: id, file, compression: 'none' });
    const socket = await peer.open('XPUB', {
      connect: [endpoints[0]!.resolved],
      options: { SNDHWM: 0 },
    });
    // A publisher drops what it sends before it knows of the subscription.
    await socket.receive();
    await socket.send(['probe', '0']);
    for (let i = 0; i < count; i++)
      await socket.send([`ticks.${i % 3}`, JSON.stringify({ i, text: 'x'.repeat(100) })]);
    await engine.waitForSession(id, ({ received }) => received >= count + 1);
    await engine.request(recordingStop, { session: id });
    await socket.close();
    return file;
  }

  const textsIn = async (capture: string, from = 0) => (await engine.messages(capture, from)).map(textsOf);

  /** Resolves once all is counted in the background. */
  async function counted(capture: string, is: (status: ViewStatus) => boolean): Promise<void> {
    const { view } = await engine.request(captureOpenView, { capture });
    const done = new Promise<void>((resolve) =>
      engine.on(captureDidChange, (status) => {
        if (status.view === view && is(status)) resolve();
      }),
    );
    const status = await engine.request(captureWatch, { capture, view, watch: true });
    if (!is(status)) await done;
  }

  it('shows the rows, topics, events and definition of one of ours', async () => {
    const opened = await engine.request(recordingOpen, { file: own });
    const { capture, messages } = opened;
    assert.equal(opened.soundness.isComplete, true);
    assert.equal(opened.definition?.type, 'SUB');
    const { count, firstTimeMs, lastTimeMs, view } = await engine.request(captureOpenView, { capture });
    assert.equal(count, messages);
    assert.ok(firstTimeMs > 0 && lastTimeMs > firstTimeMs);
    const last = (await textsIn(capture, messages - 1)).at(-1);
    assert.match(last?.[1] ?? '', /^\{"i":4999,/);
    await counted(capture, ({ topicCount, eventSeq }) => topicCount === 4 && eventSeq >= 2);
    const countsOf = async () => {
      const { topics } = await engine.request(captureTopics, { capture, limit: 10 });
      return topics.map(({ count: of }) => of);
    };
    // Topics are counted in the background, chunk by chunk.
    let counts = await countsOf();
    while (counts.reduce((sum, of) => sum + of, 0) < messages) counts = await countsOf();
    assert.deepEqual(counts.slice(0, 3), [1667, 1667, 1666]);
    const { events } = await engine.request(captureEvents, { capture, limit: 10 });
    assert.ok(events.some(({ kind }) => kind === 'handshake'));
    const filtered = await engine.request(captureSetFilter, {
      capture,
      view,
      filter: 'topic:ticks.1 and json.i >= 4990',
    });
    assert.deepEqual(filtered.mistakes, []);
    const { rows } = await engine.request(captureRows, {
      capture,
      from: 0,
      to: messages,
      filter: 'json.i = 4990',
    });
    assert.equal(unpackRows(rows).length, 1);
    const { position } = await engine.request(captureLocate, {
      capture,
      view: (await engine.request(captureOpenView, { capture })).view,
      timeMs: lastTimeMs - 0.0005,
    });
    assert.ok(position >= messages - 10);
    await assert.rejects(engine.request(captureClear, { capture }), { code: 'recording/readOnly' });
    await engine.request(recordingClose, { capture });
    await assert.rejects(engine.request(captureOpenView, { capture }), { code: 'capture/unknown' });
  });

  const readings: ForeignMessage[] = Array.from({ length: 300 }, (_, i) => ({
    topic: i % 3 === 0 ? '/imu' : '/gps',
    timeNs: 1_700_000_000_000_000_000n + BigInt(i) * 1_000_000n,
    data: Buffer.from(JSON.stringify({ i })),
  }));

  for (const [name, options] of [
    ['chunks', {}],
    ['zstd chunks', { compression: 'zstd' }],
    ['chunks without message indexes', { useMessageIndex: false }],
    ['no chunks', { useChunks: false }],
  ] as const) {
    it(`shows another tool's messages as single frames with their channel and encoding: ${name}`, async () => {
      const file = newFile();
      await writeForeignFile(file, readings, options);
      const { capture, messages, channels, definition } = await engine.request(recordingOpen, { file });
      assert.equal(messages, 300);
      assert.equal(definition, undefined);
      assert.deepEqual(
        channels.map((channel) => [channel.topic, channel.messageEncoding, channel.schema, channel.messages]),
        [
          ['/imu', 'json', 'Reading', 100],
          ['/gps', 'json', 'Reading', 200],
        ],
      );
      const texts = await textsIn(capture);
      assert.deepEqual(
        texts,
        readings.map(({ data }) => [data.toString()]),
      );
      const { view } = await engine.request(captureOpenView, { capture });
      const window = await engine.request(captureWindow, { capture, view, position: 0, count: 2 });
      const topics = unpackRows(window.rows).map(({ topic }) => Buffer.from(topic).toString());
      assert.deepEqual(topics, ['/imu [json]', '/gps [json]']);
      const { matched } = await engine.request(captureRows, {
        capture,
        from: 0,
        to: 300,
        filter: 'topic:*imu*',
      });
      assert.equal(matched, 100);
      const message = await engine.request(captureMessage, {
        capture,
        row: 4,
        fromFrame: 0,
        frameCount: 9,
        maxFrameBytes: 99,
      });
      assert.deepEqual([message.topic, message.previousOnTopic], ['/gps [json]', 2]);
      await counted(capture, ({ topicCount }) => topicCount === 2);
      await engine.request(recordingClose, { capture });
    });
  }

  it("opens another tool's file whose compression nobody knows, and says which it is", async () => {
    const file = newFile();
    await writeForeignFile(file, readings, { compression: 'middle-out' });
    const { capture, messages, soundness, channels } = await engine.request(recordingOpen, { file });
    assert.equal(soundness.isComplete, true);
    assert.deepEqual([messages, channels.length], [300, 2]);
    await counted(capture, ({ ledger }) => ledger.lost === 300);
    const { ledger } = await engine.request(captureOpenView, { capture });
    assert.match(
      ledger.lostReason?.message ?? '',
      /cannot be read\. The compression "middle-out" is not known/,
    );
    await engine.request(recordingClose, { capture });
    const unindexed = newFile();
    await writeForeignFile(unindexed, readings, { compression: 'middle-out', useMessageIndex: false });
    const summary = await engine.request(recordingInspect, { file: unindexed });
    assert.equal(summary.messages, 0);
    assert.match(summary.soundness.problem ?? '', /The compression "middle-out" is not known/);
  });

  it('reads a file that was cut off as far as it is sound, wherever it was cut', async () => {
    const whole = fs.readFileSync(own);
    const { messages } = await engine.request(recordingInspect, { file: own });
    for (const share of [0.1, 0.35, 0.6, 0.9, 0.999]) {
      const file = newFile();
      const length = Math.floor(whole.length * share);
      fs.writeFileSync(file, whole.subarray(0, length));
      const opened = await engine.request(recordingOpen, { file });
      const { isComplete, goodBytes, totalBytes, problem } = opened.soundness;
      assert.equal(isComplete, false);
      assert.ok(goodBytes <= length && totalBytes === length && problem);
      assert.ok(opened.messages <= messages);
      assert.equal((await textsIn(opened.capture)).length, Math.min(1000, opened.messages));
      await engine.request(recordingClose, { capture: opened.capture });
      const repaired = await engine.request(recordingRepair, { file });
      assert.equal(repaired.soundness.isComplete, true);
      assert.equal(repaired.messages, opened.messages);
    }
  });

  it('leaves out a chunk whose bytes were changed, and says where', async () => {
    const bytes = fs.readFileSync(own);
    const file = newFile();
    const at = bytes.indexOf('"i":2500');
    bytes[at + 5] = 0x20;
    fs.writeFileSync(file, bytes);
    const { capture, messages } = await engine.request(recordingOpen, { file });
    await counted(capture, ({ ledger }) => ledger.lost > 0);
    const { ledger, count } = await engine.request(captureOpenView, { capture });
    assert.equal(ledger.received + ledger.sent, ledger.kept + ledger.lost);
    assert.equal(count, messages - ledger.lost);
    assert.equal(ledger.lostReason?.code, 'recording/damaged');
    assert.match(ledger.lostReason.message, /damaged around byte \d+/);
    await engine.request(recordingClose, { capture });
  });

  it('says what a file is not', async () => {
    const text = newFile();
    fs.writeFileSync(text, 'no recording');
    await assert.rejects(engine.request(recordingOpen, { file: text }), { code: 'recording/notMcap' });
    const empty = newFile();
    fs.writeFileSync(empty, '');
    await assert.rejects(engine.request(recordingOpen, { file: empty }), { code: 'recording/notMcap' });
    await assert.rejects(engine.request(recordingOpen, { file: newFile() }), {
      code: 'recording/cannotRead',
      message: /\.mcap cannot be read: it is not there\./,
    });
    await assert.rejects(engine.request(recordingOpen, { file: folder }), { code: 'recording/cannotRead' });
  });
});
