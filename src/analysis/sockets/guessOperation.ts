import { isUseRole, type UseRole } from '../facts';
import type { ArgumentRef, Library, Operation } from '../library/library';
import { lastSegment } from '../resolve/combineText';
import { isForeign, isHole, type Value } from '../resolve/value';

/** What a call on something unknown does if it is a socket. */
export interface GuessedOperation {
  readonly library: Library;
  readonly meaning: Operation;
  readonly role: UseRole;
  readonly endpoint: ArgumentRef;
}

/**
 * A call on something unknown that is named like what a socket of an imported library does with an address. It counts
 * only where the address begins with a transport, which is the caller's to see.
 */
export function guessOperation(callee: Value, imported: readonly Library[]): GuessedOperation | undefined {
  const name = unknownName(callee);
  if (name === undefined) return undefined;
  for (const library of imported) {
    const found = library.methods['socket'];
    const meaning = found && Object.hasOwn(found, name) ? found[name] : undefined;
    if (!meaning || !('does' in meaning) || !('endpoint' in meaning)) continue;
    const { does, endpoint } = meaning;
    if (endpoint && isUseRole(does)) return { library, meaning, role: does, endpoint };
  }
  return undefined;
}

/** What is called on something that the file does not tell. */
function unknownName(callee: Value): string | undefined {
  if (callee.kind === 'method') {
    return isHole(callee.receiver) && !isForeign(callee.receiver) ? callee.name : undefined;
  }
  if (callee.kind !== 'symbol' || callee.imported || !callee.path.includes('.')) return undefined;
  return lastSegment(callee.path);
}
