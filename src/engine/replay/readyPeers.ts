import type { SessionSocket } from '../sessions/sessionSocket';
import { PeerMap } from './peerMap';

/** After its handshake a subscriber tells its subscriptions, which these types let nobody see: they get so long. */
const settleMs = 100;

/** @returns how many peers would get what is sent now, as far as the socket knows (docs/replay.md, "Waiting for peers") */
export function readyPeers(socket: SessionSocket, peersAreNamed: boolean): number {
  const { type, endpoints, subscriptions } = socket;
  if (subscriptions && !subscriptions.any) return 0;
  const isHeardOf = type === 'ROUTER' || type === 'STREAM' || type === 'SERVER';
  if (isHeardOf && !peersAreNamed) return PeerMap.present(socket.peers()).length;
  return endpoints.peerCount;
}

/** Ms from the last handshake until messages reach the peer. */
export function settlingTime({ type }: SessionSocket): number {
  return type === 'PUB' || type === 'RADIO' ? settleMs : 0;
}

/** Whether peers can be seen at all: inproc and UDP tell nothing. */
export function canCountPeers({ endpoints }: SessionSocket): boolean {
  const snapshots = endpoints.snapshots();
  return snapshots.length === 0 || snapshots.some(({ resolved }) => !/^(inproc|udp):/.test(resolved));
}
