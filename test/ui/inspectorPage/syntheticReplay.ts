import type { InspectorReplay } from '../../../src/protocol/inspector';
import type { ReplayControl, ReplaySnapshot } from '../../../src/protocol/replay';
import type { SyntheticCapture } from './syntheticCapture';

/** A replay of a synthetic capture that goes on when a test says so, and takes controls as the engine does. */
export class SyntheticReplay {
  snapshot: ReplaySnapshot;
  /** The row that comes next. */
  private next = 0;

  constructor(
    private readonly capture: SyntheticCapture,
    change: Partial<ReplaySnapshot>,
  ) {
    const total = capture.endRow;
    this.snapshot = {
      replay: 'replay-1',
      capture: 'session-1',
      session: 'session-2',
      state: 'running',
      timing: { kind: 'original', speed: 1 },
      sent: 0,
      failed: 0,
      total,
      position: 0,
      loop: 1,
      loops: 1,
      row: -1,
      timeMs: 0,
      firstTimeMs: capture.timeMs(0),
      lastTimeMs: capture.timeMs(total - 1),
      peers: 1,
      awaitPeers: 0,
      ...change,
    };
  }

  get shown(): InspectorReplay {
    const address = 'tcp://127.0.0.1:5600';
    return { snapshot: this.snapshot, target: `PUB ${address}`, addresses: [address] };
  }

  set(change: Partial<ReplaySnapshot>): void {
    this.snapshot = { ...this.snapshot, ...change };
  }

  /** Sends so many messages. */
  send(count: number): void {
    const row = Math.min(this.next + count, this.endRow) - 1;
    const { sent, lateness = { p50: 0.08, p99: 0.41, max: 1.9 } } = this.snapshot;
    this.set({ row, timeMs: this.capture.timeMs(row), sent: sent + row + 1 - this.next, lateness });
    this.goTo(row + 1);
  }

  control(control: ReplayControl): ReplaySnapshot {
    switch (control.action) {
      case 'pause':
        this.set({ state: 'paused' });
        break;
      case 'resume':
        this.set({ state: 'running' });
        break;
      case 'step':
        this.set({ state: 'paused' });
        this.send(1);
        break;
      case 'stop':
        this.set({ state: 'stopped' });
        break;
      case 'seek':
        this.goTo(Math.max(this.firstRow, this.rowAt(control.timeMs)));
        break;
      case 'marks':
        this.set({ startMarkMs: control.startMs, endMarkMs: control.endMs });
        this.set({ total: this.endRow - this.firstRow });
        this.goTo(Math.max(this.firstRow, this.next));
        break;
      case 'timing':
        this.set({ timing: control.timing });
    }
    return this.snapshot;
  }

  private goTo(row: number): void {
    this.next = row;
    this.set({ position: row - this.firstRow });
  }

  private get firstRow(): number {
    return this.rowAt(this.snapshot.startMarkMs ?? 0);
  }

  private get endRow(): number {
    const { endMarkMs } = this.snapshot;
    return endMarkMs === undefined ? this.capture.endRow : this.rowAt(endMarkMs + 0.0005);
  }

  private rowAt(timeMs: number): number {
    return this.capture.rowAtTime(timeMs);
  }
}
