import { bytesEqual } from '../base/bytes';
import type { Crc32 } from './chunkWriter';
import { FileFacts } from './fileFacts';
import type { FileIndex, FileSource, Unpack } from './fileIndex';
import { magic, opcode, recordPrefixBytes } from './mcapRecords';
import { readSummary } from './readSummary';
import { RecordReader } from './recordReader';
import { walkFile } from './walkFile';

/** What stands in front of the first chunk of our files fits in this; of others, what does not is not needed. */
const startBytes = 64 * 1024;

/** Not an MCAP file at all. */
export class NotMcapError extends Error {}

/**
 * Finds out what a file holds: by its summary, which takes a few reads, or where that is missing or wrong by a walk from
 * record to record, which stops at the first that is not sound. Rejects with NotMcapError, with what `source` rejects
 * with, and with UnsupportedCompressionError where chunks have to be read that only another
 * VS Code can.
 */
export async function readFileIndex(source: FileSource, unpack: Unpack, crc32: Crc32): Promise<FileIndex> {
  const start = await source.read(0, Math.min(source.size, startBytes));
  if (!bytesEqual(start.subarray(0, magic.length), magic)) throw new NotMcapError();
  const facts = readStart(start);
  let isClosed = false;
  try {
    const summary = await readSummary(source, facts);
    if (summary?.chunks) return indexOf(facts, summary.chunks, source.size);
    isClosed = summary !== undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const { chunks, goodLength, problem, reachedEnd } = await walkFile(source, facts, unpack, crc32);
  if (isClosed && reachedEnd) return indexOf(facts, chunks, source.size);
  return { ...indexOf(facts, chunks, goodLength), isComplete: false, problem };
}

function indexOf(facts: FileFacts, chunks: FileIndex['chunks'], goodLength: number): FileIndex {
  const { profile, library, schemas, channels, metadata } = facts;
  return { profile, library, schemas, channels, metadata, chunks, goodLength, isComplete: true };
}

function readStart(start: Uint8Array): FileFacts {
  const facts = new FileFacts();
  const reader = new RecordReader(start);
  reader.raw(magic.length);
  while (reader.left >= recordPrefixBytes) {
    const code = reader.u8();
    const length = reader.u64();
    if (code === opcode.chunk || code === opcode.message || length > reader.left) break;
    try {
      facts.take(code, reader.raw(length));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      break;
    }
  }
  return facts;
}
