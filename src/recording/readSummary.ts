import { bytesEqual } from '../base/bytes';
import type { IndexPlace } from './channelPlaces';
import type { FileFacts } from './fileFacts';
import type { FileSource } from './fileIndex';
import {
  chunkHeadBytes,
  magic,
  maxChunkBytes,
  messageIndexEntryBytes,
  messageIndexHeadBytes,
  opcode,
  recordPrefixBytes,
} from './mcapRecords';
import { RecordReader } from './recordReader';
import type { RecoveredChunk } from './recovery';

const footerBytes = recordPrefixBytes + 8 + 8 + 4;
/** A summary that claims more than this is not believed; that of a file of 100 GB has 50 MB. */
const maxSummaryBytes = 256 * 1024 * 1024;

export interface Summary {
  /** Undefined where they do not account for all messages: some lie outside of chunks, or have no message indexes. */
  readonly chunks: RecoveredChunk[] | undefined;
}

/**
 * Reads the summary section (MCAP, "Summary Section").
 *
 * @returns undefined where the file does not end with one.
 * @throws RangeError where a record is malformed
 */
export async function readSummary(source: FileSource, facts: FileFacts): Promise<Summary | undefined> {
  const end = source.size - footerBytes - magic.length;
  if (end < magic.length) return undefined;
  const tail = new RecordReader(await source.read(end, footerBytes + magic.length));
  if (tail.u8() !== opcode.footer || tail.u64() !== footerBytes - recordPrefixBytes) return undefined;
  const summaryStart = tail.u64();
  tail.raw(8 + 4);
  if (!bytesEqual(tail.raw(magic.length), magic)) return undefined;
  if (summaryStart < magic.length || summaryStart > end || end - summaryStart > maxSummaryBytes)
    return undefined;
  const reader = new RecordReader(await source.read(summaryStart, end - summaryStart));
  const chunks: RecoveredChunk[] = [];
  let counted: Statistics | undefined;
  while (reader.left >= recordPrefixBytes) {
    const code = reader.u8();
    const content = reader.raw(reader.u64());
    if (code === opcode.chunkIndex) chunks.push(readChunkIndex(content));
    else if (code === opcode.statistics) counted = readStatistics(content);
    else if (code !== opcode.metadata) facts.take(code, content);
  }
  chunks.sort((a, b) => a.offset - b.offset);
  const isWithin = chunks.every(
    ({ offset, length, indexLength }) => offset + length + indexLength <= summaryStart,
  );
  return { chunks: isWithin && counted && accountsFor(chunks, counted) ? chunks : undefined };
}

/** How many messages the writer says that there are. */
interface Statistics {
  readonly total: number;
  /** By channel; writers may leave it out. */
  readonly channels: ReadonlyMap<number, number>;
}

function readStatistics(content: Uint8Array): Statistics {
  const reader = new RecordReader(content);
  const total = reader.u64();
  reader.raw(2 + 4 + 4 + 4 + 4 + 8 + 8);
  const channels = new Map<number, number>();
  const end = reader.u32() + reader.offset;
  while (reader.offset < end) channels.set(reader.u16(), reader.u64());
  return { total, channels };
}

/** Whether the message indexes name all messages, channel by channel. */
function accountsFor(chunks: readonly RecoveredChunk[], { total, channels }: Statistics): boolean {
  const indexed = new Map<number, number>();
  let sum = 0;
  for (const { index } of chunks) {
    for (const [channel, { count }] of index) {
      indexed.set(channel, (indexed.get(channel) ?? 0) + count);
      sum += count;
    }
  }
  if (sum !== total) return false;
  return channels.size === 0 || [...indexed].every(([channel, count]) => channels.get(channel) === count);
}

export function countOf({ index }: Pick<RecoveredChunk, 'index'>): number {
  let count = 0;
  for (const place of index.values()) count += place.count;
  return count;
}

function readChunkIndex(content: Uint8Array): RecoveredChunk {
  const reader = new RecordReader(content);
  const span = {
    startLow: reader.u32(),
    startHigh: reader.u32(),
    endLow: reader.u32(),
    endHigh: reader.u32(),
  };
  const offset = reader.u64();
  const length = reader.u64();
  const offsets: [number, number][] = [];
  const offsetsEnd = reader.u32() + reader.offset;
  while (reader.offset < offsetsEnd) offsets.push([reader.u16(), reader.u64()]);
  const indexLength = reader.u64();
  const compression = reader.string();
  const recordsLength = reader.u64();
  const plainLength = reader.u64();
  const headLength = chunkHeadBytes + compression.length;
  if (headLength + recordsLength > length) throw new RangeError('A chunk index does not fit its chunk.');
  if (plainLength > maxChunkBytes || (compression === '' && plainLength !== recordsLength)) {
    throw new RangeError('A chunk index says a length that cannot be.');
  }
  return {
    offset,
    length,
    recordsOffset: offset + headLength,
    recordsLength,
    plainLength,
    compression,
    ...span,
    index: indexPlaces(offsets, offset + length + indexLength, span),
    indexLength,
    indexed: offsets.length > 0,
  };
}

/** Message indexes follow one another, so that each one's length tells how many messages it names. */
function indexPlaces(
  offsets: readonly [number, number][],
  end: number,
  span: Pick<IndexPlace, 'startLow' | 'startHigh' | 'endLow' | 'endHigh'>,
): Map<number, IndexPlace> {
  const places = new Map<number, IndexPlace>();
  const sorted = [...offsets].sort((a, b) => a[1] - b[1]);
  for (const [position, [channel, offset]] of sorted.entries()) {
    const next = sorted[position + 1]?.[1] ?? end;
    const count = (next - offset - messageIndexHeadBytes) / messageIndexEntryBytes;
    if (!(count >= 0)) throw new RangeError('Message indexes overlap.');
    places.set(channel, { offset, count: Math.floor(count), ...span });
  }
  return places;
}
