import type { Expression } from '../program/expression';
import { encloses, type Block, type FunctionInfo } from '../program/program';
import type { Value } from './value';

/**
 * One way to run a function: with these arguments, on this object. A function that is called from three places has
 * three frames, so that a helper which makes sockets makes three of them.
 */
export interface Frame {
  readonly fn: FunctionInfo;
  /** Equal for equal frames; frames are made once for each key. */
  readonly key: string;
  /** Arguments by parameter; absent ones take their default or are not known. */
  readonly args: ReadonlyMap<string, Value>;
  readonly self?: Value;
  /** Parameters for which the call passes something that is not known. */
  readonly unknownArgs?: ReadonlySet<string>;
  /** A call is known; otherwise the frame stands for calls from elsewhere. */
  readonly isCalled?: boolean;
  /** The frame of the function around. */
  readonly outer?: Frame;
  /** One round of a loop over known items. */
  readonly round?: { readonly loop: Block; readonly item: Value; readonly before: Frame };
  /** Values found so far. */
  readonly memo: Map<Expression, Value>;
}

/** The frame without the rounds of loops that are not around the block: code there runs before or after them. */
export function outsideLoops(frame: Frame, block: Block): Frame {
  let at = frame;
  while (at.round && !encloses(at.round.loop, block)) at = at.round.before;
  return at;
}
