import { replaceInUse } from '../fixes/replaceInUse';
import { portFaultIn } from '../portFault';
import type { FileRule } from '../rule';
import { readsOwnAddresses } from '../ownAddresses';

/** libzmq reads the number and ignores what is behind it, so that `:5555abc` is port 5555 (zmq_tcp(7)); others refuse it. */
export const rubbishAfterPort: FileRule = {
  code: 'rubbish-after-port',
  *check(file) {
    for (const use of file.facts.endpoints) {
      const fault = portFaultIn(use.pattern);
      if (fault?.kind !== 'rubbish') continue;
      const { digits, rubbish, port } = fault;
      const what = `There is "${rubbish}" behind the port ${digits}`;
      yield {
        message: readsOwnAddresses(use.library)
          ? `${what}: ${use.role} fails.`
          : `${what}, which libzmq ignores.`,
        range: use.range,
        related: file.writtenAt(use),
        fixes: [replaceInUse(file, use, `:${port}`, `:${digits}`, `Remove "${rubbish}"`)],
      };
    }
  },
};
