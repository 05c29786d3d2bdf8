import { inRepository } from '../../scripts/repository';
import { Peer } from './peer';

/** zeromq.js in a process of its own: libzmq 4.3.5 as npm ships it, draft sockets included. */
export function nodePeer(): Peer {
  const script = inRepository('test/peers/nodePeerProcess.mts');
  return new Peer('nodePeer', process.execPath, [script]);
}
