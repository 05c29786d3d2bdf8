import type { SocketOperation, SocketUse } from '../../facts';
import { patternText, isCompletePattern } from '../../textPattern';
import { surelyRunsBefore } from '../../sockets/placeOf';
import { addressParts } from '../patternParts';
import type { FileRule } from '../rule';
import { operationsOf } from '../sockets';

interface Bind {
  readonly socket: SocketUse;
  readonly operation: SocketOperation;
  readonly endpoint: string;
}

/** Both binds run, one after the other, and nothing lets go in between: the second fails with EADDRINUSE. */
export const endpointBoundTwice: FileRule = {
  code: 'endpoint-bound-twice',
  *check({ facts, path }) {
    const binds = facts.sockets.flatMap(bindsOf);
    const told = new Set<number>();
    for (const second of binds) {
      const first = binds.find((other) => other.endpoint === second.endpoint && isHeld(other, second));
      if (!first || told.has(second.operation.range.start)) continue;
      told.add(second.operation.range.start);
      yield {
        message: `The program has bound ${second.endpoint} already: this bind fails with EADDRINUSE.`,
        range: second.operation.range,
        related: [{ path, range: first.operation.range, message: 'Bound here first' }],
      };
    }
  },
};

function bindsOf(socket: SocketUse): Bind[] {
  return operationsOf(socket, 'bind').flatMap((operation) => {
    const [pattern, ...others] = operation.endpoints ?? [];
    if (!pattern || others.length > 0 || operation.isMaybe || !isCompletePattern(pattern)) return [];
    const endpoint = patternText(pattern);
    const { port } = addressParts(pattern);
    const isChosen = (port !== undefined && !/^0*[1-9]\d*$/.test(port)) || endpoint === 'ipc://*';
    // ipc takes an address away from who has it; what this does is another thing
    return isChosen || endpoint.startsWith('ipc:') ? [] : [{ socket, operation, endpoint }];
  });
}

function isHeld(first: Bind, second: Bind): boolean {
  if (first.operation === second.operation || first.socket.isPassedOn) return false;
  if (!surelyRunsBefore(first.operation, second.operation)) return false;
  return !operationsOf(first.socket, 'unbind', 'close').some((end) => mayRunBefore(end, second.operation));
}

/** What is written behind the bind in its function comes too late for it; when another function runs is not known. */
function mayRunBefore(end: SocketOperation, { place, range }: SocketOperation): boolean {
  return end.place.functionStart !== place.functionStart || end.range.start < range.start;
}
