import { performance } from 'node:perf_hooks';
import type { WorkbenchError } from '../../base/workbenchError';
import type { SessionSocket } from '../sessions/sessionSocket';
import { noReply } from './replayError';
import type { Waiter } from './waiter';

/** REQ and REP: a replay sends when it is its turn, and counts the replies of a REQ. */
export class ReplayTurns {
  replies = 0;
  /** Of a REQ: its reply is still to come, and overdue from `replyDue` on. */
  private asked = false;
  private replyDue: number | undefined;

  constructor(
    private readonly socket: SessionSocket,
    private readonly waiter: Waiter,
  ) {}

  /** Whether the socket takes turns at all. */
  get areKept(): boolean {
    return this.socket.type === 'REQ' || this.socket.type === 'REP';
  }

  /** A message was taken. */
  sent(): void {
    if (this.socket.type === 'REQ') this.asked = true;
  }

  /** REQ: its reply is here. REP: a request is. */
  isOurs(): boolean {
    const { turns, type } = this.socket;
    if (type === 'REP') return turns.turn !== 'receive';
    if (turns.awaitsReply) return false;
    if (this.asked) this.replies++;
    this.asked = false;
    this.replyDue = undefined;
    return true;
  }

  /**
   * Resolves when it may be our turn.
   *
   * @param row the request's, for the error
   * @returns the missing reply of a relaxed REQ, which may go on; otherwise throws it
   */
  async wait(row: number): Promise<WorkbenchError | undefined> {
    const { turns, type, receiveTimeout } = this.socket;
    if (type === 'REP') await this.waiter.sleepUntil(turns.mayComeToSend());
    else if (receiveTimeout < 0) await this.waiter.sleepUntil(turns.answered());
    else return this.waitForReply(row, receiveTimeout);
    return undefined;
  }

  private async waitForReply(row: number, timeout: number): Promise<WorkbenchError | undefined> {
    const { turns } = this.socket;
    const now = performance.now();
    this.replyDue ??= now + timeout;
    if (this.replyDue > now) {
      await this.waiter.sleepUntil(turns.answered(), this.replyDue - now);
      return undefined;
    }
    const isRelaxed = turns.turn === undefined;
    const error = noReply(row, timeout, isRelaxed);
    if (!isRelaxed) throw error;
    this.asked = false;
    turns.giveUp();
    return error;
  }
}
