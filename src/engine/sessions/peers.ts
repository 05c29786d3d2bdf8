import { toHex } from '../../base/bytes';
import { showRoutingId } from '../../model/frameText';
import type { SocketType } from '../../model/socketType';
import type { EndpointSnapshot, PeerSnapshot } from '../../protocol/session';

/** More are not told apart: the oldest that is known is forgotten. */
const maxPeers = 1000;

interface Peer {
  readonly id: string;
  readonly label: string;
  state: 'connected' | 'gone' | 'seen';
  received: number;
  sent: number;
}

/** Peers by routing id, for the types whose messages begin with one. They are known from the messages alone. */
export class RoutingPeers {
  private readonly peers = new Map<string, Peer>();

  constructor(
    private readonly type: SocketType,
    private readonly onDidChange: () => void,
  ) {}

  static has(type: SocketType): boolean {
    return type === 'ROUTER' || type === 'STREAM' || type === 'SERVER';
  }

  received(frames: readonly Uint8Array[]): void {
    const peer = this.peerOf(frames[0]);
    if (!peer) return;
    peer.received++;
    // STREAM: an empty message when a peer comes, and another when it leaves.
    const isNotice = this.type === 'STREAM' && frames[1]?.length === 0;
    const present = this.type === 'STREAM' ? 'connected' : 'seen';
    this.become(peer, isNotice && peer.state === 'connected' ? 'gone' : present);
  }

  sent(frames: readonly Uint8Array[]): void {
    const peer = this.peerOf(frames[0]);
    if (peer) peer.sent++;
  }

  /** libzmq knows no such peer (any more). */
  unreachable(frames: readonly Uint8Array[]): void {
    const peer = frames[0] && this.peers.get(keyOf(frames[0]));
    if (peer) this.become(peer, 'gone');
  }

  /** Nobody is connected any more. STREAM peers say so themselves, a little later. */
  allGone(): void {
    if (this.type === 'STREAM') return;
    for (const peer of this.peers.values()) this.become(peer, 'gone');
  }

  snapshots(): PeerSnapshot[] {
    return [...this.peers.values()].map(({ id, label, state, received, sent }) => ({
      id,
      label,
      kind: 'routingId',
      state,
      received,
      sent,
    }));
  }

  private peerOf(id: Uint8Array | undefined): Peer | undefined {
    if (!id || id.length > 255) return undefined;
    const key = keyOf(id);
    const known = this.peers.get(key);
    if (known) return known;
    if (this.peers.size >= maxPeers) this.forgetOne();
    const peer: Peer = { id: toHex(id), label: showRoutingId(id), state: 'gone', received: 0, sent: 0 };
    this.peers.set(key, peer);
    return peer;
  }

  private forgetOne(): void {
    const [oldest] = this.peers.keys();
    const gone = [...this.peers].find(([, peer]) => peer.state === 'gone')?.[0];
    const key = gone ?? oldest;
    if (key !== undefined) this.peers.delete(key);
  }

  private become(peer: Peer, state: Peer['state']): void {
    if (peer.state === state) return;
    peer.state = state;
    this.onDidChange();
  }
}

/** Peers of the other types cannot be told apart, so each endpoint that has any stands for them. */
export function endpointPeers(
  endpoints: readonly EndpointSnapshot[],
  totals: { readonly received: number; readonly sent: number },
): PeerSnapshot[] {
  // The traffic of one of several endpoints is not known.
  const { received, sent } = endpoints.length === 1 ? totals : { received: 0, sent: 0 };
  return endpoints.flatMap((endpoint) => {
    const state = stateOf(endpoint);
    if (!state) return [];
    const { resolved, detail } = endpoint;
    return [{ id: resolved, label: resolved, kind: 'endpoint', state, received, sent, detail }];
  });
}

function stateOf({ state, peers }: EndpointSnapshot): PeerSnapshot['state'] | undefined {
  switch (state) {
    case 'connected':
      return 'connected';
    case 'listening':
      return peers > 0 ? 'connected' : undefined;
    case 'connecting':
    case 'handshaking':
    case 'retrying':
      return 'retrying';
    case 'handshakeFailed':
      return 'handshakeFailed';
    case 'failed':
    case 'closed':
      return undefined;
  }
}

/** One character per byte: cheap, and different for different bytes. */
function keyOf(id: Uint8Array): string {
  return Buffer.from(id.buffer, id.byteOffset, id.length).toString('latin1');
}
