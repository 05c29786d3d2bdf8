import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { cellOf } from '../../../src/engine/recordings/export/csv';
import { exportCapture, type ExportOptions } from '../../../src/engine/recordings/export/exportCapture';
import { roomBytes } from '../../../src/engine/recordings/export/textFile';
import { OpenedRecording } from '../../../src/engine/recordings/openedRecording';
import { fileReason } from '../../../src/engine/recordings/recordingError';
import { saveCapture } from '../../../src/engine/recordings/saveCapture';
import type { Selection } from '../../../src/protocol/recording';
import { definitionOf, until } from '../capture/captureSupport';
import { FaultyFileSystem } from '../capture/faultyFileSystem';
import { type ForeignMessage, writeForeignFile } from './foreignFile';
import { type RecordedLine, writeOwnFile } from './recordedLines';

const token = { isCancellationRequested: false };
const ignore = () => undefined;
const startNs = 1_700_000_000_123_456_789n;
const bytesOf = (text: string) => new TextEncoder().encode(text);

function messages(...all: readonly (readonly (string | Uint8Array)[])[]): RecordedLine[] {
  return all.map((frames, index) => ({
    line: {
      kind: 'message',
      timeNs: startNs + BigInt(index) * 1_000_000n,
      sequence: index + 1,
      outgoing: index % 2 === 1,
      frames: frames.map((frame) => (typeof frame === 'string' ? bytesOf(frame) : frame)),
    },
    // Small files in several chunks, large ones in chunks as large as they get.
    endsChunk: index % 7 === 6 && index < 1000,
  }));
}

/** RFC 4180 as its grammar has it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    for (;;) {
      let cell = '';
      if (text[at] === '"') {
        const end = /(?:[^"]|"")*"/y;
        end.lastIndex = at + 1;
        const quoted = end.exec(text)![0];
        at = end.lastIndex;
        cell = quoted.slice(0, -1).replaceAll('""', '"');
      } else {
        while (at < text.length && text[at] !== ',' && text[at] !== '\r') cell += text[at++];
      }
      row.push(cell);
      if (text[at] !== ',') break;
      at++;
    }
    assert.equal(text.slice(at, at + 2), '\r\n');
    at += 2;
    rows.push(row);
  }
  return rows;
}

describe('exporting', () => {
  let folder: string;
  let files = 0;
  const open: OpenedRecording[] = [];

  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'exporting-'))));
  afterEach(() => Promise.all(open.splice(0).map((recording) => recording.dispose())));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  const newTarget = (name: string) => path.join(folder, String(++files), name);

  async function recordingOf(records: readonly RecordedLine[]): Promise<OpenedRecording> {
    const file = newTarget('a.mcap');
    await writeOwnFile(file, definitionOf('SUB'), records);
    return opened(file);
  }

  async function opened(file: string): Promise<OpenedRecording> {
    const recording = await OpenedRecording.open(file);
    open.push(recording);
    return recording;
  }

  const run = (
    recording: OpenedRecording,
    format: ExportOptions['format'],
    selection: Selection,
    to?: string,
  ) => {
    const target = to ?? newTarget(`out.${format}`);
    return exportCapture(recording, { format, target, selection }, ignore, token).then((result) => ({
      ...result,
      target,
    }));
  };

  it('writes CSV with times to the nanosecond, topics and frames', async () => {
    const recording = await recordingOf(
      messages(
        ['ticks.EUR', '{"price":1,"by":"x"}'],
        [],
        ['=1+1', Uint8Array.of(0xff)],
        ['x'],
        ['a,"b"\r\nc'],
      ),
    );
    const { target, messages: count, bytes } = await run(recording, 'csv', {});
    const text = fs.readFileSync(target, 'utf8');
    assert.deepEqual([count, bytes], [5, Buffer.byteLength(text)]);
    const base64 = (frame: Uint8Array) => ({ base64: Buffer.from(frame).toString('base64') });
    assert.deepEqual(parseCsv(text), [
      ['row', 'time', 'direction', 'topic', 'frame count', 'size', 'frames'],
      [
        ...['0', '2023-11-14T22:13:20.123456789Z', 'in', 'ticks.EUR', '2', '29'],
        JSON.stringify(['ticks.EUR', '{"price":1,"by":"x"}']),
      ],
      ['1', '2023-11-14T22:13:20.124456789Z', 'out', '', '0', '0', '[]'],
      [
        ...['2', '2023-11-14T22:13:20.125456789Z', 'in', "'=1+1", '2', '5'],
        JSON.stringify(['=1+1', base64(Uint8Array.of(255))]),
      ],
      ['3', '2023-11-14T22:13:20.126456789Z', 'out', '', '1', '1', '["x"]'],
      [
        ...['4', '2023-11-14T22:13:20.127456789Z', 'in', 'a,"b"\\x0d\\x0ac', '1', '8'],
        JSON.stringify(['a,"b"\r\nc']),
      ],
    ]);
  });

  it('makes no cell that a spreadsheet would run, and says how to get the text back', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom(..."=+-@\t\r'").map((c) => `${c}cmd|' /C calc'!A0`),
        ),
        (text) => {
          const [[cell]] = parseCsv(`${cellOf(text)}\r\n`) as [[string]];
          assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
          assert.equal(cell.startsWith("'") ? cell.slice(1) : cell, text);
        },
      ),
    );
  });

  it('writes each frame as a file named by row, frame and content', async () => {
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(20)]);
    const recording = await recordingOf(
      messages(
        ['topic', '{"a":1}'],
        [new Uint8Array(0), Uint8Array.of(0, 255, 3)],
        [],
        [png, Uint8Array.of(0x81, 0xa1, 0x61, 0x01)],
      ),
    );
    const { target, messages: count, bytes } = await run(recording, 'frames', {});
    assert.deepEqual(fs.readdirSync(target).sort(), [
      ...['000000-0.txt', '000000-1.json', '000001-0.bin', '000001-1.bin'],
      ...['000003-0.png', '000003-1.msgpack'],
    ]);
    assert.deepEqual([count, bytes], [4, 5 + 7 + 3 + png.length + 4]);
    assert.deepEqual(fs.readFileSync(path.join(target, '000003-0.png')), png);
    assert.equal(fs.readFileSync(path.join(target, '000001-0.bin')).length, 0);
  });

  it('names the frames of long messages so that they sort as they came', async () => {
    const letters = [...'abcdefghijk'];
    const recording = await recordingOf(messages(letters, letters.slice(0, 10)));
    const { target } = await run(recording, 'frames', {});
    const names = fs.readdirSync(target).sort();
    assert.deepEqual([names[0], names[10], names[11]], ['000000-00.txt', '000000-10.txt', '000001-0.txt']);
    const texts = names.map((name) => fs.readFileSync(path.join(target, name), 'utf8'));
    assert.deepEqual(texts, [...letters, ...letters.slice(0, 10)]);
  });

  it('takes what a selection means: filter, rows, times, direction', async () => {
    const recording = await recordingOf(
      messages(...Array.from({ length: 50 }, (_, i) => [i % 5 === 0 ? 'five' : 'other', String(i)])),
    );
    const ms = Number(startNs / 1_000_000n);
    const numbers = async (selection: Selection) => {
      const { target } = await run(recording, 'jsonl', selection);
      const lines = fs.readFileSync(target, 'utf8').trimEnd().split('\n').slice(1);
      return lines.map((line) => Number((JSON.parse(line) as { frames: string[] }).frames[1]));
    };
    const all = Array.from({ length: 50 }, (_, i) => i);
    assert.deepEqual(await numbers({}), all);
    assert.deepEqual(
      await numbers({ filter: 'topic:five' }),
      all.filter((i) => i % 10 === 0),
    );
    assert.deepEqual(await numbers({ rows: { from: 13, to: 31 } }), all.slice(13, 31));
    assert.deepEqual(
      await numbers({ direction: 'out' }),
      all.filter((i) => i % 2 === 1),
    );
    assert.deepEqual(await numbers({ timeRange: { fromMs: ms + 10.5, toMs: ms + 20.5 } }), all.slice(11, 21));
    await assert.rejects(numbers({ filter: 'size>' }), { code: 'capture/badFilter' });
  });

  it("has the events between the selection's rows, in the order of the records", async () => {
    const records: RecordedLine[] = [];
    for (const [index, record] of messages(...Array.from({ length: 20 }, (_, i) => [String(i)])).entries()) {
      const json = bytesOf(JSON.stringify({ before: index }));
      const { timeNs } = record.line;
      // a chunk of events alone, an event within a chunk, and one behind all rows
      records.push(
        { line: { kind: 'event', timeNs, sequence: index, json }, endsChunk: index % 4 === 0 },
        record,
      );
    }
    const json = bytesOf('{"before":"end"}');
    records.push({ line: { kind: 'event', timeNs: startNs * 2n, sequence: 0, json }, endsChunk: false });
    const recording = await recordingOf(records);
    const kinds = async (selection: Selection) => {
      const { target } = await run(recording, 'jsonl', selection);
      const lines = fs.readFileSync(target, 'utf8').trimEnd().split('\n').slice(1);
      return lines
        .map((line) => JSON.parse(line) as { frames?: string[]; event?: { before: unknown } })
        .map(({ frames, event }) => (frames ? frames[0] : `e${String(event!.before)}`));
    };
    const all = Array.from({ length: 20 }, (_, i) => [`e${i}`, String(i)]).flat();
    assert.deepEqual(await kinds({}), [...all, 'eend']);
    assert.deepEqual(await kinds({ rows: { from: 6, to: 9 } }), ['6', 'e7', '7', 'e8', '8']);
    assert.deepEqual((await kinds({ filter: 'size=0' })).length, 21);
  });

  it("names channel and encoding of another tool's messages", async () => {
    const readings: ForeignMessage[] = [0, 1].map((i) => ({
      topic: i === 0 ? '/imu' : '@gps',
      timeNs: startNs + BigInt(i),
      data: bytesOf(`{"i":${i}}`),
    }));
    const file = path.join(folder, 'foreign.mcap');
    await writeForeignFile(file, readings);
    const recording = await opened(file);
    const { target } = await run(recording, 'jsonl', {});
    const lines = fs.readFileSync(target, 'utf8').trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      [
        {
          format: 'zeromq-recording',
          version: 1,
          channels: [
            { topic: '/imu', encoding: 'json' },
            { topic: '@gps', encoding: 'json' },
          ],
        },
        { time: String(startNs), channel: '/imu', encoding: 'json', sequence: 0, frames: ['{"i":0}'] },
        { time: String(startNs + 1n), channel: '@gps', encoding: 'json', sequence: 1, frames: ['{"i":1}'] },
      ],
    );
    const csv = await run(recording, 'csv', {});
    const topics = parseCsv(fs.readFileSync(csv.target, 'utf8')).map((row) => row[3]);
    assert.deepEqual(topics, ['topic', '/imu [json]', "'@gps [json]"]);
    const frames = await run(recording, 'frames', { filter: 'topic:*gps*' });
    assert.deepEqual(fs.readdirSync(frames.target), ['000001-0.json']);
    const saved = newTarget('saved.mcap');
    await assert.rejects(saveCapture(recording, saved, 'none', {}, ignore, token), {
      code: 'recording/foreign',
    });
    assert.equal(fs.existsSync(saved), false);
  });

  it('never writes over what is there, nor where it cannot', async () => {
    const recording = await recordingOf(messages(['a']));
    for (const format of ['jsonl', 'csv', 'frames'] as const) {
      const file = newTarget('taken');
      fs.mkdirSync(path.dirname(file));
      fs.writeFileSync(file, 'mine');
      await assert.rejects(run(recording, format, {}, file), { code: 'recording/exists' });
      assert.equal(fs.readFileSync(file, 'utf8'), 'mine');
      await assert.rejects(run(recording, format, {}, path.join(file, 'below', 'x')), {
        code: 'recording/cannotCreate',
      });
    }
    const taken = newTarget('folder');
    fs.mkdirSync(taken, { recursive: true });
    fs.writeFileSync(path.join(taken, '000000-0.txt'), 'mine');
    await assert.rejects(run(recording, 'frames', {}, taken), { code: 'recording/exists' });
    assert.deepEqual(fs.readdirSync(taken), ['000000-0.txt']);
  });

  const many = () => messages(...Array.from({ length: 40_000 }, (_, i) => ['topic', `${i}`.padEnd(500)]));

  it('removes what was written when it is cancelled', async () => {
    const recording = await recordingOf(many().slice(0, 4000));
    for (const format of ['jsonl', 'csv', 'frames'] as const) {
      const target = newTarget('out');
      const cancelled = { isCancellationRequested: false };
      let most = 0;
      const exporting = exportCapture(
        recording,
        { format, target, selection: {} },
        (done, count) => {
          assert.ok(done > 0 && done <= 1 && count > 0 && fs.existsSync(target));
          most = count;
          cancelled.isCancellationRequested = true;
        },
        cancelled,
      );
      await assert.rejects(exporting, { code: 'task/cancelled' });
      assert.ok(most < 4000);
      assert.equal(fs.existsSync(target), false);
    }
  });

  it('says that the disk is full, and removes what was written', async () => {
    const recording = await recordingOf(many());
    const disk = new FaultyFileSystem();
    disk.room = 3_000_000;
    const target = newTarget('full.jsonl');
    const exporting = exportCapture(
      recording,
      { format: 'jsonl', target, selection: {} },
      ignore,
      token,
      disk,
    );
    await assert.rejects(exporting, {
      code: 'export/writeFailed',
      message: `Exporting to full.jsonl failed: ${fileReason({ code: 'ENOSPC' })} What was written was removed.`,
    });
    assert.equal(fs.existsSync(target), false);
  });

  it('waits for a slow disk with a bounded part of the file in memory', async () => {
    const recording = await recordingOf(many());
    const disk = new FaultyFileSystem();
    disk.hold();
    disk.mostPerWrite = 100_000;
    const target = newTarget('slow.jsonl');
    let seen = 0;
    const exporting = exportCapture(
      recording,
      { format: 'jsonl', target, selection: {} },
      (_, count) => (seen = count),
      token,
      disk,
    );
    await until(() => seen * 600 > roomBytes, 'the queue is full');
    // It gets a chance to go on, and does not take it.
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    const chunkBytes = 256 * 1024;
    assert.ok(seen * 600 < roomBytes + 4 * chunkBytes, `${seen} messages`);
    disk.release();
    const { messages: count, bytes } = await exporting;
    assert.equal(count, 40_000);
    assert.equal(fs.statSync(target).size, bytes);
    assert.equal(fs.readFileSync(target, 'utf8').trimEnd().split('\n').length, 40_001);
  });
});
