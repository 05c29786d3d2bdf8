import { channelPlaces, type IndexPlace, spanOf } from './channelPlaces';
import { parseChunk } from './chunkReader';
import type { Crc32 } from './chunkWriter';
import type { FileFacts } from './fileFacts';
import type { FileSource, Unpack } from './fileIndex';
import {
  chunkCrcOffset,
  magic,
  maxChunkBytes,
  messageIndexEntryBytes,
  messageIndexHeadBytes,
  opcode,
  recordPrefixBytes,
} from './mcapRecords';
import { countOf } from './readSummary';
import { isLoose, type RecoveredChunk } from './recovery';
import { messageHeadBytes } from './messageRecord';
import { RecordReader } from './recordReader';
import { isDamage, UnknownCompressionError } from './unpackError';
import { WindowedSource } from './windowedSource';

export interface WalkedFile {
  readonly chunks: readonly RecoveredChunk[];
  /** Where the last sound record ends. */
  readonly goodLength: number;
  /** Every record up to the end of the data was sound. */
  readonly reachedEnd: boolean;
  /** A sentence: why the walk ended where it did. */
  readonly problem: string;
}

/** What is held together of messages outside of chunks. */
const looseBytes = 256 * 1024;
const maxFactBytes = 1 << 20;
/** A chunk's head with the longest compression name that is believed. */
const maxHeadBytes = recordPrefixBytes + 8 + 8 + 8 + 4 + 4 + 32 + 8;

/**
 * Walks a file from record to record, reading heads only. The last chunk is checked by its CRC, since a file can grow
 * before its bytes arrive; chunks without message indexes are counted. A chunk that must be read and is compressed in an
 * unknown way ends the walk. Rejects with what `file` rejects with, and with UnsupportedCompressionError where a chunk
 * must be read that another VS Code could.
 */
export async function walkFile(
  file: FileSource,
  facts: FileFacts,
  unpack: Unpack,
  crc32: Crc32,
): Promise<WalkedFile> {
  const source = new WindowedSource(file);
  const chunks: RecoveredChunk[] = [];
  let at = magic.length;
  let reachedEnd = false;
  let problem = 'The file was not finished: its index is missing.';
  while (at + recordPrefixBytes <= file.size) {
    const prefix = new RecordReader(await source.read(at, recordPrefixBytes));
    const code = prefix.u8();
    const length = recordPrefixBytes + prefix.u64();
    if (code === opcode.dataEnd) {
      problem = 'The index at the end of the file is damaged.';
      reachedEnd = true;
      break;
    }
    if (code === 0 || at + length > file.size) {
      problem = 'The file ends within a record: it was cut off, or its writer ended before it was done.';
      break;
    }
    if (code === opcode.chunk) {
      try {
        const chunk = await readChunk(source, at, length, facts, unpack);
        chunks.push(chunk);
        at += length + chunk.indexLength;
      } catch (error) {
        problem = chunkProblem(at, error);
        break;
      }
      continue;
    }
    if (code === opcode.message) {
      if (length > maxChunkBytes) {
        problem = `The message at byte ${at} is damaged.`;
        break;
      }
      const run = await readLoose(source, at);
      chunks.push(run);
      at += run.length;
      continue;
    }
    if (length <= maxFactBytes) {
      try {
        facts.take(code, await source.read(at + recordPrefixBytes, length - recordPrefixBytes));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        problem = `The record at byte ${at} is damaged.`;
        break;
      }
    }
    at += length;
  }
  const last = chunks.pop();
  if (!last) return { chunks, goodLength: at, reachedEnd, problem };
  try {
    const checked = await check(source, last, unpack, crc32);
    chunks.push(checked);
    const goodLength = checked === last ? at : checked.offset + checked.length;
    return { chunks, goodLength, reachedEnd, problem };
  } catch (error) {
    const where = chunkProblem(last.offset, error);
    // A chunk with an end behind it is whole, though it cannot be read: its messages are told as such when asked for.
    if (reachedEnd && error instanceof UnknownCompressionError) {
      return { chunks: [...chunks, last], goodLength: at, reachedEnd, problem };
    }
    return { chunks, goodLength: last.offset, reachedEnd: false, problem: where };
  }
}

/**
 * @returns what is wrong with a chunk, as a sentence
 * @throws the error where the bytes are not to blame
 */
function chunkProblem(at: number, error: unknown): string {
  if (!isDamage(error)) throw error;
  return error instanceof UnknownCompressionError
    ? `The chunk at byte ${at} cannot be read. ${error.message}`
    : `The chunk at byte ${at} is damaged.`;
}

/** Messages that lie outside of chunks, up to some hundred thousand bytes of them, as if they were a chunk. */
async function readLoose(source: WindowedSource, offset: number): Promise<RecoveredChunk> {
  let end = offset;
  while (end + recordPrefixBytes <= source.size && end - offset < looseBytes) {
    const prefix = new RecordReader(await source.read(end, recordPrefixBytes));
    if (prefix.u8() !== opcode.message) break;
    const length = recordPrefixBytes + prefix.u64();
    if (end + length > source.size) break;
    end += length;
  }
  const length = end - offset;
  const index = channelPlaces(parseChunk(await source.read(offset, length), 1024, true));
  // Records too short for a message say no time.
  const span = index.size > 0 ? spanOf(index) : { startLow: 0, startHigh: 0, endLow: 0, endHigh: 0 };
  const place = { offset, length, recordsOffset: offset, recordsLength: length, plainLength: length };
  return { ...place, compression: '', ...span, index, indexLength: 0, indexed: false };
}

async function readChunk(
  source: WindowedSource,
  offset: number,
  length: number,
  { channels }: FileFacts,
  unpack: Unpack,
): Promise<RecoveredChunk> {
  const damaged = () => new RangeError('The chunk is not as its head says.');
  if (length > maxChunkBytes) throw damaged();
  const head = new RecordReader(await source.read(offset, Math.min(length, maxHeadBytes)));
  head.raw(recordPrefixBytes);
  const span = { startLow: head.u32(), startHigh: head.u32(), endLow: head.u32(), endHigh: head.u32() };
  const plainLength = head.u64();
  head.u32();
  const compression = head.string();
  const recordsLength = head.u64();
  if (head.offset + recordsLength !== length || plainLength > maxChunkBytes) throw damaged();
  const chunk = {
    offset,
    length,
    recordsOffset: offset + head.offset,
    recordsLength,
    plainLength,
    compression,
    ...span,
  };
  const indexed = await readIndexes(source, offset + length, span);
  if (indexed && isPlausible(indexed.index, plainLength, channels)) {
    return { ...chunk, ...indexed, indexed: true };
  }
  const records = await readPlain(source, chunk, unpack);
  return {
    ...chunk,
    index: channelPlaces(parseChunk(records, 1024, true)),
    indexLength: 0,
    indexed: false,
  };
}

/** Whether the counts can be true, as they are taken without looking into the chunk. */
function isPlausible(
  index: ReadonlyMap<number, IndexPlace>,
  plainLength: number,
  channels: FileFacts['channels'],
): boolean {
  if (countOf({ index }) * messageHeadBytes > plainLength) return false;
  // Other tools may name their channels in the chunks only.
  return channels.size === 0 || [...index.keys()].every((channel) => channels.has(channel));
}

/** @returns the complete message indexes that follow a chunk, or undefined without any. */
async function readIndexes(
  source: WindowedSource,
  start: number,
  span: Pick<IndexPlace, 'startLow' | 'startHigh' | 'endLow' | 'endHigh'>,
) {
  const index = new Map<number, IndexPlace>();
  let at = start;
  while (at + messageIndexHeadBytes <= source.size) {
    const head = new RecordReader(await source.read(at, messageIndexHeadBytes));
    if (head.u8() !== opcode.messageIndex) break;
    const length = recordPrefixBytes + head.u64();
    if (at + length > source.size || length < messageIndexHeadBytes) break;
    const channel = head.u16();
    const entryBytes = head.u32();
    if (messageIndexHeadBytes + entryBytes > length || index.has(channel)) break;
    const count = Math.floor(entryBytes / messageIndexEntryBytes);
    if (count > 0) index.set(channel, { offset: at, count, ...span });
    at += length;
  }
  return index.size > 0 ? { index, indexLength: at - start } : undefined;
}

/**
 * @returns the chunk, with counts of its own where its message indexes were torn
 * @throws RangeError where its bytes are not what its CRC says
 */
async function check(
  source: WindowedSource,
  chunk: RecoveredChunk,
  unpack: Unpack,
  crc32: Crc32,
): Promise<RecoveredChunk> {
  if (isLoose(chunk)) return chunk;
  const expected = new RecordReader(await source.read(chunk.offset + chunkCrcOffset, 4)).u32();
  const records = await readPlain(source, chunk, unpack);
  // 0: the writer did not compute it.
  if (expected !== 0 && crc32(records, 0) !== expected) {
    throw new RangeError('The chunk is not what its CRC says.');
  }
  const counted = channelPlaces(parseChunk(records, 1024, true));
  const isIndexed = [...counted].every(([channel, { count }]) => chunk.index.get(channel)?.count === count);
  return isIndexed ? chunk : { ...chunk, index: counted, indexLength: 0, indexed: false };
}

async function readPlain(
  source: WindowedSource,
  {
    recordsOffset,
    recordsLength,
    plainLength,
    compression,
  }: Omit<RecoveredChunk, 'index' | 'indexLength' | 'indexed'>,
  unpack: Unpack,
): Promise<Uint8Array> {
  const packed = await source.read(recordsOffset, recordsLength);
  return compression === '' ? packed : unpack(compression, packed, plainLength);
}
