import { parseEndpoint } from '../../../model/endpoint';
import type { FileRule } from '../rule';
import { roleOf } from '../../roleOf';
import { readsOwnAddresses } from '../ownAddresses';

/** What has a code of its own, or depends on the machine. */
const elsewhere = new Set([
  'endpoint/portOutOfRange',
  'endpoint/wildcardConnect',
  'endpoint/pathTooLong',
  'endpoint/abstractUnavailable',
]);
/** `tcp://127.0.0.1:!`, `tcp://*:*[5000-6000]`: czmq and what is built on it choose a port by these. */
const portChoice = /:(?:[*!](?:\[[\d-]*\])?)$/;

/** Addresses that bind and connect refuse with EINVAL or EPROTONOSUPPORT (zmq_bind(3), zmq_connect(3)). */
export const malformedEndpoint: FileRule = {
  code: 'malformed-endpoint',
  *check(file) {
    for (const use of file.facts.endpoints) {
      if (!use.isComplete || portChoice.test(use.endpoint)) continue;
      const { endpoint, socketType } = use;
      const checked = parseEndpoint(endpoint, { role: roleOf(use), platform: 'linux', socketType });
      if (!('fault' in checked) || elsewhere.has(checked.fault.code)) continue;
      if (checked.fault.code === 'endpoint/missingHost' && readsOwnAddresses(use.library)) continue;
      // rubbish behind the port has its own code as well
      if (checked.fault.code === 'endpoint/badPort' && /:\d+[^:]*$/.test(endpoint)) continue;
      yield { message: checked.fault.message, range: use.range, related: file.writtenAt(use) };
    }
  },
};
