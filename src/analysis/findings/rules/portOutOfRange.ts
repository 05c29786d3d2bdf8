import { portFaultIn } from '../portFault';
import type { FileRule } from '../rule';
import { readsOwnAddresses } from '../ownAddresses';

/** libzmq takes `:70000` as port 4464 (zmq_tcp(7) says what a port may be); others refuse it. */
export const portOutOfRange: FileRule = {
  code: 'port-out-of-range',
  *check(file) {
    for (const use of file.facts.endpoints) {
      const fault = portFaultIn(use.pattern);
      if (fault?.kind !== 'outOfRange') continue;
      const then = readsOwnAddresses(use.library)
        ? `, and ${use.role} fails`
        : `. libzmq makes ${Number(fault.port) % 65536} of it`;
      const message = `Port ${fault.port} is out of range: ports go from 1 to 65535${then}.`;
      yield { message, range: use.range, related: file.writtenAt(use) };
    }
  },
};
