import { insertSnippet } from '../fixes/insertSnippet';
import type { FileRule } from '../rule';
import { attachmentsOf, hasUnknownOption, operationsOf } from '../sockets';

/** A new SUB filters everything out (zmq_setsockopt(3), ZMQ_SUBSCRIBE; RFC 29: a SUB begins without subscriptions). */
export const subWithoutSubscribe: FileRule = {
  code: 'sub-without-subscribe',
  *check(file) {
    for (const socket of file.facts.sockets) {
      if (socket.type !== 'SUB' || socket.isPassedOn || hasUnknownOption(socket)) continue;
      const [receive] = operationsOf(socket, 'receive', 'proxy');
      const [attachment] = attachmentsOf(socket);
      if (!receive || !attachment || operationsOf(socket, 'subscribe').length > 0) continue;
      yield {
        message: 'This SUB receives but never subscribes, so that no message ever arrives.',
        range: receive.range,
        related: [{ path: file.path, range: socket.range, message: 'The socket is made here' }],
        fixes: [insertSnippet(file, socket, attachment, 'subscribeToAll', 'Subscribe to every topic')],
      };
    }
  },
};
