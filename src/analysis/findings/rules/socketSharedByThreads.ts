import type { SocketOperation, SocketUse, ThreadStart } from '../../facts';
import type { CheckedFile } from '../checkedFile';
import type { FileRule } from '../rule';
import { traitsOf } from '../../../model/socketType';
import { operationsOf } from '../sockets';

/** Whoever takes turns by a lock has thought of it. */
const lock = /\b(?:lock|mutex|synchronized|semaphore|acquire|lock_guard|RLock|Monitor\.Enter)\b/i;

/** What waits for the end of a thread: then its sockets may pass to another (zmq(7), "Thread safety"). */
const waits = /\b(?:join|Join|wait|Wait|WaitAll|WhenAll|Await|await|GetAwaiter|get|Result)\b/;

/** Sockets belong to one thread at a time (zmq(7), "Thread safety"), other than the drafts of one frame. */
export const socketSharedByThreads: FileRule = {
  code: 'socket-shared-by-threads',
  *check(file) {
    const { threads, sockets } = file.facts;
    if (threads.length === 0 || lock.test(file.code)) return;
    for (const socket of sockets) {
      if (socket.type && traitsOf(socket.type).singleFrame) continue;
      for (const start of threads) {
        const [inside] = usesIn(socket, start);
        if (!inside || start.functions.includes(socket.place.functionStart)) continue;
        const outside = otherUse(socket, start, file);
        if (!outside && !startsSeveral(socket, start)) continue;
        yield {
          message: outside
            ? 'The thread that is started here uses a socket that is used outside of it as well: sockets belong to one thread. Give each its own and join them by inproc.'
            : 'All threads that are started in this loop use the same socket: sockets belong to one thread. Let each make its own.',
          range: start.range,
          related: [
            { path: file.path, range: inside.range, message: 'Used in the thread' },
            ...(outside ? [{ path: file.path, range: outside.range, message: 'Used outside of it' }] : []),
          ],
        };
        break;
      }
    }
  },
};

function usesIn(socket: SocketUse, { functions }: ThreadStart): readonly SocketOperation[] {
  return operationsOf(socket, 'send', 'receive', 'proxy').filter(({ place }) =>
    functions.includes(place.functionStart),
  );
}

/** In the function that starts the thread, and after that, while the thread may run. */
function otherUse(
  socket: SocketUse,
  { place, range, functions }: ThreadStart,
  { code }: CheckedFile,
): SocketOperation | undefined {
  if (functions.includes(place.functionStart) || /\bawait\s*$/.test(code.slice(0, range.start)))
    return undefined;
  const other = operationsOf(socket, 'send', 'receive', 'proxy').find(
    (operation) =>
      operation.place.functionStart === place.functionStart && operation.range.start >= range.end,
  );
  return other && !waits.test(code.slice(range.end, other.range.start)) ? other : undefined;
}

/** The loop starts a thread each time, and the socket is older than it. */
function startsSeveral(socket: SocketUse, { place }: ThreadStart): boolean {
  if (socket.place.functionStart !== place.functionStart) return false;
  return place.blocks.some(
    ({ kind, start }) =>
      kind === 'loop' &&
      socket.range.end <= start &&
      !socket.place.blocks.some((block) => block.start === start),
  );
}
