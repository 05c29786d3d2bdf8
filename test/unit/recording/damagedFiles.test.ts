import * as assert from 'node:assert/strict';
import * as zlib from 'node:zlib';
import * as fc from 'fast-check';
import { unpackChunk } from '../../../src/engine/recordings/unpackChunk';
import { isOwnFile } from '../../../src/engine/recordings/summary';
import { FileFacts } from '../../../src/recording/fileFacts';
import type { FileIndex } from '../../../src/recording/fileIndex';
import { channelId } from '../../../src/recording/mcapRecords';
import { NotMcapError, readFileIndex } from '../../../src/recording/readFileIndex';
import { countOf, readSummary } from '../../../src/recording/readSummary';
import { walkFile } from '../../../src/recording/walkFile';
import { foreignFile, MemorySource, ownFile } from './memoryFiles';

/** What Node has since 22.15, and its types for 20 do not know. */
const { zstdCompressSync } = zlib as unknown as { zstdCompressSync: (plain: Uint8Array) => Uint8Array };

const messages = Array.from({ length: 70 }, (_, index) => ({
  outgoing: index % 3 === 0,
  frames: [Buffer.from(`topic ${index}`), Buffer.alloc((index * 7) % 40, index)],
}));
const bodies = messages.map(({ frames }) => Buffer.concat(frames));
const zstd = {
  compressChunk: (plain: Uint8Array) => ({ compression: 'zstd', compressedData: zstdCompressSync(plain) }),
};

const files: readonly (readonly [name: string, make: () => Promise<Uint8Array>])[] = [
  ['ours', () => ownFile(messages, 'none')],
  ['ours, packed', () => ownFile(messages, 'zstd')],
  ["the reference library's", () => foreignFile(bodies)],
  ["the reference library's, packed", () => foreignFile(bodies, zstd)],
  ["the reference library's without message indexes", () => foreignFile(bodies, { useMessageIndex: false })],
  ["the reference library's without chunks", () => foreignFile(bodies, { useChunks: false })],
  ["the reference library's without chunk indexes", () => foreignFile(bodies, { useChunkIndex: false })],
  ["the reference library's without statistics", () => foreignFile(bodies, { useStatistics: false })],
];

async function indexOf(bytes: Uint8Array): Promise<FileIndex | undefined> {
  const source = new MemorySource(bytes);
  try {
    return await readFileIndex(source, unpackChunk, zlib.crc32);
  } catch (error) {
    assert.ok(error instanceof NotMcapError, `${String(error)} ${(error as Error).stack}`);
    return undefined;
  } finally {
    assert.ok(source.reads < 20 * (10 + bytes.length / 10), `${source.reads} reads of ${bytes.length} bytes`);
  }
}

/** Messages as a person is told of them. */
function messagesIn(index: FileIndex): number {
  const isOwn = isOwnFile(index);
  let count = 0;
  for (const chunk of index.chunks) {
    count += countOf(chunk);
    if (isOwn) count -= chunk.index.get(channelId.events)?.count ?? 0;
  }
  return count;
}

function assertWithin(index: FileIndex, length: number): void {
  assert.ok(index.goodLength <= length);
  for (const chunk of index.chunks) {
    assert.ok(chunk.offset + chunk.length + chunk.indexLength <= length);
    assert.ok(chunk.recordsOffset + chunk.recordsLength <= chunk.offset + chunk.length);
  }
}

const flips = (size: number) =>
  fc.array(fc.record({ at: fc.nat({ max: size - 1 }), bits: fc.integer({ min: 1, max: 255 }) }), {
    minLength: 1,
    maxLength: 4,
  });

function flipped(bytes: Uint8Array, changes: readonly { at: number; bits: number }[]): Uint8Array {
  const damaged = bytes.slice();
  for (const { at, bits } of changes) damaged[at]! ^= bits;
  return damaged;
}

for (const [name, make] of files) {
  describe(`a damaged file: ${name}`, () => {
    let whole: Uint8Array;

    before(async () => (whole = await make()));

    it('is whole before', async () => {
      const index = await indexOf(whole);
      assert.equal(index?.isComplete, true);
      assert.equal(messagesIn(index), messages.length);
    });

    it('cut off anywhere, it has what lies in front of the cut and says that it was cut', async () => {
      let former = 0;
      for (let length = 0; length < whole.length; length += 1 + (length % 3)) {
        const index = await indexOf(whole.subarray(0, length));
        if (!index) {
          assert.ok(length < 8);
          continue;
        }
        assertWithin(index, length);
        assert.equal(index.isComplete, false);
        assert.ok(index.problem);
        // What a shorter piece holds, a longer one holds too; until the channels are read none count as ours.
        if (isOwnFile(index) || name.includes('library')) {
          const count = messagesIn(index);
          assert.ok(count >= former && count <= messages.length, `${count} at ${length}, ${former} before`);
          former = count;
        }
      }
      assert.equal(former, messages.length);
    });

    it('with bytes changed anywhere, it is read without a mishap and never has more than there is', async () => {
      await fc.assert(
        fc.asyncProperty(flips(whole.length), async (changes) => {
          const index = await indexOf(flipped(whole, changes));
          if (!index) return;
          assertWithin(index, whole.length);
          // Changed channels can make ours another tool's, whose events are messages; and a changed opcode makes a
          // message of another record.
          const events = name.startsWith('ours') && !isOwnFile(index) ? 14 : 0;
          const most = messages.length + events + changes.length;
          assert.ok(messagesIn(index) <= most, `${messagesIn(index)} messages`);
        }),
        { numRuns: 1500 },
      );
    });

    it('walked and by its summary, changed bytes bring nothing but range errors', async () => {
      await fc.assert(
        fc.asyncProperty(flips(whole.length), fc.nat({ max: whole.length }), async (changes, length) => {
          const source = new MemorySource(flipped(whole, changes).subarray(0, Math.max(8, length)));
          const { chunks, goodLength } = await walkFile(source, new FileFacts(), unpackChunk, zlib.crc32);
          assert.ok(goodLength <= source.size);
          assert.ok(
            chunks.reduce((sum, chunk) => sum + countOf(chunk), 0) <= messages.length + 14 + changes.length,
          );
          try {
            await readSummary(new MemorySource(flipped(whole, changes)), new FileFacts());
          } catch (error) {
            assert.ok(error instanceof RangeError, String(error));
          }
        }),
        { numRuns: 500 },
      );
    });
  });
}

describe('something that is no MCAP file', () => {
  it('is told as such, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        assert.equal(await indexOf(bytes), undefined);
      }),
    );
  });

  it('but begins like one, it has nothing', async () => {
    const magic = [0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a];
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const index = await indexOf(Uint8Array.of(...magic, ...bytes));
        assert.ok(index && index.goodLength <= 8 + bytes.length);
        assert.ok(messagesIn(index) * 31 <= bytes.length);
      }),
      { numRuns: 1000 },
    );
  });
});
