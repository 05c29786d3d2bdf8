import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import {
  recordingExport,
  recordingImport,
  recordingInspect,
  recordingOpen,
  recordingSave,
  taskDidProgress,
  type TaskProgress,
} from '../../../src/protocol/recording';
import { sessionSend } from '../../../src/protocol/session';
import { blast } from '../../bench/support/blast';
import { nodePeer } from '../../peers/nodePeer';
import type { Peer } from '../../peers/peer';
import { readStreaming } from '../../unit/recording/mcapJudge';
import { EngineHarness } from '../support/engineHarness';

describe('export and import by request', () => {
  let engine: EngineHarness;
  let peer: Peer;
  let folder: string;

  before(async () => {
    engine = await EngineHarness.start();
    peer = nodePeer();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'export-requests-'));
  });
  after(async () => {
    await peer.close();
    await engine.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const inFolder = (name: string) => path.join(folder, name);

  it('take a live capture to lines and back to what a recording of it holds', async () => {
    const { id, endpoints } = await engine.open({
      type: 'ROUTER',
      endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
    });
    const dealer = await peer.open('DEALER', {
      connect: [endpoints[0]!.resolved],
      options: { ROUTING_ID: 'left' },
    });
    for (let i = 0; i < 100; i++) await dealer.send(['', Buffer.from([i, 0xff])]);
    await engine.received(id, 100);
    await engine.request(sessionSend, {
      session: id,
      frames: ['left', '', 'answer'].map((text) => ({ bytes: Buffer.from(text) })),
    });
    await dealer.close();
    await engine.waitForSession(id, ({ events }) => events.some(({ kind }) => kind === 'disconnected'));
    const [saved, lines, copy] = ['saved.mcap', 'lines.jsonl', 'copy.mcap'].map(inFolder) as [
      string,
      string,
      string,
    ];
    const compression = 'none';
    const task = 't';
    const { messages } = await engine.request(recordingSave, {
      capture: id,
      file: saved,
      compression,
      selection: {},
      task,
    });
    const result = await engine.request(recordingExport, {
      capture: id,
      format: 'jsonl',
      target: lines,
      selection: {},
      task,
    });
    assert.deepEqual(result, { messages: 101, bytes: fs.statSync(lines).size });
    assert.equal(messages, 101);
    const summary = await engine.request(recordingImport, { source: lines, file: copy, compression, task });
    const [before, after] = [saved, copy].map((file) => readStreaming(fs.readFileSync(file)));
    assert.deepEqual(after, before);
    assert.ok(before!.some(({ channel }) => channel.endsWith('/events')));
    const original = await engine.request(recordingInspect, { file: saved });
    assert.deepEqual(summary.definition, original.definition);
    const { capture } = await engine.request(recordingOpen, { file: copy });
    assert.deepEqual(await engine.messages(capture), await engine.messages(id));
  });

  it('tell of their progress at most ten times a second, and end when they are cancelled', async () => {
    const count = 300_000;
    const { id, endpoints } = await engine.open({
      type: 'PULL',
      endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
    });
    const blaster = await blast(endpoints[0]!.resolved, count);
    await engine.waitForSession(id, ({ received }) => received === count);
    await blaster.close();
    const told: { readonly at: number; readonly progress: TaskProgress }[] = [];
    const listener = engine.on(taskDidProgress, (progress) => {
      if (progress.task === 'whole') told.push({ at: performance.now(), progress });
    });
    const target = inFolder('many.jsonl');
    const started = performance.now();
    const params = { capture: id, format: 'jsonl', selection: {} } as const;
    await engine.request(recordingExport, { ...params, target, task: 'whole' });
    const seconds = (performance.now() - started) / 1000;
    listener.dispose();
    assert.ok(told.length >= 2 && told.length <= 10 * seconds + 1, `${told.length} in ${seconds} s`);
    const done = told.map(({ progress }) => progress.done);
    assert.deepEqual(
      done,
      [...done].sort((a, b) => a - b),
    );

    const source = new CancellationTokenSource();
    const cancelled = inFolder('cancelled.csv');
    const begun = new Promise<void>((resolve) => {
      engine.on(taskDidProgress, ({ task }) => {
        if (task === 'cancelled') resolve();
      });
    });
    const exporting = engine.connection.sendRequest(
      recordingExport.method,
      { ...params, format: 'csv', target: cancelled, task: 'cancelled' },
      source.token,
    );
    await begun;
    source.cancel();
    await assert.rejects(exporting, /Cancelled/);
    assert.equal(fs.existsSync(cancelled), false);
  });
});
