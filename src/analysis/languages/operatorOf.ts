import { childOf, type SyntaxNode } from '../syntax/syntaxNode';
import type { Reader } from './reader';

/** The text of a node's `operator`; empty where it has none. */
export function operatorOf(node: SyntaxNode, reader: Reader): string {
  const operator = childOf(node, 'operator');
  return operator ? reader.text(operator) : '';
}
