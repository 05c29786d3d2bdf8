import type { SocketOperation } from '../../facts';
import type { CheckedFile } from '../checkedFile';
import type { Fix } from '../finding';
import type { FileRule } from '../rule';
import { operationsOf } from '../sockets';

/** zeromq.js 6: `send` and `receive` give promises, and a second one before the first has settled throws EBUSY. */
export const missingAwait: FileRule = {
  code: 'missing-await',
  *check(file) {
    const { language, sockets } = file.facts;
    if (language !== 'javascript' && language !== 'typescript') return;
    const told = new Set<number>();
    for (const socket of sockets) {
      if (socket.library !== 'zeromq.js') continue;
      for (const operation of operationsOf(socket, 'send', 'receive')) {
        const { range, kind, result } = operation;
        // in any other use somebody may wait for it
        const isLost = result === 'dropped' || result === 'takenApart' || isTakenForMessage(file, operation);
        if (!isLost || told.has(range.start)) continue;
        told.add(range.start);
        yield {
          message:
            kind === 'send'
              ? 'Nobody awaits this send: its error is lost, and a second send before it has ended throws EBUSY.'
              : 'Nobody awaits this receive: what it gives is a promise, not the message.',
          range,
          fixes: [addAwait(file, operation)],
        };
      }
    }
  },
};

/** `const message = socket.receive()`, and the next thing is `message.toString()` or `message[0]`. */
function isTakenForMessage({ code }: CheckedFile, { kind, range }: SocketOperation): boolean {
  const [, name] = /\b(?:const|let|var)\s+([\w$]+)\s*=\s*$/.exec(code.slice(0, range.start)) ?? [];
  if (kind !== 'receive' || name === undefined) return false;
  const after = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])\\s*(.{0,20})`, 's').exec(
    code.slice(range.end),
  );
  return after !== null && /^(?:\[|\??\.\s*(?!then\b|catch\b|finally\b)\w)/.test(after[1] ?? '');
}

/** Where the function is asynchronous, or the file a module. */
function addAwait(file: CheckedFile, { place, range }: SocketOperation): Fix | undefined {
  const { code, path } = file;
  const isModule = /^\s*(?:import|export)\b/m.test(code);
  const head = code.slice(place.functionStart, place.functionStart + 200);
  const canAwait =
    place.functionStart < 0
      ? isModule
      : /^(?:(?:public|private|protected|static|override)\s+)*async\b/.test(head);
  if (!canAwait) return undefined;
  const at = { start: range.start, end: range.start };
  return { title: 'Add await', edits: [{ path, range: at, newText: 'await ' }] };
}
