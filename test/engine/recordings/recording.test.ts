import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { captureClear, captureOpenView } from '../../../src/protocol/capture';
import {
  type Compression,
  recordingDidChange,
  recordingInspect,
  recordingOpen,
  recordingRepair,
  recordingSave,
  type RecordingSnapshot,
  type Selection,
  recordingStart,
  recordingStop,
} from '../../../src/protocol/recording';
import { sessionSend } from '../../../src/protocol/session';
import { decodeFrames } from '../../../src/recording/zmtpFrames';
import { cPeer } from '../../peers/cPeer';
import { nodePeer } from '../../peers/nodePeer';
import type { Peer } from '../../peers/peer';
import { readIndexed, readStreaming } from '../../unit/recording/mcapJudge';
import { EngineHarness } from '../support/engineHarness';

const frames = [Buffer.from('topic'), Buffer.alloc(0), Buffer.from([0, 255, 1]), Buffer.alloc(300, 'x')];

describe('a recording', () => {
  let engine: EngineHarness;
  let peer: Peer;
  let folder: string;
  let files = 0;

  before(async () => {
    engine = await EngineHarness.start();
    peer = nodePeer();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'recordings-'));
  });
  after(async () => {
    await peer.close();
    await engine.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const newFile = () => path.join(folder, 'deeper', `${++files}.mcap`);
  const start = (session: string, file: string, compression: Compression = 'none') =>
    engine.request(recordingStart, { session, file, compression });
  const save = (capture: string, file: string, selection: Selection) =>
    engine.request(recordingSave, { capture, file, compression: 'none', selection, task: 't' });

  async function pullSession() {
    const { id, endpoints } = await engine.open({
      type: 'PULL',
      endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
    });
    const connect = [endpoints[0]!.resolved];
    return { id, connect };
  }

  /** Messages of the file as the reference library reads them, which has to accept it both ways. */
  async function judged(file: string) {
    const bytes = fs.readFileSync(file);
    const indexed = await readIndexed(bytes);
    const streamed = readStreaming(bytes);
    assert.equal(indexed.length, streamed.length);
    return streamed;
  }

  /** How many messages a file says that it leaves out, once all of it is counted. */
  async function leftOut(file: string): Promise<number | undefined> {
    const bodies = (await textsIn(file)).map((text) => text.replaceAll('|', '').length);
    const bytes = bodies.reduce((sum, length) => sum + length, 0);
    const { capture } = await engine.request(recordingOpen, { file });
    for (;;) {
      const { ledger } = await engine.request(captureOpenView, { capture });
      if (ledger.bytes === bytes) return ledger.leftOut;
    }
  }

  async function textsIn(file: string): Promise<string[]> {
    const messages = await judged(file);
    return messages
      .filter(({ channel }) => !channel.endsWith('/events'))
      .map(({ data }) =>
        decodeFrames(data)
          .map((frame) => Buffer.from(frame).toString('latin1'))
          .join('|'),
      );
  }

  for (const compression of ['none', 'zstd'] as const) {
    it(`holds what comes between start and stop, frame by frame, packed with ${compression}`, async () => {
      const { id, connect } = await pullSession();
      const socket = await peer.open('PUSH', { connect });
      await socket.send('before');
      await engine.received(id, 1);
      const file = newFile();
      await start(id, file, compression);
      await socket.send(frames);
      for (let i = 0; i < 200; i++) await socket.send(`message ${i}`);
      await engine.received(id, 202);
      await socket.close();
      await engine.waitForSession(id, ({ events }) => events.some(({ kind }) => kind === 'disconnected'));
      const stopped = await engine.request(recordingStop, { session: id });
      assert.equal(stopped.state, 'finished');
      assert.equal(stopped.messages, 201);
      assert.equal(stopped.missed, 0);
      assert.equal(stopped.bytes, fs.statSync(file).size);
      const texts = await textsIn(file);
      assert.equal(texts[0], frames.map((frame) => frame.toString('latin1')).join('|'));
      assert.deepEqual(
        texts.slice(1),
        Array.from({ length: 200 }, (_, i) => `message ${i}`),
      );
      const events = (await judged(file)).filter(({ channel }) => channel.endsWith('/events'));
      assert.ok(events.some(({ data }) => Buffer.from(data).toString().includes('"disconnected"')));
      const summary = await engine.request(recordingInspect, { file });
      assert.equal(summary.messages, 201);
      assert.equal(summary.soundness.isComplete, true);
      assert.deepEqual(summary.definition?.type, 'PULL');
    });
  }

  it('tells received from sent, and keeps routing ids', async () => {
    const { id, endpoints } = await engine.open({
      type: 'ROUTER',
      endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
    });
    const file = newFile();
    await start(id, file);
    const socket = await peer.open('DEALER', {
      connect: [endpoints[0]!.resolved],
      options: { ROUTING_ID: 'left' },
    });
    await socket.send(['', 'question']);
    await engine.received(id, 1);
    await engine.request(sessionSend, {
      session: id,
      frames: ['left', '', 'answer'].map((text) => ({ bytes: Buffer.from(text) })),
    });
    await engine.request(recordingStop, { session: id });
    await socket.close();
    const messages = (await judged(file)).filter(({ channel }) => !channel.endsWith('/events'));
    const shown = messages.map(({ channel, data }) => [
      channel.split('/')[1],
      ...decodeFrames(data).map((frame) => Buffer.from(frame).toString()),
    ]);
    assert.deepEqual(shown, [
      ['in', 'left', '', 'question'],
      ['out', 'left', '', 'answer'],
    ]);
  });

  it('leaves secrets out', async () => {
    const secret = 'JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6';
    const { id } = await engine.open({
      type: 'PULL',
      endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
      options: { curveServer: true, curveSecretKey: secret },
    });
    const file = newFile();
    await start(id, file);
    await engine.request(recordingStop, { session: id });
    assert.ok(!fs.readFileSync(file).includes(secret));
    assert.equal((await engine.request(recordingInspect, { file })).definition?.options['curveServer'], true);
  });

  it('that is still being written says so, and is not repaired', async () => {
    const { id } = await pullSession();
    const file = newFile();
    await start(id, file);
    const { soundness } = await engine.request(recordingOpen, { file });
    assert.equal(soundness.isComplete, false);
    assert.equal(soundness.isBeingWritten, true);
    await assert.rejects(engine.request(recordingRepair, { file }), { code: 'recording/running' });
    await engine.request(recordingStop, { session: id });
    const whole = await engine.request(recordingInspect, { file });
    assert.equal(whole.soundness.isComplete, true);
    assert.equal(whole.soundness.isBeingWritten, undefined);
  });

  it('never writes over a file, and one session has one recording at a time', async () => {
    const { id } = await pullSession();
    const file = newFile();
    await start(id, file);
    await assert.rejects(start(id, newFile()), { code: 'recording/running' });
    await engine.request(recordingStop, { session: id });
    const both = await Promise.allSettled([start(id, newFile()), start(id, newFile())]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await engine.request(recordingStop, { session: id });
    const before = fs.readFileSync(file);
    await assert.rejects(start(id, file), { code: 'recording/exists' });
    assert.deepEqual(fs.readFileSync(file), before);
    await assert.rejects(start(id, path.join(file, 'below')), { code: 'recording/cannotCreate' });
  });

  it('has what was captured before it was cleared', async () => {
    const { id, connect } = await pullSession();
    const file = newFile();
    await start(id, file);
    const socket = await peer.open('PUSH', { connect });
    for (let i = 0; i < 50; i++) await socket.send(`early ${i}`);
    await engine.received(id, 50);
    await engine.request(captureClear, { capture: id });
    await socket.send('late');
    await engine.waitForSession(id, ({ received }) => received === 51);
    const stopped = await engine.request(recordingStop, { session: id });
    await socket.close();
    assert.deepEqual([stopped.messages, stopped.missed], [51, 0]);
    assert.equal((await textsIn(file)).at(-1), 'late');
  });

  it('is complete at full rate, several at once', async () => {
    const count = 60_000;
    const sessions = await Promise.all([pullSession(), pullSession()]);
    const recordings = sessions.map(({ id }) => ({ id, file: newFile() }));
    for (const { id, file } of recordings) await start(id, file);
    await Promise.all(
      sessions.map(async ({ id, connect }) => {
        const blaster = await cPeer({
          mode: 'blast',
          type: 'PUSH',
          role: 'connect',
          endpoint: connect[0]!,
          count,
          size: 100,
        });
        blaster.go();
        await engine.waitForSession(id, ({ received }) => received === count);
        await blaster.close();
      }),
    );
    for (const { id, file } of recordings) {
      const stopped = await engine.request(recordingStop, { session: id });
      assert.deepEqual([stopped.messages, stopped.missed], [count, 0]);
      const texts = await textsIn(file);
      assert.equal(texts.length, count);
      assert.ok(texts.every((text, i) => text.startsWith(`${i} `)));
    }
  });

  it('saved after the fact holds all, what a filter lets through, or a range', async () => {
    const { id, connect } = await pullSession();
    const socket = await peer.open('PUSH', { connect });
    for (let i = 0; i < 3000; i++) await socket.send(i % 10 === 0 ? ['ten', String(i)] : String(i));
    const all = await engine.received(id, 3000);
    assert.equal(all.length, 1000);
    await socket.close();
    const whole = newFile();
    const summary = await save(id, whole, {});
    assert.equal(summary.messages, 3000);
    assert.equal(summary.soundness.isComplete, true);
    const texts = await textsIn(whole);
    assert.equal(texts.length, 3000);
    assert.equal(texts[2990], 'ten|2990');
    const filtered = newFile();
    await save(id, filtered, { filter: 'frames=2' });
    assert.deepEqual(
      await textsIn(filtered),
      texts.filter((text) => text.startsWith('ten|')),
    );
    assert.equal(await leftOut(whole), 0);
    // Numbers 1, 11, … 2991 of 3000.
    assert.equal(await leftOut(filtered), 2691);
    const rows = newFile();
    await save(id, rows, { rows: { from: 100, to: 110 } });
    assert.deepEqual(await textsIn(rows), texts.slice(100, 110));
    const timed = newFile();
    const times = (await judged(whole)).filter(({ channel }) => channel.endsWith('/in'));
    const fromMs = Number(times[500]!.logTime / 1000n) / 1000;
    await save(id, timed, { timeRange: { fromMs, toMs: Number.MAX_SAFE_INTEGER } });
    const kept = (await textsIn(timed)).length;
    assert.ok(Math.abs(kept - 2500) <= 1, `${kept}`);
    const none = newFile();
    await assert.rejects(save(id, none, { filter: 'size>' }), { code: 'capture/badFilter' });
    assert.ok(!fs.existsSync(none));
  });
});

describe('a recording that did not end well', () => {
  let folder: string;

  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'recordings-'));
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('of an engine killed at full rate is readable up to a second before, and can be repaired', async () => {
    const engine = await EngineHarness.start();
    const other = await EngineHarness.start();
    const file = path.join(folder, 'killed.mcap');
    try {
      const { id, endpoints } = await engine.open({
        type: 'PULL',
        endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
      });
      await engine.request(recordingStart, { session: id, file, compression: 'none' });
      const endpoint = endpoints[0]!.resolved;
      const blaster = await cPeer({
        mode: 'blast',
        type: 'PUSH',
        role: 'connect',
        endpoint,
        count: 0,
        size: 100,
      });
      blaster.go();
      await engine.waitForSession(id, ({ received }) => received > 150_000);
      const killedMs = Date.now();
      engine.process.kill('SIGKILL');
      await engine.exited;
      await blaster.close();
      const unrepaired = await other.request(recordingInspect, { file });
      assert.equal(unrepaired.soundness.isComplete, false);
      assert.ok(unrepaired.messages > 0);
      assert.ok(
        killedMs - unrepaired.lastTimeMs < 1000,
        `${killedMs - unrepaired.lastTimeMs} ms are missing`,
      );
      const repaired = await other.request(recordingRepair, { file });
      assert.equal(repaired.soundness.isComplete, true);
      assert.equal(repaired.messages, unrepaired.messages);
      const bytes = fs.readFileSync(file);
      const messages = await readIndexed(bytes);
      assert.equal(messages.filter(({ channel }) => channel.endsWith('/in')).length, repaired.messages);
      assert.equal(readStreaming(bytes).length, messages.length);
      assert.deepEqual(await other.request(recordingRepair, { file }), repaired);
    } finally {
      await engine.stop();
      await other.stop();
    }
  });

  it('stops where the file may not grow, says how much was kept, and leaves the session alone', async () => {
    const engine = await EngineHarness.start();
    const file = path.join(folder, 'limited.mcap');
    const ended = new Promise<RecordingSnapshot>((resolve) =>
      engine.on(recordingDidChange, (snapshot) => {
        if (snapshot.state === 'failed') resolve(snapshot);
      }),
    );
    try {
      const { id, endpoints } = await engine.open({
        type: 'PULL',
        endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
      });
      await engine.request(recordingStart, { session: id, file, compression: 'none' });
      const limit = 1_000_000;
      execFileSync('prlimit', [`--fsize=${limit}`, '--pid', String(engine.process.pid)]);
      const endpoint = endpoints[0]!.resolved;
      const count = 50_000;
      const blaster = await cPeer({
        mode: 'blast',
        type: 'PUSH',
        role: 'connect',
        endpoint,
        count,
        size: 100,
      });
      blaster.go();
      const { error, messages, bytes } = await ended;
      assert.equal(error?.code, 'recording/writeFailed');
      assert.match(error.message, /limited\.mcap stopped: the system does not allow files that large/);
      assert.ok(error.message.includes(`${messages.toLocaleString('en')} messages were kept`), error.message);
      assert.ok(messages > 0 && bytes <= limit);
      await engine.waitForSession(id, ({ received, state }) => received === count && state === 'open');
      await blaster.close();
      const summary = await engine.request(recordingInspect, { file });
      assert.equal(summary.messages, messages);
    } finally {
      await engine.stop();
    }
  });
});
