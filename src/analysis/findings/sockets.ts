import type { OperationKind, SocketOperation, SocketUse } from '../facts';
import { surelyRunsBefore } from '../sockets/placeOf';

export function operationsOf(
  { operations }: SocketUse,
  ...kinds: readonly OperationKind[]
): readonly SocketOperation[] {
  return operations.filter(({ kind }) => kinds.includes(kind));
}

/** Its binds and connects. */
export function attachmentsOf(socket: SocketUse): readonly SocketOperation[] {
  return operationsOf(socket, 'bind', 'connect');
}

/** All that happens to the socket is in the file, and each of its calls is about it alone. */
export function isWhollyKnown(socket: SocketUse): boolean {
  return !socket.isPassedOn && socket.operations.every(({ isMaybe }) => !isMaybe);
}

/** An option is set that the text does not tell: it may be any. */
export function hasUnknownOption({ operations }: SocketUse): boolean {
  return operations.some(({ kind, option }) => kind === 'setOption' && option === undefined);
}

/** In the loop in which the second stands, the first comes again after it: the socket is older than the loop. */
export function sharesLoop(socket: SocketUse, first: SocketOperation, second: SocketOperation): boolean {
  return second.place.blocks.some(
    ({ kind, start }) =>
      kind === 'loop' &&
      first.place.blocks.some((block) => block.start === start) &&
      !socket.place.blocks.some((block) => block.start === start),
  );
}

/** Both in one function; the first has run, once, when the second runs. */
export function comesFirst(socket: SocketUse, first: SocketOperation, second: SocketOperation): boolean {
  return surelyRunsBefore(first, second) && !sharesLoop(socket, first, second);
}

/** `bound` or `connected`, for sentences. */
export function attachedWord({ kind }: SocketOperation): string {
  return kind === 'bind' ? 'bound' : 'connected';
}

export function isOn(value: unknown): boolean {
  return value === true || value === 1;
}
