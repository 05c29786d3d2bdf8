import type { Expression } from '../../program/expression';
import type { SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import { readFunction } from './functions';

export function isFunction({ type }: SyntaxNode): boolean {
  return /^(arrow_function|function_expression|generator_function|function)$/.test(type);
}

/** A value; a function is called by the name that takes it, so that its calls are found. */
export function nameHint(value: SyntaxNode, name: string, reader: Reader): Expression {
  if (!isFunction(value)) return reader.expression(value);
  const { start, end } = value;
  return { kind: 'function', declaration: readFunction(value, reader, { name }), start, end };
}
