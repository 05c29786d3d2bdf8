import * as assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import { concatBytes } from '../../../src/base/bytes';
import { encodeChunk, indexRecords } from '../../../src/recording/encodeChunk';
import { encodeFileEnd } from '../../../src/recording/fileEnd';
import { FileFacts } from '../../../src/recording/fileFacts';
import type { FileSource, Unpack } from '../../../src/recording/fileIndex';
import { encodeFileStart } from '../../../src/recording/mcapRecords';
import { readFileIndex } from '../../../src/recording/readFileIndex';
import type { RecoveredChunk } from '../../../src/recording/recovery';
import { UnknownCompressionError, UnsupportedCompressionError } from '../../../src/recording/unpackError';
import { walkFile } from '../../../src/recording/walkFile';
import { chunkOf, description } from './captureFileSample';

function sourceOf(bytes: Uint8Array): FileSource {
  return {
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.slice(offset, offset + length)),
  };
}

const start = encodeFileStart(description);
const { bytes, length } = chunkOf([{ outgoing: false, frames: [Uint8Array.of(1, 2, 3)] }]);
const plain = bytes.slice(0, length);

function fileWith(compression: string, change: (chunk: RecoveredChunk) => RecoveredChunk) {
  const { parts, chunk } = encodeChunk(start.length, indexRecords(plain, crc32), {
    compression,
    bytes: plain,
  });
  const data = concatBytes([start, ...parts]);
  const end = encodeFileEnd(data.length, description, [change(chunk)], 0);
  return { unfinished: data, whole: concatBytes([data, end]) };
}

const noUnpack: Unpack = () => Promise.reject(new Error('not asked for'));

describe('the index of a recording', () => {
  it('takes nothing for damage that another VS Code could read, since a repair cuts damage off', async () => {
    const { unfinished } = fileWith('zstd', (chunk) => chunk);
    const cannot: Unpack = () => Promise.reject(new UnsupportedCompressionError('too old'));
    await assert.rejects(readFileIndex(sourceOf(unfinished), cannot, crc32), UnsupportedCompressionError);
    const broken: Unpack = () => Promise.reject(new RangeError('broken'));
    const { chunks, goodLength } = await readFileIndex(sourceOf(unfinished), broken, crc32);
    assert.deepEqual([chunks.length, goodLength], [0, start.length]);
  });

  it('names a compression that nobody knows, and has what lies in front of it', async () => {
    const unknown: Unpack = (compression) => Promise.reject(new UnknownCompressionError(compression));
    const { unfinished, whole } = fileWith('{std', (chunk) => chunk);
    const cut = await readFileIndex(sourceOf(unfinished), unknown, crc32);
    assert.deepEqual([cut.isComplete, cut.chunks.length, cut.goodLength], [false, 0, start.length]);
    assert.equal(
      cut.problem,
      `The chunk at byte ${start.length} cannot be read. The compression "{std" is not known; zstd and lz4 are.`,
    );
    // Of a file that was finished only the chunk's messages are missing, which is told when they are read.
    const finished = await readFileIndex(sourceOf(whole), unknown, crc32);
    assert.deepEqual([finished.isComplete, finished.chunks.length], [true, 1]);
    const { chunks } = await walkFile(sourceOf(whole), new FileFacts(), unknown, crc32);
    assert.equal(chunks.length, 1);
  });

  it('takes nothing for damage that the disk failed to give', async () => {
    const { unfinished } = fileWith('', (chunk) => chunk);
    const failing: FileSource = {
      ...sourceOf(unfinished),
      read: (offset, wanted) =>
        offset === 0
          ? Promise.resolve(unfinished.slice(0, wanted))
          : Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'read' })),
    };
    await assert.rejects(readFileIndex(failing, noUnpack, crc32), { code: 'EIO' });
  });

  it('does not believe a summary that claims chunks of lengths that cannot be', async () => {
    for (const plainLength of [plain.length + 1, 2 ** 50]) {
      const { whole } = fileWith('', (chunk) => ({ ...chunk, plainLength }));
      const { chunks } = await readFileIndex(sourceOf(whole), noUnpack, crc32);
      assert.deepEqual(
        chunks.map((chunk) => chunk.plainLength),
        [plain.length],
      );
    }
  });
});
