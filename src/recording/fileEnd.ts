import { encodeChannels, type FileDescription, magic, opcode } from './mcapRecords';
import type { RecoveredChunk } from './recovery';
import { RecordBuilder } from './recordBuilder';
import { epochNs } from './timestamp';

/**
 * Closes a file: data end, the summary (schema, channels, statistics, chunk indexes) and the footer.
 * @param start where the data section ends, which is where these bytes go.
 * @param chunks all of the file. Readers that seek by index do not see into those without indexes.
 * @param metadataCount metadata records in the data section.
 */
export function encodeFileEnd(
  start: number,
  file: FileDescription,
  chunks: readonly RecoveredChunk[],
  metadataCount: number,
): Uint8Array<ArrayBuffer> {
  const builder = new RecordBuilder();
  // CRC 0: not computed, which readers accept; every chunk has its own.
  builder.begin(opcode.dataEnd).u32(0).end();
  const summaryStart = start + builder.size;
  builder.raw(encodeChannels(file));
  writeStatistics(builder, file, chunks, metadataCount);
  for (const chunk of chunks) writeChunkIndex(builder, chunk);
  builder.begin(opcode.footer).u64(summaryStart).u64(0).u32(0).end().raw(magic);
  return builder.finish();
}

function writeStatistics(
  builder: RecordBuilder,
  file: FileDescription,
  chunks: readonly RecoveredChunk[],
  metadataCount: number,
): void {
  const counts = new Map<number, number>();
  for (const { index } of chunks) {
    for (const [channel, { count }] of index) counts.set(channel, (counts.get(channel) ?? 0) + count);
  }
  let total = 0;
  for (const count of counts.values()) total += count;
  const first = earliest(chunks);
  const last = latest(chunks);
  builder.begin(opcode.statistics).u64(total).u16(1).u32(file.channels.length).u32(0);
  builder.u32(metadataCount).u32(chunks.length);
  builder.u32(first?.startLow ?? 0).u32(first?.startHigh ?? 0);
  builder.u32(last?.endLow ?? 0).u32(last?.endHigh ?? 0);
  builder.counted(() => {
    for (const [channel, count] of counts) builder.u16(channel).u64(count);
  });
  builder.end();
}

function earliest(chunks: readonly RecoveredChunk[]): RecoveredChunk | undefined {
  let best = chunks[0];
  for (const chunk of chunks) {
    if (best && epochNs(chunk.startLow, chunk.startHigh) < epochNs(best.startLow, best.startHigh))
      best = chunk;
  }
  return best;
}

function latest(chunks: readonly RecoveredChunk[]): RecoveredChunk | undefined {
  let best = chunks[0];
  for (const chunk of chunks) {
    if (best && epochNs(chunk.endLow, chunk.endHigh) > epochNs(best.endLow, best.endHigh)) best = chunk;
  }
  return best;
}

function writeChunkIndex(builder: RecordBuilder, chunk: RecoveredChunk): void {
  builder.begin(opcode.chunkIndex);
  builder.u32(chunk.startLow).u32(chunk.startHigh).u32(chunk.endLow).u32(chunk.endHigh);
  builder.u64(chunk.offset).u64(chunk.length);
  builder.counted(() => {
    if (!chunk.indexed) return;
    for (const [channel, { offset }] of chunk.index) builder.u16(channel).u64(offset);
  });
  builder.u64(chunk.indexLength).string(chunk.compression);
  builder.u64(chunk.recordsLength).u64(chunk.plainLength);
  builder.end();
}
