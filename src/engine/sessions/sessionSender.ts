import type { Cancellation } from '../../base/cancellation';
import type { RepeatParams, RepeatSnapshot, SendParams } from '../../protocol/session';
import { OutgoingMessage } from './outgoingMessage';
import { checkRepeat, Repeat } from './repeat';
import type { SessionSocket } from './sessionSocket';

export interface SessionSenderOptions {
  readonly session: string;
  /** Throws session/notOpen while there is none. */
  readonly socket: () => SessionSocket;
  readonly onDidChange: () => void;
}

/** What a session sends: single messages, and one that is repeated. It outlives the session's sockets. */
export class SessionSender {
  private repeat: Repeat | undefined;
  private sentWithTemplate = 0;
  private repeatNumber = 0;

  constructor(private readonly options: SessionSenderOptions) {}

  /** @param token withdraws a message whose turn has not come. @returns the message's row */
  async send({ frames }: Pick<SendParams, 'frames'>, token?: Cancellation): Promise<number> {
    const { queue } = this.options.socket();
    const message = OutgoingMessage.from(frames);
    const seq = this.sentWithTemplate;
    if (frames.some((frame) => 'template' in frame)) this.sentWithTemplate++;
    return queue.send(message.render(seq), token);
  }

  /** @returns the message's row */
  async sendBytes(frames: readonly Uint8Array[], token?: Cancellation): Promise<number> {
    return this.options.socket().queue.send(frames, token);
  }

  startRepeat({ frames, perSecond, count }: Omit<RepeatParams, 'session'>): RepeatSnapshot {
    const { session, onDidChange } = this.options;
    const { queue, turns } = this.options.socket();
    checkRepeat(perSecond, count);
    const message = OutgoingMessage.from(frames);
    this.repeat?.stop();
    const repeat = new Repeat({
      id: `${session}#${++this.repeatNumber}`,
      perSecond,
      count,
      send: (seq) => queue.send(message.render(seq)),
      mayComeToSend: () => turns.mayComeToSend(),
      onDidChange,
    });
    this.repeat = repeat;
    void repeat.run();
    onDidChange();
    return repeat.snapshot();
  }

  stopRepeat(): void {
    this.repeat?.stop();
  }

  /** @returns how far the newest repetition came */
  snapshot(): RepeatSnapshot | undefined {
    return this.repeat?.snapshot();
  }
}
