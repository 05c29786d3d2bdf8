import type { ErrorInfo } from '../base/workbenchError';
import type { SessionDefinition } from '../model/sessionDefinition';
import type { TimeRange } from './capture';
import { notificationType, requestType } from './requestType';

/**
 * Recordings: MCAP files that hold what a capture held (architecture, "The capture store"). Host -> engine. Files are
 * absolute paths; a file that exists is never written over.
 */

/** How the chunks of a file are compressed. Other tools' files may use lz4 too; ours do not. */
export type Compression = 'none' | 'zstd';

/** Which rows of a capture are meant. Without anything: all. */
export interface Selection {
  /** Filter language of docs/filter.md. */
  readonly filter?: string;
  readonly matchCase?: boolean;
  /** From inclusive, to exclusive. */
  readonly timeRange?: TimeRange;
  /** Rows [from, to). */
  readonly rows?: { readonly from: number; readonly to: number };
  readonly direction?: 'in' | 'out';
}

/** Whether a file is whole, and if not, up to where it can be read. */
export interface Soundness {
  /** The file ends as the format wants, and all that its index names is there. */
  readonly isComplete: boolean;
  /** Bytes from the start that are sound, of all. */
  readonly goodBytes: number;
  readonly totalBytes: number;
  /** A sentence where it is not complete: what is wrong, and what is lost. */
  readonly problem?: string;
  /** It is not complete because this engine is still writing it. */
  readonly isBeingWritten?: boolean;
}

export interface RecordingChannel {
  readonly topic: string;
  /** `zmtp` for ours; of other tools `json`, `cdr`, `protobuf` … */
  readonly messageEncoding: string;
  readonly schema?: string;
  readonly messages: number;
}

/** What a file holds, as far as its summary tells; of a file without one, as far as a walk over its chunks does. */
export interface RecordingSummary {
  readonly file: string;
  readonly bytes: number;
  readonly messages: number;
  /** Epoch ms of the first and the last message; 0 without any. */
  readonly firstTimeMs: number;
  readonly lastTimeMs: number;
  readonly soundness: Soundness;
  /** The session's, without secrets; absent in files of other tools. */
  readonly definition?: SessionDefinition;
  readonly channels: readonly RecordingChannel[];
}

/** A recording that is being written. */
export interface RecordingSnapshot {
  readonly session: string;
  readonly file: string;
  readonly state: 'recording' | 'finishing' | 'finished' | 'failed';
  /** Epoch ms. */
  readonly startedMs: number;
  readonly durationMs: number;
  readonly messages: number;
  /** Of the file so far. */
  readonly bytes: number;
  /** Messages that were evicted or lost before they could be copied into the file. */
  readonly missed: number;
  /** `failed`: why it stopped; what was written before is kept, and `messages` says how much that is. */
  readonly error?: ErrorInfo;
}

export interface RecordingStart {
  readonly session: string;
  readonly file: string;
  readonly compression: Compression;
}

export interface RecordingSave {
  readonly capture: string;
  readonly file: string;
  readonly compression: Compression;
  readonly selection: Selection;
  /** Names the task in `taskDidProgress`. */
  readonly task: string;
}

export type ExportFormat = 'jsonl' | 'csv' | 'frames';

export interface ExportParams {
  readonly capture: string;
  readonly format: ExportFormat;
  /** The file; of `frames` the folder, which is made. */
  readonly target: string;
  readonly selection: Selection;
  readonly task: string;
}

export interface ExportResult {
  readonly messages: number;
  readonly bytes: number;
}

export interface ImportParams {
  /** A JSON Lines file as `jsonl` exports write it (docs/recordings.md). */
  readonly source: string;
  readonly file: string;
  readonly compression: Compression;
  readonly task: string;
}

export interface OpenedRecording extends RecordingSummary {
  /** Stands for the file in every request of protocol/capture.ts until it is closed. */
  readonly capture: string;
}

export interface TaskProgress {
  readonly task: string;
  /** 0 to 1. */
  readonly done: number;
  readonly messages: number;
}

/** Begins with the next message. A session has one recording at a time. Throws `recording/exists` and file errors. */
export const recordingStart = requestType<RecordingStart, RecordingSnapshot>('recording/start');
/** Resolves when the file is complete. */
export const recordingStop = requestType<{ session: string }, RecordingSnapshot>('recording/stop');
/** All that run, and each that ended, once. */
export const recordingDidChange = notificationType<RecordingSnapshot>('recording/didChange');

/** Writes what was captured already. Cancelling removes the file. */
export const recordingSave = requestType<RecordingSave, RecordingSummary>('recording/save');

/** Reads a summary without opening the file as a capture. */
export const recordingInspect = requestType<{ file: string }, RecordingSummary>('recording/inspect');
/**
 * Makes a file that was not finished complete, in place: what is torn is cut off, the summary is written. Throws
 * `recording/running` for one that is being written.
 */
export const recordingRepair = requestType<{ file: string }, RecordingSummary>('recording/repair');

export const recordingOpen = requestType<{ file: string }, OpenedRecording>('recording/open');
export const recordingClose = requestType<{ capture: string }, void>('recording/close');

/** Cancelling removes what was written. */
export const recordingExport = requestType<ExportParams, ExportResult>('recording/export');
export const recordingImport = requestType<ImportParams, RecordingSummary>('recording/import');

/** Of saving, exporting and importing; at most ten times a second. */
export const taskDidProgress = notificationType<TaskProgress>('recording/didProgress');
