import type { CallExpression } from '../program/expression';
import type { Value } from './value';

export interface CallArguments {
  /** Lists that are spread are taken apart where their items are known. */
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

export interface CallContext {
  readonly call: CallExpression;
  /** What a function of the file gives for these arguments. */
  readonly apply: (callee: Value, positional: readonly Value[]) => Value;
  readonly memberOf: (object: Value, name: string) => Value;
  /** All calls in the file whose callee ends with the name, with their arguments. */
  readonly callsNamed: (name: string) => readonly CallArguments[];
}

/** What a call gives; undefined where it does not know. */
export type ValueFunction = (args: CallArguments, context: CallContext) => Value | undefined;
export type ValueMethod = (receiver: Value, args: CallArguments, context: CallContext) => Value | undefined;
export type ValueOperator = (left: Value, right: Value) => Value | undefined;
