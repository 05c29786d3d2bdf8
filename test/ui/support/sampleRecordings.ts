import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ownFile } from '../../unit/recording/memoryFiles';
import { type ForeignMessage, writeForeignFile } from '../../engine/recordings/foreignFile';

const startNs = 1_700_000_000_000_000_000n;

/** @returns the bytes of a recording of ours: a topic and JSON in each message, every third of them sent. */
export function ownRecording(messages: number): Promise<Uint8Array> {
  return ownFile(
    Array.from({ length: messages }, (_, index) => ({
      outgoing: index % 3 === 0,
      frames: [Buffer.from(`ticks.${index % 2 === 0 ? 'AAPL' : 'MSFT'}`), Buffer.from(`{"price":${index}}`)],
    })),
    'none',
  );
}

/** Writes a recording of ours, less some bytes at its end. @returns its path */
export async function writeOwnRecording(
  folder: string,
  name: string,
  messages: number,
  cut = 0,
): Promise<string> {
  const bytes = await ownRecording(messages);
  const file = path.join(folder, name);
  writeFileSync(file, bytes.subarray(0, bytes.length - cut));
  return file;
}

/** Writes a file as another tool would, a millisecond between messages, with the channels /imu and /gps. @returns its path */
export async function writeForeignRecording(
  folder: string,
  name: string,
  messages: number,
  options?: Parameters<typeof writeForeignFile>[2],
): Promise<string> {
  const file = path.join(folder, name);
  const readings = Array.from({ length: messages }, (_, index): ForeignMessage => ({
    topic: index % 3 === 0 ? '/imu' : '/gps',
    timeNs: startNs + BigInt(index) * 1_000_000n,
    data: Buffer.from(JSON.stringify({ reading: index })),
  }));
  await writeForeignFile(file, readings, options);
  return file;
}
