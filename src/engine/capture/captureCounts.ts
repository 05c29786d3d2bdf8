import type { ErrorInfo } from '../../base/workbenchError';
import type { CapturePosition } from './captureFile';
import type { CountsBefore } from './directory';

/** The numbers behind a capture's ledger. */
export class CaptureCounts {
  /** The row that comes next, which is also how many messages came. */
  nextRow: number;
  received: number;
  sent: number;
  events: number;
  /** Bytes of message frames. */
  bytes: number;
  evicted: number;
  cleared: number;
  lostReason: ErrorInfo | undefined;
  firstTimeMs: number;
  /** Never reached the disk. */
  private unwritten: number;
  /** On the disk, but not to be read by this engine; the next one finds out for itself. */
  private misreadRows = 0;
  /** Raised by what cannot be told from the chunks on disk alone. */
  version = 0;

  /**
   * @param former where a former engine's counting stood.
   * @param kept rows of it that were read back; those it does not account for were evicted.
   */
  constructor(former: CapturePosition, kept: number) {
    this.nextRow = former.row;
    this.received = former.received;
    this.sent = former.sent;
    this.events = former.events;
    this.bytes = former.bytes;
    this.cleared = former.cleared;
    this.unwritten = former.lost;
    this.firstTimeMs = former.firstTimeMs;
    this.evicted = former.row - kept - former.cleared - former.lost;
  }

  /** Counts a message. @returns its row. */
  add(outgoing: boolean, bytes: number, timeMs: number): number {
    if (outgoing) this.sent++;
    else this.received++;
    this.bytes += bytes;
    if (this.firstTimeMs === 0) this.firstTimeMs = timeMs;
    return this.nextRow++;
  }

  /** Counts messages that were received or sent but are nowhere to be read: they keep their row numbers. */
  miss(received: number, sent: number, reason: ErrorInfo): void {
    this.received += received;
    this.sent += sent;
    this.nextRow += received + sent;
    this.lose(received + sent, reason);
  }

  clear(rows: number): void {
    this.cleared += rows;
    this.version++;
  }

  lose(rows: number, reason: ErrorInfo): void {
    this.unwritten += rows;
    this.lostReason = reason;
    this.version++;
  }

  misread(rows: number, reason: ErrorInfo): void {
    this.misreadRows += rows;
    this.lostReason = reason;
  }

  get lost(): number {
    return this.unwritten + this.misreadRows;
  }

  get now(): CountsBefore {
    const { nextRow, received, sent, events, bytes } = this;
    return { row: nextRow, received, sent, events, bytes };
  }

  position(before: CountsBefore): CapturePosition {
    const { cleared, unwritten: lost, firstTimeMs } = this;
    return { ...before, cleared, lost, firstTimeMs };
  }
}
