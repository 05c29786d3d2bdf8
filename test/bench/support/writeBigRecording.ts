/** Writes a recording of many messages as fast as the engine's own parts do. Arguments: file, messages. */
import { RecordingFile } from '../../../src/engine/recordings/recordingFile';
import { chunkBytes, ChunkWriter } from '../../../src/recording/chunkWriter';
import { channelId } from '../../../src/recording/mcapRecords';
import { highOf, lowOf } from '../../../src/recording/timestamp';
import { rareEvery, sampleFrames, type WrittenRecording } from './sampleMessages';

const startNs = 1_700_000_000_000_000_000n;
const stepNs = 10_000n;

void write(process.argv[2]!, Number(process.argv[3])).then((written) => process.send!(written));

async function write(file: string, messages: number): Promise<WrittenRecording> {
  const definition = { id: 'big', type: 'SUB', endpoints: [], subscriptions: [''], options: {} } as const;
  const recording = await RecordingFile.create(file, definition, 'none');
  const frames = Array.from({ length: rareEvery }, (_, index) => sampleFrames(index));
  const chunk = new ChunkWriter(chunkBytes);
  let bodyBytes = 0;
  for (let index = 0; index < messages; index++) {
    const ns = startNs + BigInt(index) * stepNs;
    const append = () =>
      chunk.append(channelId.received, index + 1, lowOf(ns), highOf(ns), frames[index % rareEvery]!);
    let bodies = append();
    if (bodies < 0) {
      recording.append(chunk.bytes.subarray(0, chunk.length));
      await recording.room();
      chunk.reset();
      bodies = append();
    }
    bodyBytes += bodies;
  }
  recording.append(chunk.bytes.subarray(0, chunk.length));
  await recording.finish();
  const timeOf = (index: number) => Number((startNs + BigInt(index) * stepNs) / 1000n) / 1000;
  return {
    bytes: recording.bytes,
    bodyBytes,
    firstTimeMs: timeOf(0),
    lastTimeMs: timeOf(messages - 1),
  };
}
