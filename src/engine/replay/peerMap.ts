import { fromHex, toHex } from '../../base/bytes';
import { WorkbenchError } from '../../base/workbenchError';
import { showRoutingId } from '../../model/frameText';
import type { SocketType } from '../../model/socketType';
import type { PeerSnapshot } from '../../protocol/session';

/**
 * Gives each recorded routing id a peer of now: as somebody said, else the peers that are there, in the order in which
 * they were seen. Messages that name no peer go to the first one.
 */
export class PeerMap {
  private readonly given = new Map<string, Uint8Array>();

  /** @throws replay/badPeer */
  constructor(
    private readonly type: SocketType,
    given: Readonly<Record<string, string>> = {},
    private readonly peers: () => readonly PeerSnapshot[],
  ) {
    for (const [recorded, now] of Object.entries(given)) {
      const id = fromHex(now);
      if (!fromHex(recorded) || !id || id.length === 0) {
        throw new WorkbenchError({
          code: 'replay/badPeer',
          message: `"${fromHex(recorded) ? now : recorded}" is not a routing id in hex, such as 0080004129.`,
        });
      }
      this.given.set(recorded.toLowerCase(), id);
    }
    this.named = this.given.size > 0;
  }

  /** Whether somebody said who is who, so that peers need not have been heard of. */
  readonly named: boolean;

  /** Peers that can be addressed, since they were heard of. */
  static present(peers: readonly PeerSnapshot[]): readonly PeerSnapshot[] {
    return peers.filter(({ kind, state }) => kind === 'routingId' && state !== 'gone');
  }

  /** @throws replay/noPeer where no peer is left for it */
  of(recorded: Uint8Array): Uint8Array {
    const key = toHex(recorded);
    const known = this.given.get(key);
    if (known) return known;
    // An address says by itself where it goes.
    if (this.type === 'DGRAM') return recorded;
    const taken = new Set([...this.given.values()].map(toHex));
    const free = PeerMap.present(this.peers()).find(({ id }) => !taken.has(id));
    const id = free && fromHex(free.id);
    if (!id) throw noPeer(recorded, taken.size);
    this.given.set(key, id);
    return id;
  }

  /** The peer of a recorded id is gone: another may take its place, unless somebody said who it is. */
  forget(recorded: Uint8Array): void {
    if (!this.named) this.given.delete(toHex(recorded));
  }
}

function noPeer(recorded: Uint8Array, taken: number): WorkbenchError {
  const whom = recorded.length === 0 ? 'the messages' : `the recorded peer ${showRoutingId(recorded)}`;
  const why =
    taken === 0
      ? 'none has sent anything yet, and a peer is known by its first message'
      : `${taken === 1 ? 'the one that is' : `all ${taken} that are`} known stand for others`;
  return new WorkbenchError({
    code: 'replay/noPeer',
    message: `There is no peer for ${whom}: ${why}. Let as many connect and say something, or say which peer takes its place.`,
  });
}
