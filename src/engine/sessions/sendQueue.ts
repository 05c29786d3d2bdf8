import type { Cancellation } from '../../base/cancellation';
import { WorkbenchError } from '../../base/workbenchError';
import { errnoOf } from './errors';

/** Requests that may wait for their turn; a flood of them means that nobody takes the messages. */
const maxWaiting = 10_000;

/** How often a message is handed over anew that was refused before its time was over. */
const maxEarlyRefusals = 8;

export interface SendQueueOptions {
  /** Hands one message to the socket. */
  readonly send: (frames: readonly Uint8Array[]) => Promise<void>;
  /** Whether send() waits for room, up to the time-out; it does unless told otherwise. */
  readonly setPatience: (waits: boolean) => void;
  /** How long a send() that waits may take, in ms; below 0: for ever. */
  readonly timeoutMs: () => number;
  /** Throws where the message must not be sent now. */
  readonly check: () => void;
  /** The socket took the message. @returns its row */
  readonly taken: (frames: readonly Uint8Array[]) => number;
  /** Makes a sentence of libzmq's error. */
  readonly explain: (error: unknown, frames: readonly Uint8Array[]) => WorkbenchError;
}

/** Messages that are sent one after another, none of anybody else's between. */
export interface MessageRun {
  /** @returns the message that goes next; undefined ends the run */
  next(): readonly Uint8Array[] | undefined;
  /** The socket took it. @param row of the message in the capture */
  taken(row: number): void;
  /** It was not sent. @returns whether the run goes on */
  failed(error: WorkbenchError): boolean;
}

/** Sends one message at a time, in the order of asking: a second send on a busy socket would be EBUSY. */
export class SendQueue {
  private tail: Promise<void> = Promise.resolve();
  private waiting = 0;
  private closed = false;
  private handingOver = false;

  constructor(private readonly options: SendQueueOptions) {}

  /**
   * @param token of the request; a message is withdrawn that waits for its turn when it is cancelled.
   * @returns the row of the message in the capture. Rejects with a WorkbenchError; the message then was not sent.
   */
  send(frames: readonly Uint8Array[], token?: Cancellation): Promise<number> {
    return this.exclusive(() => {
      if (token?.isCancellationRequested) throw sendCancelled();
      return this.sendNow(frames);
    });
  }

  /** Sends many with the least cost for each. Rejects with a WorkbenchError when the session closes. */
  sendEach(run: MessageRun): Promise<void> {
    return this.exclusive(async () => {
      this.options.setPatience(false);
      try {
        await this.sendRun(run);
      } finally {
        if (!this.closed) this.options.setPatience(true);
      }
    });
  }

  /** Runs something else that sends on the socket when its turn comes. */
  async exclusive<T>(task: () => Promise<T>): Promise<T> {
    if (this.waiting >= maxWaiting) throw queueFull();
    this.waiting++;
    const before = this.tail;
    let done: () => void = () => undefined;
    this.tail = new Promise((resolve) => (done = resolve));
    try {
      await before;
      if (this.closed) throw sessionClosed();
      return await task();
    } finally {
      this.waiting--;
      done();
    }
  }

  /** A message is with the socket, which has not said yet whether it took it. */
  get isHandingOver(): boolean {
    return this.handingOver;
  }

  /** What still waits is refused; the one on its way is ended by the closing socket. */
  close(): void {
    this.closed = true;
  }

  private async sendRun(run: MessageRun): Promise<void> {
    const { check, send, taken, explain } = this.options;
    for (;;) {
      if (this.closed) throw sessionClosed();
      const frames = run.next();
      if (!frames) return;
      this.handingOver = true;
      try {
        check();
        try {
          await send(frames);
        } catch (error) {
          if (errnoOf(error) !== 'EAGAIN' || this.closed) throw error;
          await this.sendPatiently(frames);
        }
      } catch (error) {
        this.handingOver = false;
        if (this.closed) throw sessionClosed();
        if (run.failed(explain(error, frames))) continue;
        return;
      }
      this.handingOver = false;
      run.taken(taken(frames));
    }
  }

  /** There is no room for the message now, in the middle of a run. */
  private async sendPatiently(frames: readonly Uint8Array[]): Promise<void> {
    const { setPatience } = this.options;
    setPatience(true);
    try {
      await this.sendInTime(frames);
    } finally {
      if (!this.closed) setPatience(false);
    }
  }

  /**
   * zeromq.js waits until libzmq says that there is room, and sends then. Where the peer that had the room vanishes in
   * between, it refuses with EAGAIN long before the time is over.
   */
  private async sendInTime(frames: readonly Uint8Array[]): Promise<void> {
    const { send, timeoutMs } = this.options;
    const began = performance.now();
    for (let refusals = 0; ; refusals++) {
      try {
        return await send(frames);
      } catch (error) {
        const limit = timeoutMs();
        const isEarly = limit < 0 || performance.now() - began < limit / 2;
        if (errnoOf(error) !== 'EAGAIN' || !isEarly || refusals >= maxEarlyRefusals) throw error;
      }
    }
  }

  private async sendNow(frames: readonly Uint8Array[]): Promise<number> {
    this.options.check();
    this.handingOver = true;
    try {
      await this.sendInTime(frames);
    } catch (error) {
      this.handingOver = false;
      throw this.closed ? sessionClosed() : this.options.explain(error, frames);
    }
    this.handingOver = false;
    return this.options.taken(frames);
  }
}

function queueFull(): WorkbenchError {
  return new WorkbenchError({
    code: 'send/queueFull',
    message: `${maxWaiting} messages wait to be sent already. Connect a peer that takes them, or stop sending.`,
  });
}

function sendCancelled(): WorkbenchError {
  return new WorkbenchError({
    code: 'send/cancelled',
    message: 'The message was not sent: the request was cancelled before its turn came.',
  });
}

export function sessionClosed(): WorkbenchError {
  return new WorkbenchError({
    code: 'session/notOpen',
    message: 'The session is not open. Open it and try again.',
  });
}
