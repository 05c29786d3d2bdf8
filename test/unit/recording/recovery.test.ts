import * as assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import { concatBytes } from '../../../src/base/bytes';
import { parseChunk } from '../../../src/recording/chunkReader';
import { encodeFileStart } from '../../../src/recording/mcapRecords';
import { messageIndexBound, writeMessageIndexes } from '../../../src/recording/messageIndex';
import { chunkOf, chunksIn, completed, description, fileOf, type SampleMessage } from './captureFileSample';
import { readIndexed, readStreaming } from './mcapJudge';

const messages: SampleMessage[] = Array.from({ length: 12 }, (_, index) => ({
  outgoing: index % 4 === 0,
  frames: [Uint8Array.of(index), new Uint8Array(index % 3 === 0 ? 0 : 20 * index)],
}));

function countsOf(bytes: Uint8Array) {
  return chunksIn(bytes).chunks.map(({ index }) =>
    [1, 2, 3].map((channel) => index.get(channel)?.count ?? 0),
  );
}

describe('recovery', () => {
  const first = chunkOf(messages);
  const whole = fileOf([first, chunkOf(messages.slice(0, 7))]);
  const firstEnd = fileOf([first]).length;

  it('counts the messages of each channel from the heads of the records', () => {
    assert.deepEqual(countsOf(whole), [
      [9, 3, 2],
      [5, 2, 1],
    ]);
    const { goodLength, metadata } = chunksIn(whole);
    assert.equal(goodLength, whole.length);
    assert.equal(metadata, 1);
  });

  it('drops a torn tail at whichever byte of the last chunk and its indexes the file ends', () => {
    const { chunks } = chunksIn(whole);
    const lastChunkEnd = chunks[1]!.offset + chunks[1]!.length;
    for (let length = firstEnd; length < whole.length; length++) {
      const torn = whole.subarray(0, length);
      const recovered = chunksIn(torn);
      if (length < lastChunkEnd) {
        assert.equal(recovered.goodLength, firstEnd, `torn at ${length}`);
        assert.deepEqual(countsOf(torn), [[9, 3, 2]]);
      } else {
        assert.equal(recovered.goodLength, lastChunkEnd, `torn at ${length}`);
        assert.deepEqual(countsOf(torn)[1], [5, 2, 1], `torn at ${length}`);
        assert.equal(recovered.chunks[1]!.indexed, false);
      }
      assert.doesNotThrow(() => readStreaming(torn.subarray(0, recovered.goodLength), false));
    }
  });

  it('finds nothing to keep in a file torn within its head', () => {
    const start = encodeFileStart(description).length;
    for (let length = 0; length < start; length++) {
      assert.deepEqual(chunksIn(whole.subarray(0, length)).chunks, []);
    }
  });

  it('drops a last chunk whose bytes did not arrive', () => {
    const damaged = whole.slice();
    damaged.fill(0, firstEnd + 60, firstEnd + 90);
    assert.deepEqual(countsOf(damaged), [[9, 3, 2]]);
    assert.equal(chunksIn(damaged).goodLength, firstEnd);
  });

  it('leaves a file that can be completed once the torn indexes are made anew', async () => {
    const { chunks } = chunksIn(whole);
    const lastChunk = chunks[1]!;
    const torn = whole.subarray(0, lastChunk.offset + lastChunk.length + 20);
    const kept = torn.subarray(0, chunksIn(torn).goodLength);
    const rows = parseChunk(
      kept.slice(lastChunk.recordsOffset, lastChunk.recordsOffset + lastChunk.recordsLength),
    );
    const index = new Uint8Array(messageIndexBound(rows));
    const repaired = concatBytes([kept, index.subarray(0, writeMessageIndexes(rows, index))]);
    assert.deepEqual(Buffer.compare(repaired, whole), 0);
    assert.equal((await readIndexed(completed(repaired))).length, 12 + 2 + 7 + 1);
  });

  it('survives rubbish after the good part', () => {
    for (let seed = 1; seed < 200; seed++) {
      const rubbish = Uint8Array.from(
        { length: 64 },
        (_, index) => (crc32(Uint8Array.of(seed, index)) >>> 8) & 0xff,
      );
      const recovered = chunksIn(concatBytes([whole, rubbish]));
      assert.ok(recovered.goodLength >= whole.length);
      assert.equal(recovered.chunks.length, 2);
    }
  });

  it('stops at the data end of a complete file', () => {
    assert.equal(chunksIn(completed(whole)).goodLength, whole.length);
  });
});
