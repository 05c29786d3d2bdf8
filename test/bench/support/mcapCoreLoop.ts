/** The yardstick of recording: the same messages through the reference library's writer. Argument: how many. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { type IWritable, McapWriter } from '@mcap/core';
import { encodeFrames } from '../../../src/recording/zmtpFrames';
import { rareEvery, sampleFrames } from './sampleMessages';

void record(Number(process.argv[2])).then((rate) => process.send!(rate));

/** @returns messages a second, until the file is complete. */
async function record(messages: number): Promise<number> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-mcap-'));
  try {
    await run(path.join(folder, 'warm.mcap'), messages / 5);
    return await run(path.join(folder, 'core.mcap'), messages);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function run(file: string, messages: number): Promise<number> {
  const handle = await fs.promises.open(file, 'wx');
  let length = 0n;
  const writable: IWritable = {
    async write(bytes) {
      length += BigInt(bytes.length);
      await handle.write(bytes);
    },
    position: () => length,
  };
  // its defaults: chunks of 1 MiB, all indexes, CRCs
  const writer = new McapWriter({ writable });
  await writer.start({ profile: '', library: 'bench' });
  const channelId = await writer.registerChannel({
    topic: 'bench',
    schemaId: 0,
    messageEncoding: 'zmtp',
    metadata: new Map(),
  });
  const frames = Array.from({ length: rareEvery }, (_, index) => sampleFrames(index));
  const started = performance.now();
  for (let sequence = 0; sequence < messages; sequence++) {
    const data = encodeFrames(frames[sequence % rareEvery]!);
    const time = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n;
    await writer.addMessage({ channelId, sequence, logTime: time, publishTime: time, data });
  }
  await writer.end();
  const seconds = (performance.now() - started) / 1000;
  await handle.close();
  return messages / seconds;
}
