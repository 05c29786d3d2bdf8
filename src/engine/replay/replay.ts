// The global of this name is a getter, which costs more than the clock.
import { performance } from 'node:perf_hooks';
import { type ErrorInfo, errorInfoOf, WorkbenchError } from '../../base/workbenchError';
import type { Direction } from '../../model/envelope';
import type { ReplayRule } from '../../model/replayRules';
import type { ReplayParams, ReplaySnapshot, ReplayTiming } from '../../protocol/replay';
import type { CaptureSource } from '../capture/captureSource';
import type { RowCursor } from '../capture/rowCursor';
import { TimeSlice } from '../capture/timeSlice';
import type { SessionSocket } from '../sessions/sessionSocket';
import { LatenessHistogram } from './lateness';
import { OutgoingFrames } from './outgoingFrames';
import { PeerMap } from './peerMap';
import { readyPeers, settlingTime } from './readyPeers';
import { ReplayClock } from './replayClock';
import { passingFailures, rowsGone, sessionGone } from './replayError';
import { ReplayTurns } from './replayTurns';
import type { RowSet } from './rowSet';
import { RowFeed } from './rowFeed';
import { RunTime } from './runTime';
import { Waiter } from './waiter';

export interface ReplayOptions {
  readonly id: string;
  readonly params: ReplayParams;
  readonly capture: CaptureSource;
  readonly rows: RowSet;
  /** Epoch ms of the first and the last of the rows. */
  readonly bounds: { readonly firstMs: number; readonly lastMs: number };
  readonly rules: Readonly<Partial<Record<Direction, ReplayRule>>>;
  readonly socket: SessionSocket;
  /** It ended; while it runs, whoever wants to know asks for the snapshot. */
  readonly onDidEnd: () => void;
}

/** Rows between which messages are sent, and their times as they were given. */
export interface Marks {
  readonly from: number;
  readonly to: number;
  readonly startMs?: number;
  readonly endMs?: number;
}

/** Longest stretch of sending without a turn of the event loop. */
const sliceMs = 8;
/** Messages between looks at the clock where nothing is due at a time. */
const clockInterval = 16;
/** From the only message of a loop to itself. */
const loneGapMs = 1000;

/** Sends the selected rows of a capture through a session, once or again and again. */
export class Replay {
  private current: ReplaySnapshot['state'] = 'waiting';
  private error: ErrorInfo | undefined;
  private sent = 0;
  private failed = 0;
  private loop = 1;
  private goneInLoop = 0;
  private position = 0;
  private total: number;
  private row = -1;
  private timeMs = 0;
  private marks: Marks;
  private steps = 0;
  private settledAt: number | undefined;
  private readonly clock: ReplayClock;
  private readonly feed: RowFeed;
  private readonly late = new LatenessHistogram();
  private readonly peers: PeerMap;
  private readonly frames: OutgoingFrames;
  private readonly waiter = new Waiter();
  private readonly slice = new TimeSlice();
  private readonly turns: ReplayTurns;
  private readonly ran = new RunTime();

  /** Throws a WorkbenchError where the peers that were named are no routing ids. */
  constructor(private readonly options: ReplayOptions) {
    const { params, rows, socket, capture } = options;
    this.peers = new PeerMap(socket.type, params.peers, () => socket.peers());
    this.frames = new OutgoingFrames(options.rules, this.peers);
    this.clock = new ReplayClock(params.timing);
    this.feed = new RowFeed(capture, rows);
    this.marks = { from: rows.from, to: rows.to };
    this.total = rows.count();
    this.turns = new ReplayTurns(socket, this.waiter);
    if (params.awaitPeers === 0) this.state = 'running';
  }

  get id(): string {
    return this.options.id;
  }

  get session(): string {
    return this.options.params.session;
  }

  get capture(): CaptureSource {
    return this.options.capture;
  }

  get socket(): SessionSocket {
    return this.options.socket;
  }

  private get state(): ReplaySnapshot['state'] {
    return this.current;
  }

  private set state(state: ReplaySnapshot['state']) {
    this.current = state;
    this.ran.set(state === 'running', performance.now());
  }

  get isOver(): boolean {
    return this.state === 'finished' || this.state === 'stopped' || this.state === 'failed';
  }

  snapshot(): ReplaySnapshot {
    const { options, state, sent, failed, total, position, loop, row, timeMs, marks, clock, error } = this;
    const { id, params, bounds, socket } = options;
    return {
      replay: id,
      capture: params.capture,
      session: params.session,
      state,
      timing: clock.timing,
      sent,
      failed,
      replies: socket.type === 'REQ' ? this.turns.replies : undefined,
      total,
      position,
      loop,
      loops: params.loops,
      row,
      timeMs,
      firstTimeMs: bounds.firstMs,
      lastTimeMs: bounds.lastMs,
      startMarkMs: marks.startMs,
      endMarkMs: marks.endMs,
      peers: this.isOver ? 0 : readyPeers(socket, this.peers.named),
      awaitPeers: params.awaitPeers,
      lateness: this.late.lateness,
      ranMs: this.isOver ? this.ran.ms : undefined,
      error,
    };
  }

  /** Resolves when it is over. Never rejects. */
  async run(): Promise<void> {
    try {
      while (!this.isOver) {
        await this.advance();
        if (this.slice.isOver) await this.slice.pause();
      }
    } catch (error) {
      const info = errorInfoOf(error);
      this.end('failed', info.code === 'session/notOpen' ? sessionGone().toInfo() : info);
    }
  }

  pause(): void {
    if (this.isOver || this.state === 'paused') return;
    this.state = 'paused';
    this.clock.pause(performance.now());
    this.waiter.wake();
  }

  resume(): void {
    if (this.state !== 'paused' && this.state !== 'waiting') return;
    this.steps = 0;
    this.clock.resume(performance.now());
    this.state = 'running';
    this.waiter.wake();
  }

  /** Sends one message and stays paused. */
  step(): void {
    if (this.isOver) return;
    this.pause();
    this.steps++;
    this.waiter.wake();
  }

  stop(): void {
    this.end('stopped', this.error);
  }

  /** Ends it because something that it needs is gone. */
  fail(error: WorkbenchError): void {
    this.end('failed', error.toInfo());
  }

  /** @param row the first of the selection that is not before it comes next, and at once */
  seek(row: number): void {
    const { feed, marks, options } = this;
    feed.seek(Math.max(row, marks.from));
    this.position = options.rows.count(marks.from, feed.position);
    this.clock.restart();
    this.waiter.wake();
  }

  setMarks(marks: Marks): void {
    const { feed, options } = this;
    this.marks = marks;
    this.total = options.rows.count(marks.from, marks.to);
    feed.stopBefore(marks.to);
    if (feed.position < marks.from) this.seek(marks.from);
    this.position = options.rows.count(marks.from, feed.position);
    this.waiter.wake();
  }

  setTiming(timing: ReplayTiming): void {
    this.clock.setTiming(timing, performance.now());
    this.waiter.wake();
  }

  /** The session looks different: a peer came, or a turn. */
  sessionDidChange(): void {
    if (this.state === 'waiting') this.waiter.wake();
  }

  /** Does what comes next, and comes back when something else may. */
  private async advance(): Promise<void> {
    if (this.state === 'waiting') return this.awaitPeers();
    const isStepping = this.state === 'paused' && this.steps > 0;
    if (this.state === 'paused' && !isStepping) return this.waiter.sleep();
    if (this.turns.areKept && !this.turns.isOurs()) return this.awaitTurn();
    const next = this.feed.peek();
    this.countGone();
    if (next === 'unread') return this.waiter.sleepUntil(this.feed.ready());
    if (!next) return this.endLoop();
    if (!isStepping) {
      const due = this.clock.due(next.timeMs, performance.now());
      if (due > performance.now()) return this.waiter.until(due);
    }
    await this.sendSlice(isStepping);
  }

  private async awaitPeers(): Promise<void> {
    const { socket, params } = this.options;
    const now = performance.now();
    if (readyPeers(socket, this.peers.named) < params.awaitPeers) {
      this.settledAt = undefined;
      return this.waiter.sleep();
    }
    this.settledAt ??= now + settlingTime(socket);
    if (this.settledAt > now) return this.waiter.sleep(this.settledAt - now);
    this.state = 'running';
  }

  private async awaitTurn(): Promise<void> {
    // After the last answer no request has to come.
    if (this.socket.type === 'REP' && !this.feed.peek()) return this.endLoop();
    const missing = await this.turns.wait(this.row);
    // It was sent all the same: the count of replies tells.
    if (missing) this.error = missing.toInfo();
  }

  private endLoop(): void {
    const { loops } = this.options.params;
    if (loops > 0 && this.loop >= loops) return this.end('finished', this.error);
    if (this.goneInLoop >= this.total) return this.end('failed', this.error);
    this.loop++;
    this.goneInLoop = 0;
    this.position = 0;
    this.feed.seek(this.marks.from);
    const { firstMs, lastMs } = this.options.bounds;
    const { startMs = firstMs, endMs = lastMs } = this.marks;
    const duration = Math.min(endMs, lastMs) - Math.max(startMs, firstMs);
    this.clock.loop(this.total > 1 ? Math.max(0, duration) / (this.total - 1) : loneGapMs);
  }

  /** Sends what is due, for a few milliseconds at most; a step or a turn is one message. */
  private async sendSlice(isStep: boolean): Promise<void> {
    const { clock, feed, late, turns } = this;
    const { queue } = this.options.socket;
    const state = this.state;
    const isTimed = clock.timing.kind !== 'fast';
    const onlyOne = isStep || turns.areKept;
    const sliceEnd = performance.now() + sliceMs;
    let isFirst = true;
    let due = 0;
    let now = performance.now();
    let sinceClock = 0;
    await queue.sendEach({
      next: () => {
        for (;;) {
          if (isTimed || ++sinceClock >= clockInterval) {
            now = performance.now();
            sinceClock = 0;
          }
          if (this.state !== state || (!isFirst && (onlyOne || now >= sliceEnd))) return undefined;
          const message = feed.peek();
          if (!message || message === 'unread') return undefined;
          const { timeMs } = message;
          if (isStep) {
            clock.step(timeMs, now);
            this.steps = Math.max(0, this.steps - 1);
          } else {
            due = clock.due(timeMs, now);
            if (due > now) return undefined;
            clock.took(timeMs, due);
          }
          isFirst = false;
          this.row = message.row;
          this.timeMs = timeMs;
          this.position++;
          const frames = this.framesOf(message);
          feed.take();
          if (frames) return frames;
        }
      },
      taken: () => {
        this.sent++;
        if (isTimed && !isStep) late.add(performance.now() - due);
        turns.sent();
      },
      failed: (error) => {
        if (error.code === 'send/noSuchPeer') this.frames.peerIsGone();
        this.countFailure(error);
        return true;
      },
    });
  }

  /** @returns undefined where it cannot be sent, which is counted */
  private framesOf(message: RowCursor): readonly Uint8Array[] | undefined {
    try {
      return this.frames.of(message);
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      this.countFailure(error);
      return undefined;
    }
  }

  private countFailure(error: WorkbenchError): void {
    if (this.isOver) return;
    this.failed++;
    this.error = error.toInfo();
    if (!passingFailures.has(error.code)) this.end('failed', this.error);
  }

  private countGone(): void {
    const gone = this.feed.takeGone();
    if (gone === 0) return;
    this.failed += gone;
    this.position += gone;
    this.goneInLoop += gone;
    this.error = rowsGone(gone).toInfo();
  }

  private end(state: 'finished' | 'stopped' | 'failed', error: ErrorInfo | undefined): void {
    if (this.isOver) return;
    this.state = state;
    this.error = error;
    this.waiter.wake();
    this.options.onDidEnd();
  }
}
