import { insertSnippet } from '../fixes/insertSnippet';
import { surelyRunsBefore } from '../../sockets/placeOf';
import type { SocketOperation, SocketUse } from '../../facts';
import type { CheckedFile } from '../checkedFile';
import type { FileRule } from '../rule';
import { attachmentsOf, hasUnknownOption, isWhollyKnown, operationsOf } from '../sockets';

/** Libraries whose sockets wait for ever as long as nobody sets LINGER (zmq_setsockopt(3): -1). */
const waitsForEver = new Set(['pyzmq', 'libzmq', 'cppzmq', 'zmqpp', 'pebbe/zmq4', 'rust-zmq', 'ffi-rzmq']);
/** What ends the context, which is what waits (zmq_ctx_term(3)). */
const endsContext = /\bzmq_(?:ctx_)?(?:term|destroy)\s*\(|\.\s*(?:term|terminate|Term|destroy)\s*\(/;

/** A context that ends with the function which makes it, and its sockets with it (RAII). */
const ownContext: Readonly<Record<string, RegExp>> = {
  cppzmq: /(?<!static\s+(?:zmq\s*::\s*)?)\bcontext_t\s+\w+\s*[;({]/,
  zmqpp: /(?<!static\s+(?:zmqpp\s*::\s*)?)\bcontext\s+\w+\s*[;({]/,
  'rust-zmq': /\blet\s+\w+\s*=\s*(?:zmq\s*::\s*)?Context\s*::\s*new\s*\(/,
};
/** Nothing more than what the send's statement and the function end with. */
const functionEnd =
  /^(?:\s*(?:\?|\.\s*(?:unwrap|expect)\s*\([^()]*\)))?\s*;\s*(?:return\b[^;{}]*;|Ok\s*\(\s*\(\s*\)\s*\))?\s*\}/;

export const noLinger: FileRule = {
  code: 'no-linger',
  *check(file) {
    const { facts } = file;
    if (facts.contextOptions.some(({ name }) => /LINGER|BLOCKY/.test(name))) return;
    for (const socket of facts.sockets) {
      if (!waitsForEver.has(socket.library) || !isWhollyKnown(socket) || hasUnknownOption(socket)) continue;
      if (socket.options.some(({ name }) => name === 'LINGER')) continue;
      const send = lastSend(file, socket);
      if (!send) continue;
      const [attachment] = attachmentsOf(socket);
      yield {
        message:
          'Nothing sets LINGER: where no peer takes this message, the end of the context waits for one for ever.',
        range: send.range,
        fixes: [insertSnippet(file, socket, attachment, 'linger', 'Wait at most one second (LINGER 1000)')],
      };
    }
  },
};

/** A send to peers that may not be there, with nothing behind it but the close and the end of the context. */
function lastSend(file: CheckedFile, socket: SocketUse): SocketOperation | undefined {
  if (!socket.type || !['PUSH', 'DEALER', 'REQ'].includes(socket.type)) return undefined;
  const attachments = attachmentsOf(socket);
  if (attachments.length === 0 || attachments.some(({ kind }) => kind === 'bind')) return undefined;
  // within the process somebody is there, or the connect was wrong
  if (
    attachments.some(({ endpoints }) =>
      endpoints?.some(([first]) => typeof first !== 'string' || first.startsWith('inproc:')),
    )
  )
    return undefined;
  const send = operationsOf(socket, 'send').at(-1);
  if (!send) return undefined;
  if (
    operationsOf(socket, 'receive', 'poll', 'proxy').some(
      ({ place, range }) =>
        place.functionStart !== send.place.functionStart || range.start > send.range.start,
    )
  )
    return undefined;
  return endsAfter(send, file, socket) ? send : undefined;
}

/** What comes behind it is the close and the end of the context. */
function endsAfter(send: SocketOperation, { code }: CheckedFile, socket: SocketUse): boolean {
  const close = operationsOf(socket, 'close').at(-1);
  if (close) {
    const after = code.slice(close.range.end, close.range.end + 400);
    return surelyRunsBefore(send, close) && endsContext.test(after);
  }
  const { functionStart, blocks } = send.place;
  if (functionStart < 0 || functionStart !== socket.place.functionStart || blocks.length > 0) return false;
  return (
    (ownContext[socket.library]?.test(code.slice(functionStart, socket.range.start)) ?? false) &&
    functionEnd.test(code.slice(send.range.end))
  );
}
