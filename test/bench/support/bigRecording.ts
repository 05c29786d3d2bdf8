import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {
  captureDidChange,
  captureOpenView,
  captureWatch,
  type ViewStatus,
} from '../../../src/protocol/capture';
import { recordingOpen } from '../../../src/protocol/recording';
import type { EngineHarness } from '../../engine/support/engineHarness';
import type { Note } from '../figure';
import { runBenchProcess } from './benchProcess';
import { startShippedEngine } from './engineStream';
import type { WrittenRecording } from './sampleMessages';

/** Of the file that all figures about large recordings share. */
export const bigMessages = 10_000_000;
const neededBytes = 2e9;

export interface BigRecording extends WrittenRecording {
  readonly file: string;
}

let made: Promise<BigRecording> | undefined;

/** @returns a recording of 10 M messages with 1 GB of payload, made by the first who asks, gone when the process ends. */
export function bigRecording(note: Note): Promise<BigRecording> {
  made ??= make(note);
  return made;
}

async function make(note: Note): Promise<BigRecording> {
  const { bavail, bsize } = await fs.promises.statfs(os.tmpdir());
  const free = bavail * bsize;
  if (free < neededBytes) {
    throw new Error(
      `A recording of 10 M messages takes 2 GB; ${os.tmpdir()} has ${(free / 1e9).toFixed(1)} GB free.`,
    );
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-recording-'));
  process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'big.mcap');
  const started = performance.now();
  const written = await runBenchProcess<WrittenRecording>('writeBigRecording', [file, String(bigMessages)]);
  const seconds = (performance.now() - started) / 1000;
  note(`10 M messages written in ${seconds.toFixed(0)} s, ${(written.bytes / 1e9).toFixed(2)} GB`);
  return { file, ...written };
}

export interface View {
  readonly capture: string;
  readonly view: string;
}

/** Opens the recording in the engine. @returns a view of it, once topics and times are counted too. */
export async function openCounted(engine: EngineHarness, { file, bodyBytes }: BigRecording): Promise<View> {
  const { capture } = await engine.request(recordingOpen, { file });
  const { view } = await engine.request(captureOpenView, { capture });
  await statusOf(engine, { capture, view }, ({ ledger }) => ledger.bytes === bodyBytes);
  return { capture, view };
}

/** Watches a view. Resolves with its first status that is as asked. */
export async function statusOf(
  engine: EngineHarness,
  { capture, view }: View,
  is: (status: ViewStatus) => boolean,
): Promise<ViewStatus> {
  let found: ((status: ViewStatus) => void) | undefined;
  const change = new Promise<ViewStatus>((resolve) => (found = resolve));
  const listener = engine.on(captureDidChange, (status) => {
    if (status.view === view && is(status)) found?.(status);
  });
  try {
    const status = await engine.request(captureWatch, { capture, view, watch: true });
    return is(status) ? status : await change;
  } finally {
    listener.dispose();
  }
}

/** Opens the big recording in an engine of its own, all counted, for as long as it is looked at. */
export async function withBigView<T>(
  note: Note,
  look: (engine: EngineHarness, view: View, recording: BigRecording) => Promise<T>,
): Promise<T> {
  const recording = await bigRecording(note);
  const engine = await startShippedEngine();
  try {
    return await look(engine, await openCounted(engine, recording), recording);
  } finally {
    await engine.stop();
  }
}
