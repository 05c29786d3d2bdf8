import { type SocketOperation } from '../../facts';
import { type CheckedFile } from '../checkedFile';
import { type Fix } from '../finding';
import { type FileRule } from '../rule';
import { operationsOf } from '../sockets';

/** zeromq.js 6: `send` and `receive` give promises, and a second one before the first has settled throws EBUSY. */
export const missingAwait: FileRule = {
  code: 'missing-await',
  *check(file) {
    const { language, sockets } = file.facts;
    if (language !== 'javascript' && language !== 'typescript') return;
    const told = new Set<number>();
    for (const socket of sockets) {
      if (socket.library !== 'zeromq') continue;
      for (const operation of operationsOf(socket, 'send', 'receive')) {
        const { range, kind, isAwaited } = operation;
        if (isAwaited || told.has(range.start) || !isDropped(file, operation)) continue;
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

/** A statement of its own, or taken apart as if it were the message. */
function isDropped({ code }: CheckedFile, { kind, range }: SocketOperation): boolean {
  const before = code.slice(0, range.start).trimEnd();
  const behind = code.slice(range.end);
  const call = /\.\s*(send|receive)\s*\(/.exec(code.slice(range.start, range.end))?.[1];
  if (call === undefined) return false;
  if (kind === 'receive' && /\b(?:const|let|var)\s*\[[^\]]*\]\s*=$/.test(before)) return true;
  if (!/(?:^|[;{}])$/.test(before) && !/\n\s*$/.test(code.slice(0, range.start))) return false;
  if (/(?:[=(,[?:&|+.]|=>|\breturn|\bvoid|\bawait|\byield)$/.test(before)) return false;
  return /^\s*(?:;|\}|$)|^[ \t]*\r?\n(?!\s*[.?)\],:&|+*])/.test(behind);
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
