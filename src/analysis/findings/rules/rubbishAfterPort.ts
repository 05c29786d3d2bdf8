import { replaceInUse } from '../fixes/replaceInUse';
import { portFaultIn } from '../portFault';
import { type FileRule } from '../rule';

/** libzmq reads the number and ignores what is behind it, so that `:5555abc` is port 5555 (zmq_tcp(7)). */
export const rubbishAfterPort: FileRule = {
  code: 'rubbish-after-port',
  *check(file) {
    for (const use of file.facts.endpoints) {
      const fault = portFaultIn(use.pattern);
      if (fault?.kind !== 'rubbish') continue;
      const { digits, rubbish, port } = fault;
      yield {
        message: `There is "${rubbish}" behind the port ${digits}, which libzmq ignores.`,
        range: use.range,
        related: file.writtenAt(use),
        fixes: [replaceInUse(file, use, `:${port}`, `:${digits}`, `Remove "${rubbish}"`)],
      };
    }
  },
};
