import * as assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { concatBytes } from '../../../src/base/bytes';
import { packerFor } from '../../../src/engine/recordings/compression';
import { unpackChunk } from '../../../src/engine/recordings/unpackChunk';
import { encodeChunk, indexRecords } from '../../../src/recording/encodeChunk';
import { encodeFileEnd } from '../../../src/recording/fileEnd';
import { encodeFileStart } from '../../../src/recording/mcapRecords';
import { readFileIndex } from '../../../src/recording/readFileIndex';
import type { RecoveredChunk } from '../../../src/recording/recovery';
import { encodeFrames } from '../../../src/recording/zmtpFrames';
import { chunkOf, description, type SampleMessage } from './captureFileSample';
import { anyMessages } from './frames';
import { readIndexed, readStreaming } from './mcapJudge';
import { MemorySource } from './memoryFiles';

/** @returns a file whose chunks are encoded from their records, each packed as its turn says. */
async function fileOf(all: readonly (readonly SampleMessage[])[], packings: readonly ('none' | 'zstd')[]) {
  const parts: Uint8Array[] = [encodeFileStart(description)];
  let offset = parts[0]!.length;
  const chunks: RecoveredChunk[] = [];
  for (const [index, messages] of all.entries()) {
    const plain = chunkOf(messages).encode(crc32).records.slice();
    const packed = await packerFor(packings[index % packings.length]!)(plain);
    const { parts: encoded, chunk } = encodeChunk(offset, indexRecords(plain, crc32), packed);
    parts.push(...encoded);
    offset += concatBytes(encoded).length;
    chunks.push(chunk);
  }
  parts.push(encodeFileEnd(offset, description, chunks, 0));
  return { bytes: concatBytes(parts), chunks };
}

const someChunks = fc.array(
  anyMessages.filter((messages) => messages.length > 0),
  { maxLength: 3 },
);

for (const packings of [['none'], ['zstd'], ['none', 'zstd']] as const) {
  describe(`chunks encoded from records, packed with ${packings.join(' and ')}`, () => {
    it('are read by the reference library, by index and by stream, with all CRCs, as they were', async () => {
      await fc.assert(
        fc.asyncProperty(someChunks, async (all) => {
          const { bytes } = await fileOf(all, packings);
          const data = all.flat().map(({ outgoing, frames }) => [outgoing, ...encodeFrames(frames)].join());
          const streamed = readStreaming(bytes);
          const rows = streamed.filter(({ channel }) => channel !== 's/events');
          assert.deepEqual(
            rows.map((message) => [message.channel === 's/out', ...message.data].join()),
            data,
          );
          const key = (message: (typeof streamed)[number]) =>
            [message.channel, message.sequence, message.logTime, ...message.data].join();
          // By index they come in the order of time, in which the sample's chunks overlap.
          assert.deepEqual((await readIndexed(bytes)).map(key).sort(), streamed.map(key).sort());
        }),
        { numRuns: 40 },
      );
    });

    it('are found again where they were said to be', async () => {
      await fc.assert(
        fc.asyncProperty(someChunks, async (all) => {
          const { bytes, chunks } = await fileOf(all, packings);
          const index = await readFileIndex(new MemorySource(bytes), unpackChunk, crc32);
          assert.equal(index.isComplete, true);
          const places = (list: readonly RecoveredChunk[]) =>
            list.map(({ index: channels, ...place }) => ({
              ...place,
              counts: [...channels].map(([channel, { offset, count }]) => [channel, offset, count]),
            }));
          assert.deepEqual(places(index.chunks), places(chunks));
        }),
        { numRuns: 40 },
      );
    });
  });
}
