import type { SocketOperation, SocketUse } from '../../facts';
import { surelyRunsBefore } from '../../sockets/placeOf';
import type { CheckedFile } from '../checkedFile';
import type { FileRule } from '../rule';
import { attachmentsOf, hasUnknownOption, isWhollyKnown, operationsOf } from '../sockets';

/** What may change whose turn it is, or end the socket. */
const turning = ['receive', 'poll', 'proxy', 'close', 'connect', 'bind', 'disconnect', 'unbind'] as const;

/** A REQ sends and receives by turns (RFC 28); out of turn zmq_msg_send fails with EFSM. */
export const reqSendsTwice: FileRule = {
  code: 'req-sends-twice',
  *check(file) {
    for (const socket of file.facts.sockets) {
      if (socket.type !== 'REQ' || !isWhollyKnown(socket) || hasUnknownOption(socket)) continue;
      if (socket.options.some(({ name }) => name === 'REQ_RELAXED')) continue;
      const sends = operationsOf(socket, 'send');
      const pair = sends
        .flatMap((second) => sends.map((first) => [first, second] as const))
        .find(([first, second]) => isTwice(socket, first, second));
      if (pair) {
        const [first, second] = pair;
        yield {
          message:
            'The REQ has sent already and has to receive the reply first: this send fails with EFSM, "Operation cannot be accomplished in current state".',
          range: second.range,
          related: [{ path: file.path, range: first.range, message: 'The send in front of it' }],
        };
        continue;
      }
      const again = sends.find((send) => isRepeated(file, socket, send));
      if (!again) continue;
      yield {
        message:
          'The REQ sends in a loop and nothing receives the replies: the second send fails with EFSM, "Operation cannot be accomplished in current state".',
        range: again.range,
      };
    }
  },
};

function isTwice(socket: SocketUse, first: SocketOperation, second: SocketOperation): boolean {
  if (first === second || first.isMultipart || !surelyRunsBefore(first, second)) return false;
  return operationsOf(socket, ...turning).every((other) =>
    isAttachment(other)
      ? surelyRunsBefore(other, first)
      : other.place.functionStart === first.place.functionStart &&
        (other.range.end <= first.range.start || other.range.start >= second.range.end),
  );
}

/** The socket is older than the loop, and all that is known to happen to it is sending. */
function isRepeated(file: CheckedFile, socket: SocketUse, send: SocketOperation): boolean {
  if (send.isMultipart || send.place.functionStart !== socket.place.functionStart) return false;
  const added = send.place.blocks.slice(socket.place.blocks.length);
  const [loop] = added;
  if (added.length !== 1 || loop?.kind !== 'loop' || socket.range.end > loop.start) return false;
  const others = operationsOf(socket, ...turning).filter((other) => !isAttachment(other));
  if (
    others.some(
      ({ range, place }) => range.start < send.range.end || place.functionStart !== send.place.functionStart,
    )
  )
    return false;
  if (
    others.some(
      ({ kind, place }) => kind !== 'close' || place.blocks.some(({ start }) => start === loop.start),
    )
  )
    return false;
  if (!attachmentsOf(socket).every((attachment) => surelyRunsBefore(attachment, send))) return false;
  // a loop that is left at once runs once
  const behind = file.code.slice(send.range.end, send.range.end + 600);
  return !/\b(?:break|return|exit|raise|throw|panic|goto|die|abort)\b/.test(behind);
}

function isAttachment({ kind }: SocketOperation): boolean {
  return kind === 'bind' || kind === 'connect';
}
