import { replaceInUse } from '../fixes/replaceInUse';
import { readsOwnAddresses } from '../ownAddresses';
import { addressParts } from '../patternParts';
import type { FileRule } from '../rule';

/** `eth0`, `eth0.100`, `en0`: what interfaces are called. */
const interfaceName = /^[a-z]+[\w-]*?\d+(?:[.:]\d+)*$/i;

/**
 * Bind takes an interface: its name, its address, or `*` (zmq_tcp(7), "Assigning a local address to a socket"). A
 * single word may be an interface's name; `localhost` and names with dots are hosts.
 */
export const bindToHostName: FileRule = {
  code: 'bind-to-host-name',
  *check(file) {
    for (const use of file.facts.endpoints) {
      if (readsOwnAddresses(use.library)) continue;
      const { host, transport } = addressParts(use.pattern);
      if (use.role !== 'bind' || host === undefined || transport !== 'tcp') continue;
      if (!/[a-z]/i.test(host) || host.startsWith('[') || interfaceName.test(host)) continue;
      const isLocal = host.toLowerCase() === 'localhost';
      if (!isLocal && !/^[\w-]+(?:\.[\w-]+)*\.[a-z][\w-]*$/i.test(host)) continue;
      const address = isLocal ? '127.0.0.1' : '*';
      yield {
        message: `Bind takes an interface, not the host name ${host}: older versions of libzmq refuse it with ENODEV, newer ones bind whatever address the name has here.`,
        range: use.range,
        related: file.writtenAt(use),
        fixes: [
          replaceInUse(
            file,
            use,
            `//${host}:`,
            `//${address}:`,
            isLocal ? 'Bind to 127.0.0.1' : 'Bind to every interface (*)',
          ),
        ],
      };
    }
  },
};
