import { basename, resolve } from 'node:path';
import type { Cancellation } from '../../base/cancellation';
import { WorkbenchError } from '../../base/workbenchError';
import {
  type ImportParams,
  type OpenedRecording as OpenedSummary,
  recordingDidChange,
  recordingClose,
  recordingExport,
  recordingImport,
  recordingInspect,
  recordingOpen,
  recordingRepair,
  recordingSave,
  type RecordingSave,
  type RecordingSnapshot,
  type RecordingStart,
  recordingStart,
  recordingStop,
  type RecordingSummary,
  taskDidProgress,
} from '../../protocol/recording';
import type { CaptureConnection, CaptureService } from '../capture/captureService';
import { exportCapture } from './export/exportCapture';
import { importRecording } from './export/importRecording';
import { LiveRecording } from './liveRecording';
import { OpenedRecording } from './openedRecording';
import { repairFile } from './repairFile';
import { saveCapture } from './saveCapture';
import { summaryOf } from './summary';

/** What is captured gets into the file after so long, and half a second later to the disk at the latest. */
const pullMs = 250;
const progressMs = 100;

/** Owns the recordings that are being written, and answers the requests of protocol/recording.ts that write. */
export class RecordingService {
  /** By session; those that ended stay until the next begins, to be asked for. */
  private readonly recordings = new Map<string, LiveRecording>();
  /** Sessions whose file is being made. */
  private readonly starting = new Set<string>();
  private readonly told = new WeakMap<LiveRecording, string>();
  private readonly opened = new Map<string, OpenedRecording>();
  private pulling: NodeJS.Timeout | undefined;

  constructor(
    private readonly captures: CaptureService,
    private readonly connection: CaptureConnection,
  ) {
    captures.willDrop = async ({ id }) => this.recordings.get(id)?.pull();
    connection.handle(recordingStart, (params) => this.start(params));
    connection.handle(recordingStop, ({ session }) => this.stop(session));
    connection.handle(recordingOpen, ({ file }) => this.open(file));
    connection.handle(recordingClose, ({ capture }) => this.close(capture));
    connection.handle(recordingInspect, async ({ file }) => this.marked(await summaryOf(file)));
    connection.handle(recordingRepair, ({ file }) => this.repair(file));
    connection.handle(recordingSave, (params, token) => this.save(params, token));
    connection.handle(recordingExport, (params, token) => {
      const capture = this.captures.captureOf(params.capture);
      return exportCapture(capture, params, this.progressOf(params.task), token);
    });
    connection.handle(recordingImport, (params, token) => this.import(params, token));
  }

  /** Completes all files. */
  async finish(): Promise<void> {
    clearInterval(this.pulling);
    await Promise.all([...this.recordings.values()].map((recording) => recording.stop()));
  }

  async dispose(): Promise<void> {
    await this.finish();
    this.recordings.clear();
    await Promise.all([...this.opened.keys()].map((capture) => this.close(capture)));
  }

  private async open(file: string): Promise<OpenedSummary> {
    const recording = await OpenedRecording.open(file);
    this.opened.set(recording.id, recording);
    this.captures.addFile(recording);
    return this.marked(recording.opened);
  }

  private repair(file: string): Promise<RecordingSummary> {
    if (!this.isWriting(file)) return repairFile(file);
    throw new WorkbenchError({
      code: 'recording/running',
      message: `${basename(file)} is still being written. It is complete when its recording is stopped.`,
    });
  }

  private isWriting(file: string): boolean {
    return [...this.recordings.values()].some(
      ({ snapshot, isOver }) => !isOver && resolve(snapshot.file) === resolve(file),
    );
  }

  /** What a file lacks only because it is being written is no fault. */
  private marked<S extends RecordingSummary>(summary: S): S {
    if (!this.isWriting(summary.file)) return summary;
    return { ...summary, soundness: { ...summary.soundness, isBeingWritten: true } };
  }

  private async close(capture: string): Promise<void> {
    const recording = this.opened.get(capture);
    this.opened.delete(capture);
    this.captures.removeFile(capture);
    await recording?.dispose();
  }

  private async start(params: RecordingStart): Promise<RecordingSnapshot> {
    const { session } = params;
    const former = this.recordings.get(session);
    if ((former && !former.isOver) || this.starting.has(session)) {
      throw new WorkbenchError({
        code: 'recording/running',
        message: 'This session is being recorded already. Stop that recording to begin another.',
      });
    }
    this.starting.add(session);
    try {
      const recording = await LiveRecording.start(this.captures.liveOf(session), params);
      this.recordings.set(session, recording);
      this.pulling ??= setInterval(() => this.tick(), pullMs);
      return recording.snapshot;
    } finally {
      this.starting.delete(session);
    }
  }

  private async stop(session: string): Promise<RecordingSnapshot> {
    const recording = this.recordings.get(session);
    if (!recording) {
      throw new WorkbenchError({ code: 'recording/none', message: 'This session is not being recorded.' });
    }
    await recording.stop();
    this.tell(recording);
    return recording.snapshot;
  }

  private tick(): void {
    const all = [...this.recordings.values()];
    // One that failed by itself is over before anybody has heard of it.
    for (const recording of all) void recording.pull().then(() => this.tell(recording));
    if (all.some((recording) => !recording.isOver)) return;
    clearInterval(this.pulling);
    this.pulling = undefined;
  }

  private tell(recording: LiveRecording): void {
    const { snapshot } = recording;
    const text = JSON.stringify(snapshot);
    if (this.told.get(recording) === text) return;
    this.told.set(recording, text);
    this.connection.notify(recordingDidChange, snapshot);
  }

  private async save(params: RecordingSave, token: Cancellation): Promise<RecordingSummary> {
    const { file, compression, selection, task } = params;
    const capture = this.captures.captureOf(params.capture);
    await saveCapture(capture, file, compression, selection, this.progressOf(task), token);
    return summaryOf(file);
  }

  private async import(params: ImportParams, token: Cancellation): Promise<RecordingSummary> {
    await importRecording(params, this.progressOf(params.task), token);
    return summaryOf(params.file);
  }

  /** @returns what tells the host of a task's progress, as often as it may be told. */
  private progressOf(task: string): (done: number, messages: number) => void {
    let told = -Infinity;
    return (done, messages) => {
      if (performance.now() - told < progressMs) return;
      told = performance.now();
      this.connection.notify(taskDidProgress, { task, done, messages });
    };
  }
}
