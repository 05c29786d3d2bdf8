/** Stores messages in a capture that is recorded, both on disk, without a socket. Argument: how many messages. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Capture } from '../../../src/engine/capture/capture';
import { LiveRecording } from '../../../src/engine/recordings/liveRecording';
import { rareEvery, sampleFrames } from './sampleMessages';

const batch = 1000;
const pullMs = 250;

void record(Number(process.argv[2])).then((rate) => process.send!(rate));

/** @returns messages a second, until the last is in both files and the recording is complete. */
async function record(messages: number): Promise<number> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-record-'));
  try {
    await run(folder, messages / 5);
    return await run(folder, messages);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function run(folder: string, messages: number): Promise<number> {
  const definition = { id: 'bench', type: 'SUB', endpoints: [], subscriptions: [''], options: {} } as const;
  const spool = path.join(folder, `spool-${messages}`);
  const capture = new Capture({ id: 'bench', definition, folder: spool, limitBytes: 4e9, log: console });
  const file = path.join(folder, `${messages}.mcap`);
  const recording = await LiveRecording.start(capture, { session: 'bench', file, compression: 'none' });
  // As the engine's recording service does it.
  const pulling = setInterval(() => void recording.pull(), pullMs);
  const frames = Array.from({ length: rareEvery }, (_, index) => sampleFrames(index));
  const started = performance.now();
  for (let done = 0; done < messages; done += batch) {
    for (let i = 0; i < batch; i++) capture.append(false, frames[(done + i) % rareEvery]!);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await recording.stop();
  await capture.close();
  const seconds = (performance.now() - started) / 1000;
  clearInterval(pulling);
  const { state, messages: recorded, missed } = recording.snapshot;
  if (state !== 'finished' || recorded !== messages || missed > 0 || capture.ledger.lost > 0) {
    throw new Error(
      `${state}: ${recorded} of ${messages} recorded, ${missed} missed, ${capture.ledger.lost} lost`,
    );
  }
  await capture.remove();
  return messages / seconds;
}
