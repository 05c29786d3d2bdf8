import type { ErrorInfo } from '../base/workbenchError';
import type { Selection } from './recording';
import { notificationType, requestType } from './requestType';

/** Replaying: sending the rows of a capture, live or from a file, through an open session. Host -> engine. */

export type ReplayTiming =
  /** As it was, `speed` times as fast: 0.01 to 100. */
  | { readonly kind: 'original'; readonly speed: number }
  /** Messages a second, evenly. */
  | { readonly kind: 'rate'; readonly perSecond: number }
  /** As fast as the socket takes them. */
  | { readonly kind: 'fast' };

export interface ReplayParams {
  readonly capture: string;
  readonly selection: Selection;
  /** The open session that sends. */
  readonly session: string;
  readonly timing: ReplayTiming;
  /** Peers that must have finished their handshake, or subscribed where the socket knows; 0: at once. */
  readonly awaitPeers: number;
  /** Times the whole is sent; 0: until stopped. */
  readonly loops: number;
  /**
   * Of a ROUTER or SERVER: recorded routing ids to those of now, in hex. Ids that are missing are given to the peers
   * of now in the order in which they were seen.
   */
  readonly peers?: Readonly<Record<string, string>>;
}

export interface Lateness {
  /** Milliseconds after a message was due, over all sent so far. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface ReplaySnapshot {
  readonly replay: string;
  readonly capture: string;
  readonly session: string;
  readonly state: 'waiting' | 'running' | 'paused' | 'finished' | 'stopped' | 'failed';
  readonly timing: ReplayTiming;
  readonly sent: number;
  /** Messages that could not be sent; the last reason is `error`. */
  readonly failed: number;
  /** REQ: replies that came. */
  readonly replies?: number;
  /** Messages that one loop sends. */
  readonly total: number;
  /** Messages of this loop that are behind, whether sent, failed or jumped over. */
  readonly position: number;
  /** Counts from 1. */
  readonly loop: number;
  readonly loops: number;
  /** The row that was sent last, and its time in the recording in epoch ms; -1 and 0 before. */
  readonly row: number;
  readonly timeMs: number;
  /** Epoch ms: where the selection begins and ends, and the marks within which it is sent. */
  readonly firstTimeMs: number;
  readonly lastTimeMs: number;
  readonly startMarkMs?: number;
  readonly endMarkMs?: number;
  /** Peers that are there and that are waited for. */
  readonly peers: number;
  readonly awaitPeers: number;
  /** Of `original` and `rate` timing. */
  readonly lateness?: Lateness;
  /** Once it is over: the milliseconds in which it ran, without pauses and the wait for peers. */
  readonly ranMs?: number;
  readonly error?: ErrorInfo;
}

export type ReplayControl =
  /**
   * `resume` of one that waits for peers begins at once. `step` sends one message and stays paused; didChange tells of
   * it.
   */
  | { readonly action: 'pause' | 'resume' | 'step' | 'stop' }
  /** The message that comes next is the first that is not before the time. */
  | { readonly action: 'seek'; readonly timeMs: number }
  /** Messages from the first time to the second, both inclusive; where one is left out, as the selection says. */
  | { readonly action: 'marks'; readonly startMs?: number; readonly endMs?: number }
  | { readonly action: 'timing'; readonly timing: ReplayTiming };

/** Throws `replay/…` where the capture holds nothing to send or the session cannot send it. */
export const replayStart = requestType<ReplayParams, ReplaySnapshot>('replay/start');
export const replayControl = requestType<{ replay: string; control: ReplayControl }, ReplaySnapshot>(
  'replay/control',
);
export const replayList = requestType<void, readonly ReplaySnapshot[]>('replay/list');
/** At most ten times a second while it runs, and at the end. */
export const replayDidChange = notificationType<ReplaySnapshot>('replay/didChange');
