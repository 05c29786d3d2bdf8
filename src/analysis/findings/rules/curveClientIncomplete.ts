import type { FileRule } from '../rule';
import { attachmentsOf, hasUnknownOption, isWhollyKnown } from '../sockets';

const keys = ['CURVE_SERVERKEY', 'CURVE_PUBLICKEY', 'CURVE_SECRETKEY'] as const;

/** A client needs the server's key and its own two (RFC 26; zmq_curve(7), "Client role"). */
export const curveClientIncomplete: FileRule = {
  code: 'curve-client-incomplete',
  *check(file) {
    for (const socket of file.facts.sockets) {
      if (!isWhollyKnown(socket) || hasUnknownOption(socket) || socket.operations.length === 0) continue;
      const set = new Set(socket.options.map(({ name }) => name));
      const missing = keys.filter((key) => !set.has(key));
      const [attachment] = attachmentsOf(socket);
      if (missing.length === 0 || missing.length === keys.length || set.has('CURVE_SERVER') || !attachment)
        continue;
      // with its own keys alone it may become a server elsewhere; one that connects does not
      if (!set.has('CURVE_SERVERKEY') && attachmentsOf(socket).some(({ kind }) => kind !== 'connect'))
        continue;
      const option = socket.options.find(({ name }) => name.startsWith('CURVE_'));
      yield {
        message: `A CURVE client needs three keys, and ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set: the handshake fails.`,
        range: option?.range ?? socket.range,
        related: [{ path: file.path, range: attachment.range, message: `${attachment.kind} is here` }],
      };
    }
  },
};
