import * as path from 'node:path';
import { crc32 } from 'node:zlib';
import { WorkbenchError } from '../../base/workbenchError';
import { parseDefinitions } from '../../model/parseDefinition';
import type { SessionDefinition } from '../../model/sessionDefinition';
import type { RecordingChannel, RecordingSummary } from '../../protocol/recording';
import type { FileIndex } from '../../recording/fileIndex';
import { channelId } from '../../recording/mcapRecords';
import { NotMcapError, readFileIndex } from '../../recording/readFileIndex';
import { epochMs } from '../../recording/timestamp';
import { sessionRecord } from '../capture/captureFile';
import { DiskSource } from './diskSource';
import { cannotRead } from './readFailure';
import { unpackChunk } from './unpackChunk';

/** Opens a file and reads its index; the caller closes the source. @throws recording/cannotRead, recording/notMcap */
export async function openFile(file: string): Promise<{ source: DiskSource; index: FileIndex }> {
  let source: DiskSource | undefined;
  try {
    source = await DiskSource.open(file);
    return { source, index: await readFileIndex(source, unpackChunk, crc32) };
  } catch (error) {
    await source?.close();
    if (error instanceof NotMcapError) {
      throw notMcap(file, source?.size ?? 0);
    }
    throw cannotRead(file, error);
  }
}

function notMcap(file: string, size: number): WorkbenchError {
  const fault =
    size === 0
      ? 'it is empty. Its writer ended before it had written anything, or it was not copied whole'
      : 'it does not begin as one. It may be of another kind, or cut off at the front';
  return new WorkbenchError({
    code: 'recording/notMcap',
    message: `${path.basename(file)} is not an MCAP file: ${fault}. Open another one.`,
    detail: file,
  });
}

/** What the index of a file tells. @throws recording/cannotRead, recording/notMcap */
export async function summaryOf(file: string): Promise<RecordingSummary> {
  const { source, index } = await openFile(file);
  await source.close();
  return summarize(file, source.size, index);
}

export function summarize(file: string, size: number, index: FileIndex): RecordingSummary {
  const { chunks, isComplete, goodLength, problem } = index;
  const channels = channelsOf(index);
  const isOwn = isOwnFile(index);
  // Events of ours are no messages to the one who looks at a recording.
  const messages = channels
    .filter(({ messageEncoding }) => !isOwn || messageEncoding === 'zmtp')
    .reduce((sum, channel) => sum + channel.messages, 0);
  const starts = chunks.map(({ startLow, startHigh }) => epochMs(startLow, startHigh));
  const ends = chunks.map(({ endLow, endHigh }) => epochMs(endLow, endHigh));
  return {
    file,
    bytes: size,
    messages,
    firstTimeMs: starts.reduce((a, b) => Math.min(a, b), starts[0] ?? 0),
    lastTimeMs: ends.reduce((a, b) => Math.max(a, b), 0),
    soundness: { isComplete, goodBytes: goodLength, totalBytes: size, problem },
    definition: isOwn ? definitionOf(index) : undefined,
    channels,
  };
}

/** Whether the file's channels are those of ours, so that frames, directions and events can be told. */
export function isOwnFile({ profile, channels }: FileIndex): boolean {
  const encodingOf = (id: number) => channels.get(id)?.messageEncoding;
  return (
    profile === 'zeromq' &&
    encodingOf(channelId.received) === 'zmtp' &&
    encodingOf(channelId.sent) === 'zmtp' &&
    encodingOf(channelId.events) === 'json'
  );
}

/** @returns the recorded session's definition; undefined where the file has none that can be read. */
function definitionOf({ metadata }: FileIndex): SessionDefinition | undefined {
  const json = metadata.find(({ name }) => name === sessionRecord)?.map.get('definition');
  if (json === undefined) return undefined;
  try {
    return parseDefinitions([JSON.parse(json)]).definitions[0];
  } catch {
    return undefined;
  }
}

function channelsOf({ channels, schemas, chunks }: FileIndex): RecordingChannel[] {
  const counts = new Map<number, number>();
  for (const { index } of chunks) {
    for (const [channel, { count }] of index) counts.set(channel, (counts.get(channel) ?? 0) + count);
  }
  return [...channels.values()].map(({ id, topic, messageEncoding, schemaId }) => ({
    topic,
    messageEncoding,
    schema: schemas.get(schemaId)?.name,
    messages: counts.get(id) ?? 0,
  }));
}
