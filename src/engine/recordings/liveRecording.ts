import type { Disposable } from '../../base/disposable';
import { type ErrorInfo, errorInfoOf } from '../../base/workbenchError';
import type { RecordingSnapshot, RecordingStart } from '../../protocol/recording';
import type { Capture } from '../capture/capture';
import { RecordingFile } from './recordingFile';
import { Recorder } from './recorder';

/** One session's recording from its start to its end. */
export class LiveRecording {
  private state: RecordingSnapshot['state'] = 'recording';
  private error: ErrorInfo | undefined;
  private readonly startedMs = Date.now();
  private endedMs: number | undefined;
  private ending: Promise<void> | undefined;
  private following: Disposable | undefined;

  private constructor(
    readonly capture: Capture,
    private readonly file: RecordingFile,
    private readonly recorder: Recorder,
  ) {}

  /** @throws recording/exists, recording/cannotCreate, recording/noCompression */
  static async start(capture: Capture, { file: path, compression }: RecordingStart): Promise<LiveRecording> {
    const file = await RecordingFile.create(path, capture.definition, compression);
    const recording = new LiveRecording(capture, file, new Recorder(capture, file));
    recording.following = capture.onDidSeal(() => void recording.follow());
    return recording;
  }

  get isOver(): boolean {
    return this.state === 'finished' || this.state === 'failed';
  }

  get snapshot(): RecordingSnapshot {
    const { capture, file, recorder, state, startedMs, error } = this;
    return {
      session: capture.id,
      file: file.path,
      state,
      startedMs,
      durationMs: (this.endedMs ?? Date.now()) - startedMs,
      messages: file.messages,
      bytes: file.bytes,
      missed: recorder.missed,
      error,
    };
  }

  /** Copies what came since. Never rejects: a failure ends the recording. */
  pull(): Promise<void> {
    return this.copy(() => this.recorder.pull());
  }

  /** Copies the rest and completes the file. Never rejects. */
  stop(failure?: unknown): Promise<void> {
    this.ending ??= this.end(failure);
    return this.ending;
  }

  private follow(): Promise<void> {
    return this.copy(() => this.recorder.follow());
  }

  private async copy(copying: () => Promise<void>): Promise<void> {
    if (this.ending || this.isOver) return;
    try {
      await copying();
    } catch (error) {
      await this.stop(error);
    }
  }

  private async end(failure: unknown): Promise<void> {
    if (this.isOver) return;
    this.state = 'finishing';
    this.following?.dispose();
    let trouble = failure;
    try {
      if (trouble === undefined) await this.recorder.pull();
    } catch (error) {
      trouble = error;
    }
    try {
      // Also after a failure: it closes the file.
      await this.file.finish();
    } catch (error) {
      trouble ??= error;
    }
    this.endedMs = Date.now();
    if (trouble !== undefined) this.error = errorInfoOf(trouble);
    this.state = trouble === undefined ? 'finished' : 'failed';
  }
}
