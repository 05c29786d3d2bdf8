import type { Event } from '../../base/emitter';
import type { SessionDefinition } from '../../model/sessionDefinition';
import type { Ledger } from '../../protocol/capture';
import type { PeerSnapshot, SessionRates } from '../../protocol/session';
import type { ChannelInfo } from '../../recording/fileIndex';
import type { CaptureDigest } from './captureDigest';
import type { ChunkCache } from './chunkCache';
import type { Directory } from './directory';
import type { EventLog } from './eventLog';
import type { ChannelTopics } from './rowCursor';

/** Rows [from, to) that were kept and are no more. */
export interface DroppedRows {
  readonly from: number;
  readonly to: number;
}

/** What is looked at: a session's live capture or a file. One grid, one filter, one export serve both. */
export interface CaptureSource {
  readonly id: string;
  readonly definition: SessionDefinition;
  /** The definition that a file was recorded with, whose id is not the capture's. */
  readonly recorded?: SessionDefinition;
  readonly directory: Directory;
  readonly cache: ChunkCache;
  readonly events: EventLog;
  readonly peersProvider: (() => readonly PeerSnapshot[]) | undefined;
  /** Of another tool's file, whose messages have no frames that could be topics. */
  readonly channelTopics?: ChannelTopics;
  /** The same channels as the file describes them, by id. */
  readonly channels?: ReadonlyMap<number, ChannelInfo>;
  /** The first row kept; the next one to come when none is. */
  readonly firstRow: number;
  /** One past the newest row. */
  readonly endRow: number;
  /** Epoch ms of the first message ever and of the newest one kept; 0 without. */
  readonly times: { readonly firstMs: number; readonly lastMs: number };
  readonly ledger: Ledger;
  readonly rates: SessionRates;
  /** Topics and timeline, as far as they are counted. */
  readonly counted: CaptureDigest;
  /** Raised when the events or peers change. */
  readonly eventVersion: number;
  /** Rows went: the oldest, all, or some that were lost. */
  readonly onDidDrop: Event<DroppedRows>;
  clear(): void;
}
