import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { captureMessage, captureOpenView, captureRows, captureWindow } from '../../../src/protocol/capture';
import {
  recordingExport,
  recordingInspect,
  recordingOpen,
  recordingRepair,
} from '../../../src/protocol/recording';
import { sessionOpen } from '../../../src/protocol/session';
import { unpackRows } from '../../../src/protocol/rows';
import { ownFile } from '../../unit/recording/memoryFiles';
import { EngineHarness, textsOf } from '../support/engineHarness';

const messages = Array.from({ length: 500 }, (_, index) => ({
  outgoing: index % 2 === 0,
  frames: [Buffer.from('ticks'), Buffer.from(`{"price":${index}}`)],
}));

describe('recordings without libzmq', () => {
  let folder: string;
  let engine: EngineHarness;

  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'no-libzmq-'));
    const engineFile = path.join(folder, 'engine.js');
    fs.copyFileSync('dist/engine.js', engineFile);
    engine = EngineHarness.fork({ engineFile });
    const { native } = await engine.initialize();
    assert.ok('error' in native);
  });
  after(async () => {
    await engine.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  for (const compression of ['none', 'zstd'] as const) {
    it(`open, show rows and details and filter, packed with ${compression}`, async () => {
      const file = path.join(folder, `${compression}.mcap`);
      fs.writeFileSync(file, await ownFile(messages, compression));
      const { capture, messages: count } = await engine.request(recordingOpen, { file });
      assert.equal(count, 500);
      const { view } = await engine.request(captureOpenView, { capture });
      const { rows } = await engine.request(captureWindow, { capture, view, position: 490, count: 10 });
      assert.equal(unpackRows(rows).length, 10);
      assert.deepEqual(textsOf((await engine.messages(capture, 499))[0]!), ['ticks', '{"price":499}']);
      const found = await engine.request(captureRows, {
        capture,
        from: 0,
        to: 500,
        filter: 'dir:out json.price<10',
      });
      assert.equal(found.matched, 5);
      const message = await engine.request(captureMessage, {
        capture,
        row: 7,
        fromFrame: 0,
        frameCount: 9,
        maxFrameBytes: 99,
      });
      assert.equal(message.frames.length, 2);
      const target = path.join(folder, `${compression}.jsonl`);
      const selection = {};
      await engine.request(recordingExport, { capture, format: 'jsonl', target, selection, task: 't' });
      assert.equal(
        fs
          .readFileSync(target, 'utf8')
          .trimEnd()
          .split('\n')
          .filter((line) => line.includes('"frames"')).length,
        500,
      );
    });
  }

  it('are repaired', async () => {
    const file = path.join(folder, 'cut.mcap');
    const whole = await ownFile(messages, 'none');
    fs.writeFileSync(file, whole.subarray(0, whole.length - 100));
    assert.equal((await engine.request(recordingInspect, { file })).soundness.isComplete, false);
    assert.equal((await engine.request(recordingRepair, { file })).soundness.isComplete, true);
  });

  it('go on after a session was refused', async () => {
    const definition = engine.definitionOf({ type: 'PULL' });
    await assert.rejects(engine.request(sessionOpen, { definition }), {
      code: 'engine/nativeMissing',
      message:
        /is missing\. Reinstall .* Recordings, decoding and the rest of the workbench go on without it\./,
    });
    const file = path.join(folder, 'none.mcap');
    assert.equal((await engine.request(recordingInspect, { file })).messages, 500);
  });
});
