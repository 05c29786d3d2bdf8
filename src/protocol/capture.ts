import type { ErrorInfo } from '../base/workbenchError';
import type { PeerSnapshot, SocketEvent } from './session';
import { notificationType, requestType } from './requestType';

/**
 * Looking at a capture. Spoken by the inspector (through the host) and by commands. A capture's id is its
 * session's id. Rows are numbered from 0 in the order of arrival and keep their number for ever; eviction
 * takes the lowest. A view is one inspector's filter over a capture: `position` counts the view's rows from 0,
 * and moves down when rows before it are evicted.
 */
export interface CaptureRef {
  readonly capture: string;
}

export interface ViewRef extends CaptureRef {
  readonly view: string;
}

/** Times are epoch nanoseconds in bigint where exactness counts and epoch milliseconds (fractional) elsewhere. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface FilterMistake {
  /** Characters in the filter text, `from` inclusive, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** A ledger that always adds up: received + sent = kept + evicted + cleared + lost. */
export interface Ledger {
  readonly received: number;
  readonly sent: number;
  readonly kept: number;
  readonly evicted: number;
  readonly cleared: number;
  /** Bytes of message frames received and sent since the session opened. */
  readonly bytes: number;
  /** Bytes the kept messages take on the spool and in memory, and the bound. */
  readonly bufferBytes: number;
  readonly bufferLimit: number;
  /** Messages that could not be written to the spool (disk full …) and are gone. */
  readonly lost: number;
  readonly lostReason?: ErrorInfo;
  /**
   * Of a recording: messages of the session, between the first and the last, that the file leaves out. They were missed
   * while it was recorded, or not among those that were saved.
   */
  readonly leftOut?: number;
}

/** Code of what is asked about a row that no message has had yet; one that is gone is `capture/rowGone`. */
export const captureNoRow = 'capture/noRow';

/** The state of a view, sent at most 20 times a second while it is watched, and only when it changed. */
export interface ViewStatus {
  readonly view: string;
  readonly capture: string;
  readonly ledger: Ledger;
  /** First row still kept, and one past the newest (frozen views: past the newest at the time of freezing). */
  readonly firstRow: number;
  readonly endRow: number;
  /** Rows in the view: all kept ones without a filter, else the matches so far. */
  readonly count: number;
  /** Rows that the filter and the time range hide, of those scanned. */
  readonly hidden: number;
  /** 0 to 1; 1 when the filter has seen every kept row. */
  readonly scanned: number;
  readonly frozen: boolean;
  /** All that the time range spans, without one the whole capture, came after the freezing. */
  readonly isAfterFreeze: boolean;
  /** Epoch milliseconds of the capture's first message ever and its newest; 0 without messages. */
  readonly firstTimeMs: number;
  readonly lastTimeMs: number;
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
  /** Raised when the events or peers changed. */
  readonly eventSeq: number;
  readonly topicCount: number;
  /** Messages that topics and timeline tell of: not yet all while what was opened is read through. */
  readonly counted: number;
}

export interface SetFilterParams extends ViewRef {
  /** Filter language of docs/filter.md; empty shows all. */
  readonly filter: string;
  readonly matchCase?: boolean;
  readonly timeRange?: TimeRange;
}

export interface SetFilterResult {
  /** Empty when the filter was taken; otherwise the former filter stays in force. */
  readonly mistakes: readonly FilterMistake[];
  readonly status: ViewStatus;
}

export interface WindowParams extends ViewRef {
  readonly position: number;
  /** At most 1,000. */
  readonly count: number;
}

export interface WindowResult {
  readonly status: ViewStatus;
  /** Position of the first row in `rows`; differs from the asked one when rows were evicted meanwhile. */
  readonly position: number;
  /** Packed as in rows.ts. */
  readonly rows: Uint8Array;
}

export interface MessageParams extends CaptureRef {
  readonly row: number;
  /** First frame wanted, and how many at most (100,000-part messages exist). */
  readonly fromFrame: number;
  readonly frameCount: number;
  /** Bytes of each frame to send at most; the rest is asked for with captureFrame. */
  readonly maxFrameBytes: number;
}

export interface FrameData {
  readonly index: number;
  /** The whole frame's size in bytes; more than `bytes.length` when truncated for display. */
  readonly size: number;
  readonly bytes: Uint8Array;
}

export interface MessageResult {
  readonly row: number;
  readonly direction: 'in' | 'out';
  /** Epoch ns as a decimal string, since not every border carries bigint. */
  readonly timeNs: string;
  readonly frameCount: number;
  readonly size: number;
  readonly frames: readonly FrameData[];
  /** Index of the frame that is the topic or routing id, or -1. */
  readonly topicFrame: number;
  readonly topic: string;
  /** The row before it with the same topic and direction, for the diff; -1 without one. */
  readonly previousOnTopic: number;
}

export interface FrameParams extends CaptureRef {
  readonly row: number;
  readonly frame: number;
  readonly offset: number;
  readonly length: number;
}

export interface TopicCount {
  /** Printable text or `0x…`. */
  readonly topic: string;
  /** The topic's bytes in hex, at most 255 bytes. */
  readonly hex: string;
  readonly count: number;
  readonly perSecond: number;
}

export interface TopicsResult {
  /** By count, at most the asked number. */
  readonly topics: readonly TopicCount[];
  /** Distinct topics in all; over the limit of 10,000 the rest is counted together. */
  readonly total: number;
  readonly otherCount: number;
}

export interface TimelineResult {
  readonly fromMs: number;
  readonly toMs: number;
  /** Messages received and sent per bucket, oldest first; buckets are equal in time. */
  readonly received: readonly number[];
  readonly sent: readonly number[];
}

export interface EventsResult {
  readonly events: readonly SocketEvent[];
  readonly peers: readonly PeerSnapshot[];
}

/** `window` of rows of a capture with whole frames, for commands and tests. */
export interface RowsParams extends CaptureRef {
  readonly from: number;
  readonly to: number;
  readonly filter?: string;
  readonly matchCase?: boolean;
}

export const captureOpenView = requestType<CaptureRef, ViewStatus>('capture/openView');
export const captureCloseView = requestType<ViewRef, void>('capture/closeView');
/** Ticks are sent only while watched: a hidden inspector switches it off. */
export const captureWatch = requestType<ViewRef & { watch: boolean }, ViewStatus>('capture/watch');
export const captureSetFilter = requestType<SetFilterParams, SetFilterResult>('capture/setFilter');
export const captureFreeze = requestType<ViewRef & { frozen: boolean }, ViewStatus>('capture/freeze');
export const captureWindow = requestType<WindowParams, WindowResult>('capture/window');
/** @returns the position of the first row of the view that is not before the given row or time. */
export const captureLocate = requestType<
  ViewRef & ({ row: number } | { timeMs: number }),
  { position: number }
>('capture/locate');
export const captureMessage = requestType<MessageParams, MessageResult>('capture/message');
export const captureFrame = requestType<FrameParams, { bytes: Uint8Array; size: number }>('capture/frame');
export const captureTopics = requestType<CaptureRef & { limit: number }, TopicsResult>('capture/topics');
/** Over the whole kept range when no range is given. At most 2,000 buckets. */
export const captureTimeline = requestType<
  CaptureRef & { buckets: number; range?: TimeRange },
  TimelineResult
>('capture/timeline');
export const captureEvents = requestType<CaptureRef & { limit: number }, EventsResult>('capture/events');
/** Drops what was captured; the ledger counts it as cleared. */
export const captureClear = requestType<CaptureRef, void>('capture/clear');
/** Rows [from, to) that match the filter, packed with whole frames (rows.ts, `withFrames`), at most 10,000 rows or 64 MiB. */
export const captureRows = requestType<RowsParams, { rows: Uint8Array; matched: number }>('capture/rows');
/** @returns the newest kept row of a session that was received, or -1, however many were sent since. */
export const captureNewestReceived = requestType<CaptureRef, { row: number }>('capture/newestReceived');

export const captureDidChange = notificationType<ViewStatus>('capture/didChange');
