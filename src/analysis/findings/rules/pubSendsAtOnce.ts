import type { SocketOperation, SocketUse } from '../../facts';
import type { CheckedFile } from '../checkedFile';
import type { FileRule } from '../rule';
import { attachedWord, attachmentsOf, comesFirst, isWhollyKnown, operationsOf } from '../sockets';

/** Calls that take no time: anything else between the two may wait for subscribers. */
const quick =
  /^(?:print\w*|e?println|printf|fprintf|sprintf|snprintf|puts|echo|log|info|debug|write|WriteLine|Println|Printf|Sprintf|Errorf|Fatal|format|encode|decode|dumps|str|bytes|bytearray|len|range|String|Bytes|byte|getBytes|GetBytes|strlen|strdup|memcpy|memset|to_string|to_s|data|size|c_str|json|stringify|from|time|now|int|float|max|min|message_t|buffer|str_buffer|unwrap|expect|assert|if|perror|into|as_bytes|to_vec|vec|isoformat|pack|uint8|new|set|Set\w+|set\w+|zmq_setsockopt|zmq_errno|zmq_strerror)$/;

/** Who has not yet connected and subscribed misses what is sent (RFC 29; the guide calls it the slow joiner). */
export const pubSendsAtOnce: FileRule = {
  code: 'pub-sends-at-once',
  *check(file) {
    for (const socket of file.facts.sockets) {
      if (socket.type !== 'PUB' || !isWhollyKnown(socket)) continue;
      const [send] = operationsOf(socket, 'send');
      const before =
        send && attachmentsOf(socket).filter((attachment) => isJustBefore(file, socket, attachment, send));
      const attachment = before?.at(-1);
      if (!send || !attachment || before?.length !== attachmentsOf(socket).length) continue;
      yield {
        message: `The PUB has only just ${attachedWord(attachment)} here: subscribers need some time to connect and subscribe, and miss this message. Wait for them, for example on an XPUB or a second pair of sockets.`,
        range: send.range,
        related: [{ path: file.path, range: attachment.range, message: `${attachment.kind} is here` }],
      };
    }
  },
};

function isJustBefore(
  file: CheckedFile,
  socket: SocketUse,
  attachment: SocketOperation,
  send: SocketOperation,
): boolean {
  const isInproc = attachment.endpoints?.every(
    ([first]) => typeof first === 'string' && first.startsWith('inproc:'),
  );
  if (isInproc || !comesFirst(socket, attachment, send)) return false;
  if (send.place.blocks.length !== attachment.place.blocks.length) return false;
  // an await in front of the send itself is what comes after it
  const between = withoutOperations(file, attachment.range.end, send.range.start).replace(/\bawait\s*$/, '');
  if (/\b(?:await|yield|while|for|loop|select|recv|with|using|try)\b|<-/.test(between)) return false;
  return [...between.matchAll(/([\w$]+)\s*!?\s*\(/g)].every(([, name = '']) => quick.test(name));
}

/** The code between two offsets, less what the file's sockets do there. */
function withoutOperations({ code, facts }: CheckedFile, start: number, end: number): string {
  const inside = facts.sockets
    .flatMap(({ operations }) => operations)
    .filter(
      ({ kind, range }) => kind !== 'receive' && kind !== 'poll' && range.start >= start && range.end <= end,
    );
  let text = code.slice(start, end);
  for (const { range } of inside) {
    const [from, to] = [range.start - start, range.end - start];
    text = text.slice(0, from) + ' '.repeat(to - from) + text.slice(to);
  }
  return text;
}
