import * as assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { parseChunk } from '../../../src/recording/chunkReader';
import { ChunkWriter } from '../../../src/recording/chunkWriter';
import { channelId } from '../../../src/recording/mcapRecords';
import {
  channelOf,
  messageHeadBytes,
  recordEnd,
  sequenceOf,
  timeHighOf,
  timeLowOf,
} from '../../../src/recording/messageRecord';
import type { RowSource } from '../../../src/recording/rowSource';
import { epochNs } from '../../../src/recording/timestamp';
import { decodeFrames, encodeFrames } from '../../../src/recording/zmtpFrames';
import { chunkOf, completed, fileOf, type SampleMessage } from './captureFileSample';
import { anyMessages } from './frames';
import { readIndexed, readStreaming } from './mcapJudge';

function rowsOf(chunk: RowSource): SampleMessage[] {
  return Array.from({ length: chunk.count }, (_, index) => {
    const record = chunk.offsets[index]!;
    return {
      outgoing: channelOf(chunk.view, record) === channelId.sent,
      frames: decodeFrames(chunk.bytes, record + messageHeadBytes, recordEnd(chunk.view, record)),
    };
  });
}

function plain(messages: readonly SampleMessage[]) {
  return messages.map(({ outgoing, frames }) => ({ outgoing, frames: frames.map((frame) => [...frame]) }));
}

describe('chunks', () => {
  it('give back every message, in the open chunk and after reading', () => {
    fc.assert(
      fc.property(anyMessages, (messages) => {
        const chunk = chunkOf(messages);
        assert.deepEqual(plain(rowsOf(chunk)), plain(messages));
        const read = parseChunk(chunk.encode(crc32).records);
        assert.deepEqual(plain(rowsOf(read)), plain(messages));
        assert.deepEqual([...read.events], [...chunk.events]);
      }),
    );
  });

  it('number the messages of a channel from 1 and keep their time to the nanosecond', () => {
    const messages = Array.from({ length: 40 }, (_, index) => ({
      outgoing: index % 3 === 0,
      frames: [Uint8Array.of(index)],
    }));
    const { view, offsets, count } = chunkOf(messages);
    let last = 0n;
    const sequences = { received: 0, sent: 0 };
    for (let index = 0; index < count; index++) {
      const record = offsets[index]!;
      const channel = channelOf(view, record) === channelId.sent ? 'sent' : 'received';
      assert.equal(sequenceOf(view, record), ++sequences[channel]);
      const time = epochNs(timeLowOf(view, record), timeHighOf(view, record));
      assert.ok(time > last);
      last = time;
    }
  });

  it('refuse a message that does not fit and stay as they were', () => {
    const chunk = new ChunkWriter(100);
    assert.equal(chunk.append(1, 1, 0, 0, [new Uint8Array(40)]), 40);
    assert.equal(chunk.append(1, 2, 0, 0, [new Uint8Array(40)]), -1);
    assert.equal(chunk.appendEvent(1, 0, 0, new Uint8Array(40)), false);
    assert.equal(chunk.count, 1);
    assert.equal(parseChunk(chunk.encode(crc32).records).count, 1);
  });

  it('are read alike by the reference library, by index and by stream, with all CRCs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyMessages, { minLength: 1, maxLength: 3 }), async (chunks) => {
        const writers = chunks.map(chunkOf);
        const bytes = completed(fileOf(writers.filter((chunk) => chunk.count > 0)));
        const expected = (topic: string, outgoing: boolean) =>
          chunks
            .flat()
            .filter((message) => message.outgoing === outgoing)
            .map(({ frames }) => ({ topic, data: [...encodeFrames(frames)] }));
        for (const messages of [await readIndexed(bytes), readStreaming(bytes)]) {
          for (const [topic, outgoing] of [['s/in', false] as const, ['s/out', true] as const]) {
            const found = messages.filter(({ channel }) => channel === topic);
            // Every chunk of the sample begins at the same time, so readers by index interleave them.
            assert.deepEqual(
              found
                .map(({ data }) => ({ topic, data: [...data] }))
                .map((m) => JSON.stringify(m))
                .sort(),
              expected(topic, outgoing)
                .map((m) => JSON.stringify(m))
                .sort(),
            );
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('can be encoded while they grow, and again when they are full', () => {
    const chunk = new ChunkWriter(1000);
    for (let index = 1; index <= 10; index++) {
      chunk.append(channelId.received, index, index, 0, [Uint8Array.of(index)]);
      const { records, head } = chunk.encode(crc32);
      const stored = new DataView(head.buffer, head.byteOffset).getUint32(33, true);
      assert.equal(stored, crc32(records));
      assert.equal(parseChunk(records).count, index);
    }
  });

  it('serve again after a reset without a trace of what they held', () => {
    const chunk = chunkOf([{ outgoing: true, frames: [Uint8Array.of(1, 2, 3)] }]);
    chunk.encode(crc32);
    chunk.reset();
    chunk.append(channelId.received, 1, 5, 0, [Uint8Array.of(9)]);
    const { records, head } = chunk.encode(crc32);
    assert.equal(new DataView(head.buffer).getUint32(33, true), crc32(records));
    assert.deepEqual(plain(rowsOf(parseChunk(records))), [{ outgoing: false, frames: [[9]] }]);
  });
});
