import type { Direction } from '../../model/envelope';
import { replayFrames, type ReplayRule } from '../../model/replayRules';
import type { RowCursor } from '../capture/rowCursor';
import type { PeerMap } from './peerMap';
import { emptyMessage } from './replayError';

/** What of a recorded message is sent, and to which of the peers that are there now. */
export class OutgoingFrames {
  /** Of the message that was asked for last. */
  private recordedPeer: Uint8Array | undefined;

  constructor(
    private readonly rules: Readonly<Partial<Record<Direction, ReplayRule>>>,
    private readonly peers: PeerMap,
  ) {}

  /** @returns undefined where its direction is none of those that are selected. Throws a WorkbenchError. */
  of(message: RowCursor): readonly Uint8Array[] | undefined {
    const rule = message.outgoing ? this.rules.out : this.rules.in;
    if (!rule) return undefined;
    const recorded = [message.frame(0)];
    for (let index = 1; index < message.frameCount; index++) recorded.push(message.frame(index));
    const frames = replayFrames(rule, recorded, this.peerOf);
    if (frames.length === 0) throw emptyMessage(message.row);
    return frames;
  }

  /** The peer of the message that was asked for last has gone: another may take its place. */
  peerIsGone(): void {
    if (this.recordedPeer) this.peers.forget(this.recordedPeer);
  }

  private readonly peerOf = (id: Uint8Array): Uint8Array => {
    this.recordedPeer = id;
    return this.peers.of(id);
  };
}
