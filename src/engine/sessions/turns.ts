import { WorkbenchError } from '../../base/workbenchError';
import type { SocketType } from '../../model/socketType';
import type { Turn } from '../../protocol/session';
import { seconds } from './errors';

export interface TurnsOptions {
  readonly type: SocketType;
  /** REQ with the option relaxed: it may send again at any time. */
  readonly relaxed: boolean;
  /** REQ: ms until a missing reply is reported; below 0 never. */
  readonly receiveTimeout: () => number;
  /** A sentence for the event lane. */
  readonly onOverdue: (sentence: string) => void;
  readonly onDidChange: () => void;
}

/** Whose turn it is on a REQ or REP socket (RFC 28). Other types have no turns, and nothing here stops them. */
export class Turns {
  private current: Turn | undefined;
  private request: number | undefined;
  private sentAt: Date | undefined;
  private awaiting = false;
  private overdue: NodeJS.Timeout | undefined;
  private waiters: (() => void)[] = [];

  constructor(private readonly options: TurnsOptions) {
    const { type, relaxed } = options;
    if (type === 'REQ' && !relaxed) this.current = 'send';
    if (type === 'REP') this.current = 'receive';
  }

  get turn(): Turn | undefined {
    return this.current;
  }

  /** REQ: the option changed on the open socket. */
  setRelaxed(relaxed: boolean): void {
    if (this.options.type !== 'REQ') return;
    this.current = relaxed ? undefined : this.awaiting ? 'receive' : 'send';
    this.release();
    this.options.onDidChange();
  }

  /** REP: the capture row of the request that waits for its reply. */
  get pendingRequest(): number | undefined {
    return this.request;
  }

  /** Throws where the socket has to receive first. libzmq would wait, and then say EFSM. */
  checkSend(): void {
    if (this.current !== 'receive') return;
    throw new WorkbenchError({ code: 'send/notYourTurn', message: this.refusal() });
  }

  sent(): void {
    if (this.options.type === 'REQ') this.awaitReply();
    if (this.options.type !== 'REP') return;
    this.request = undefined;
    this.turnTo('receive');
  }

  /** @param row of the message in the capture */
  received(row: number): void {
    clearTimeout(this.overdue);
    this.awaiting = false;
    if (!this.current) {
      this.release();
      return;
    }
    if (this.options.type === 'REP') this.request = row;
    this.turnTo('send');
  }

  /** Resolves when the socket may send; at once where there are no turns. */
  async mayComeToSend(): Promise<void> {
    if (this.current !== 'receive') return;
    await new Promise<void>((resolve) => this.waiters.push(resolve));
  }

  /** REQ: the reply to what was sent last is not here yet, whether or not the socket may send again. */
  get awaitsReply(): boolean {
    return this.awaiting;
  }

  /** REQ: resolves when the reply is here, or will never be. */
  async answered(): Promise<void> {
    while (this.awaiting) await new Promise<void>((resolve) => this.waiters.push(resolve));
  }

  /** REQ: the reply is not waited for any more. Only where the socket may send without it. */
  giveUp(): void {
    clearTimeout(this.overdue);
    this.awaiting = false;
  }

  /** Lets go of all who wait; they find the socket closed. */
  dispose(): void {
    clearTimeout(this.overdue);
    this.awaiting = false;
    this.release();
  }

  private awaitReply(): void {
    this.sentAt = new Date();
    this.awaiting = true;
    const timeout = this.options.receiveTimeout();
    clearTimeout(this.overdue);
    if (timeout >= 0) {
      this.overdue = setTimeout(() => {
        const fix = this.current ? ' and cannot send before it comes. To give up, reopen the session' : '';
        this.options.onOverdue(`No reply within ${seconds(timeout)}. The socket goes on waiting${fix}.`);
      }, timeout);
      this.overdue.unref();
    }
    if (this.current) this.turnTo('receive');
  }

  private turnTo(turn: Turn): void {
    this.current = turn;
    if (turn === 'send') this.release();
    this.options.onDidChange();
  }

  private release(): void {
    const waiting = this.waiters;
    this.waiters = [];
    for (const resolve of waiting) resolve();
  }

  private refusal(): string {
    if (this.options.type === 'REP') {
      return 'A REP socket answers requests, and none is waiting. Send when one has arrived.';
    }
    const since = this.sentAt ? ` sent at ${this.sentAt.toTimeString().slice(0, 8)}` : '';
    return (
      `A REQ socket sends and receives by turns, and this one waits for the reply to its request${since}. If no ` +
      'reply will come, reopen the session, or turn on the option relaxed to send without waiting.'
    );
  }
}
