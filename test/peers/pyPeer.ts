import { inRepository } from '../../scripts/repository';
import { Peer } from './peer';

/**
 * pyzmq with the system's libzmq, from Debian's python3-zmq. ZEROMQ_TEST_PYTHON names another Python that has it.
 */
export function pyPeer(): Peer {
  const python = process.env['ZEROMQ_TEST_PYTHON'] ?? '/usr/bin/python3';
  return new Peer('pyPeer', python, ['-u', inRepository('test/peers/pyPeer.py')]);
}
