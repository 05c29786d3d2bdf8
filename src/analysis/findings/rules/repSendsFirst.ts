import type { SocketOperation, SocketUse } from '../../facts';
import type { FileRule } from '../rule';
import { attachmentsOf, comesFirst, isWhollyKnown, operationsOf } from '../sockets';

/** A REP answers: it receives first (RFC 28); before that zmq_msg_send fails with EFSM. */
export const repSendsFirst: FileRule = {
  code: 'rep-sends-first',
  *check(file) {
    for (const socket of file.facts.sockets) {
      if (socket.type !== 'REP' || !isWhollyKnown(socket)) continue;
      const send = operationsOf(socket, 'send').find((operation) => isFirst(socket, operation));
      if (!send) continue;
      yield {
        message:
          'A REP has to receive a request before it can send: this send fails with EFSM, "Operation cannot be accomplished in current state".',
        range: send.range,
        related: [{ path: file.path, range: socket.range, message: 'The socket is made here' }],
      };
    }
  },
};

function isFirst(socket: SocketUse, send: SocketOperation): boolean {
  const attachments = attachmentsOf(socket);
  if (attachments.length === 0 || !attachments.every((attachment) => comesFirst(socket, attachment, send)))
    return false;
  const isCertain = send.place.blocks.slice(socket.place.blocks.length).every(({ kind }) => kind === 'loop');
  const { functionStart } = send.place;
  return (
    isCertain &&
    socket.place.functionStart === functionStart &&
    operationsOf(socket, 'receive', 'poll', 'proxy').every(
      ({ place, range }) => place.functionStart === functionStart && range.start >= send.range.end,
    )
  );
}
