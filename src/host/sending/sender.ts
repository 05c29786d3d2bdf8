import { fromHex } from '../../base/bytes';
import type { ComposerDraft } from '../../protocol/inspector';
import {
  type OutgoingFrame,
  type RepeatSnapshot,
  type SendResult,
  sessionResend,
  sessionSend,
  sessionStartRepeat,
  sessionStopRepeat,
} from '../../protocol/session';
import type { EngineSupervisor } from '../engine/engineSupervisor';
import type { SessionRegistry } from '../sessions/sessionRegistry';
import { type GivenFrame, outgoingFrames } from './outgoingFrames';
import { sendDeadline } from './sendDeadline';

/** Sends messages through the engine: checks frames, reads files, puts the routing id in front. */
export class Sender {
  constructor(
    private readonly supervisor: EngineSupervisor,
    private readonly registry: Pick<SessionRegistry, 'entry'>,
  ) {}

  /** @param envelope frames that go in front, as bytes. @throws send/badFrame, send/fileUnreadable, what the engine says */
  async send(
    session: string,
    given: readonly GivenFrame[],
    envelope: readonly Uint8Array[] = [],
  ): Promise<SendResult> {
    const frames = await this.prepare(given, envelope);
    return this.supervisor.request(sessionSend, { session, frames }, { timeout: this.deadline(session) });
  }

  /** Sends a message of the session's capture once more, byte for byte. */
  async resend(session: string, row: number): Promise<SendResult> {
    return this.supervisor.request(sessionResend, { session, row }, { timeout: this.deadline(session) });
  }

  async startRepeat(
    session: string,
    given: readonly GivenFrame[],
    envelope: readonly Uint8Array[],
    perSecond: number,
    count: number,
  ): Promise<RepeatSnapshot> {
    const frames = await this.prepare(given, envelope);
    return this.supervisor.request(sessionStartRepeat, { session, frames, perSecond, count });
  }

  async stopRepeat(session: string): Promise<RepeatSnapshot | null> {
    return this.supervisor.request(sessionStopRepeat, { session });
  }

  private deadline(session: string): number {
    const option = this.registry.entry(session)?.definition.options['sendTimeout'];
    return sendDeadline(option, this.supervisor.limits.sendTimeout);
  }

  private async prepare(
    given: readonly GivenFrame[],
    envelope: readonly Uint8Array[],
  ): Promise<readonly OutgoingFrame[]> {
    return [...envelope.map((bytes) => ({ bytes })), ...(await outgoingFrames(given))];
  }
}

/** @returns the frames that a draft puts in front. */
export function envelopeOf({ routingId }: ComposerDraft): readonly Uint8Array[] {
  const bytes = routingId === undefined ? undefined : fromHex(routingId);
  return bytes ? [bytes] : [];
}
