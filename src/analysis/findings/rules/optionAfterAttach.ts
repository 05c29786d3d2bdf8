import type { SocketOperation, SocketUse } from '../../facts';
import type { CheckedFile } from '../checkedFile';
import type { Fix } from '../finding';
import { isWholeStatement, statementLines } from '../fixes/statementLines';
import type { FileRule } from '../rule';
import { attachedWord, attachmentsOf, comesFirst, isWhollyKnown } from '../sockets';

/**
 * Options that count for later binds and connects only (zmq_setsockopt(3), "Caution"). LINGER and the timeouts count at
 * once, and so do subscriptions and what REQ, ROUTER and XPUB do with messages.
 */
const early =
  /^(?:ROUTING_ID|CONNECT_ROUTING_ID|(?:CURVE|PLAIN|GSSAPI|WSS|HEARTBEAT|TCP|VMCI)_\w+|HWM|SNDHWM|RCVHWM|CONFLATE|IPV6|IPV4ONLY|RECONNECT_\w+|BACKLOG|AFFINITY|IMMEDIATE|MAXMSGSIZE|HANDSHAKE_IVL|SNDBUF|RCVBUF|SOCKS_\w+|TOS|PRIORITY|BINDTODEVICE|ZAP_DOMAIN|ZAP_ENFORCE_DOMAIN|CONNECT_TIMEOUT|RATE|RECOVERY_IVL|MULTICAST_\w+|USE_FD|METADATA|HELLO_MSG|PROBE_ROUTER)$/;

/** pyzmq's devices keep options and addresses, and set the options first when they start. */
const ofDevice = /\.setsockopt_(?:in|out|mon)\s*\(/;

export const optionAfterAttach: FileRule = {
  code: 'option-after-attach',
  *check(file) {
    for (const socket of file.facts.sockets) {
      if (!isWhollyKnown(socket)) continue;
      const attachments = attachmentsOf(socket);
      const [first] = attachments;
      for (const operation of socket.operations) {
        const { option } = operation;
        if (!first || option === undefined || !early.test(option)) continue;
        if (ofDevice.test(file.textAt(operation.range))) continue;
        if (!attachments.every((attachment) => comesFirst(socket, attachment, operation))) continue;
        yield {
          message: messageFor(option, first),
          range: operation.range,
          related: [{ path: file.path, range: first.range, message: `${first.kind} is here` }],
          fixes: [moveInFront(file, socket, operation, first)],
        };
      }
    }
  },
};

function messageFor(option: string, attachment: SocketOperation): string {
  const word = attachedWord(attachment);
  if (/HWM$/.test(option))
    return `${option} is set after the socket was ${word}: older versions of libzmq apply it only to binds and connects that follow. Set it in front of ${attachment.kind}.`;
  return `${option} counts for binds and connects that follow, and none does: it has no effect on what the socket is ${word} to.`;
}

/** Nothing where the line needs something that comes into being only after the bind or connect. */
function moveInFront(
  file: CheckedFile,
  socket: SocketUse,
  operation: SocketOperation,
  attachment: SocketOperation,
): Fix | undefined {
  const from = statementLines(file, operation);
  const to = statementLines(file, attachment);
  if (!from || !to || from.indent !== to.indent || !isWholeStatement(file, from)) return undefined;
  if (!sameBlocks(operation, attachment) || from.start < to.end || socket.range.end > to.start)
    return undefined;
  const text = file.source.slice(from.start, from.end);
  const between = file.code.slice(to.start, from.start);
  const names = file.code.slice(from.start, from.end).match(/[A-Za-z_$][\w$]*/g) ?? [];
  const needsBetween = names.some((name) =>
    new RegExp(
      String.raw`(?<![\w$.])${name.replaceAll('$', String.raw`\$`)}(?![\w$])[^\n(]*?(?<![=!<>])(?::=|=)(?!=)`,
    ).test(between),
  );
  if (needsBetween) return undefined;
  const { path } = file;
  const moved = text.endsWith('\n') ? text : text + from.eol;
  return {
    title: `Move it in front of ${attachment.kind}`,
    edits: [
      { path, range: { start: to.start, end: to.start }, newText: moved },
      { path, range: { start: from.start, end: from.end }, newText: '' },
    ],
  };
}

function sameBlocks(one: SocketOperation, other: SocketOperation): boolean {
  const starts = ({ place }: SocketOperation) => place.blocks.map(({ start }) => start).join();
  return starts(one) === starts(other);
}
