import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { exportCapture } from '../../../src/engine/recordings/export/exportCapture';
import { importRecording } from '../../../src/engine/recordings/export/importRecording';
import { OpenedRecording } from '../../../src/engine/recordings/openedRecording';
import { summaryOf } from '../../../src/engine/recordings/summary';
import type { SessionDefinition } from '../../../src/model/sessionDefinition';
import { readStreaming } from '../../unit/recording/mcapJudge';
import { anyRecords, writeOwnFile } from './recordedLines';

const token = { isCancellationRequested: false };
const ignore = () => undefined;

const definition: SessionDefinition = {
  id: 'sub-ticks',
  name: 'Ticks \u2028 "x"',
  type: 'SUB',
  endpoints: [{ role: 'connect', address: 'tcp://127.0.0.1:5556' }],
  subscriptions: ['', 'hex:00ff'],
  options: { receiveHighWaterMark: 5 },
};

describe('JSON Lines', () => {
  let folder: string;
  let files = 0;

  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'json-lines-'))));
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  const newFile = (extension: string) => path.join(folder, `${++files}.${extension}`);

  async function exported(file: string): Promise<string> {
    const target = newFile('jsonl');
    const opened = await OpenedRecording.open(file);
    await exportCapture(opened, { format: 'jsonl', target, selection: {} }, ignore, token);
    await opened.dispose();
    return target;
  }

  async function imported(source: string): Promise<string> {
    const file = newFile('mcap');
    await importRecording({ source, file, compression: 'none' }, ignore, token);
    return file;
  }

  it('give back the same recording, record by record', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecords, async (records) => {
        const original = newFile('mcap');
        await writeOwnFile(original, definition, records);
        const lines = await exported(original);
        const copy = await imported(lines);
        const [before, after] = [original, copy].map((file) => readStreaming(fs.readFileSync(file)));
        assert.equal(before!.length, records.length);
        assert.deepEqual(after, before);
        const [summary, copied] = [await summaryOf(original), await summaryOf(copy)];
        assert.deepEqual(copied.definition, definition);
        assert.deepEqual(copied.channels, summary.channels);
        assert.equal(copied.soundness.isComplete, true);
        // once more: nothing is left that the way through text could change
        assert.equal(fs.readFileSync(await exported(copy), 'utf8'), fs.readFileSync(lines, 'utf8'));
        // one record, one line, whatever takes for a line end what JSON does not
        const text = fs.readFileSync(lines, 'utf8').trimEnd();
        assert.equal(text.split(/[\n\r\u0085\u2028\u2029]/).length, records.length + 1);
      }),
      { numRuns: 60 },
    );
  });

  const header = JSON.stringify({ format: 'zeromq-recording', version: 1, definition });
  const message = { time: '1700000000000000000', direction: 'in', sequence: 1, frames: ['a'] };

  it('may be written by hand: a byte order mark, CR LF and empty lines do no harm', async () => {
    const source = newFile('jsonl');
    fs.writeFileSync(source, `\ufeff${header}\r\n\r\n${JSON.stringify(message)}\r\n`);
    const [read] = readStreaming(fs.readFileSync(await imported(source)));
    assert.deepEqual(
      [read?.channel, read?.sequence, read?.logTime],
      ['sub-ticks/in', 1, 1700000000000000000n],
    );
    assert.deepEqual([...read!.data], [0, 1, 97]);
  });

  const badLines: readonly (readonly [line: string | Buffer, tells: RegExp])[] = [
    ['{"time":"17', /line 3 is not JSON: /],
    ['[]', /line 3 is not a JSON object/],
    [Buffer.from([0x22, 0xff, 0x22]), /line 3 is not UTF-8/],
    [JSON.stringify({ ...message, time: 17 }), /line 3 has 17 as "time", which must be nanoseconds/],
    [
      JSON.stringify({ ...message, time: '18446744073709551616' }),
      /line 3 has "18446744073709551616" as "time"/,
    ],
    [JSON.stringify({ ...message, time: '1' }), /line 3 has the time 1, which is before/],
    [JSON.stringify({ ...message, sequence: -1 }), /line 3 has -1 as "sequence"/],
    [JSON.stringify({ ...message, direction: 'up' }), /line 3 has "up" as "direction"/],
    [JSON.stringify({ ...message, frames: 'a' }), /line 3 has "a" as "frames", which must be a list/],
    [JSON.stringify({ ...message, frames: ['a', 1] }), /line 3 has 1 as frame 1, which must be a text or/],
    [JSON.stringify({ ...message, frames: [{ base64: 'A?' }] }), /line 3 has "A\?" as base64 of frame 0/],
    [JSON.stringify({ ...message, frames: [{ base64: 'AB==' }] }), /line 3 has "AB==" as base64 of frame 0/],
    [JSON.stringify({ ...message, frames: ['\ud800'] }), /line 3 has half a character/],
  ];

  it('that are malformed are named by number with what is wrong, and leave no file', async () => {
    for (const [line, tells] of badLines) {
      const source = newFile('jsonl');
      fs.writeFileSync(source, `${header}\n${JSON.stringify(message)}\n`);
      fs.appendFileSync(source, line);
      fs.appendFileSync(source, '\n');
      const file = newFile('mcap');
      const importing = importRecording({ source, file, compression: 'none' }, ignore, token);
      await assert.rejects(importing, (error: Error & { code: string }) => {
        assert.equal(error.code, 'import/badLine');
        assert.match(error.message, tells);
        return true;
      });
      assert.equal(fs.existsSync(file), false);
    }
  });

  it('without the first line of an export are told from one', async () => {
    const cases: readonly (readonly [text: string, tells: RegExp])[] = [
      ['', /line 1 is missing: the file is empty/],
      [JSON.stringify(message), /line 1 is not the first line of an exported recording/],
      ['PK\u0003\u0004', /line 1 is not JSON/],
      ['{"format":"zeromq-recording","version":2}', /line 1 has version 2; .* reads 1/],
      ['{"format":"zeromq-recording","version":1}', /line 1 has no usable session definition/],
      [
        '{"format":"zeromq-recording","version":1,"channels":[]}',
        /line 1 says that these are another tool's/,
      ],
    ];
    for (const [text, tells] of cases) {
      const source = newFile('jsonl');
      fs.writeFileSync(source, text);
      const file = newFile('mcap');
      const importing = importRecording({ source, file, compression: 'none' }, ignore, token);
      await assert.rejects(importing, (error: Error) => tells.test(error.message));
      assert.equal(fs.existsSync(file), false);
    }
  });

  it('are not imported over a file, and not from one that is not there', async () => {
    const source = newFile('jsonl');
    fs.writeFileSync(source, `${header}\n`);
    const taken = newFile('mcap');
    fs.writeFileSync(taken, 'mine');
    const over = importRecording({ source, file: taken, compression: 'none' }, ignore, token);
    await assert.rejects(over, { code: 'recording/exists' });
    assert.equal(fs.readFileSync(taken, 'utf8'), 'mine');
    const missing = { source: newFile('jsonl'), file: newFile('mcap'), compression: 'none' } as const;
    await assert.rejects(importRecording(missing, ignore, token), { code: 'import/cannotRead' });
  });

  it('stop when the import is cancelled, and leave no file', async () => {
    const source = newFile('jsonl');
    fs.writeFileSync(source, `${header}\n${`${JSON.stringify(message)}\n`.repeat(50_000)}`);
    const file = newFile('mcap');
    const cancelled = { isCancellationRequested: false };
    const importing = importRecording(
      { source, file, compression: 'none' },
      (done) => {
        assert.ok(done > 0 && done < 1 && fs.existsSync(file));
        cancelled.isCancellationRequested = true;
      },
      cancelled,
    );
    await assert.rejects(importing, { code: 'task/cancelled' });
    assert.equal(fs.existsSync(file), false);
  });
});
