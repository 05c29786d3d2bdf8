import type { Statement } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import type { Finish } from './tails';

/** What becomes of the values that `break` gives. Set anew each time that their loop is read. */
const finishes = new WeakMap<SyntaxNode, Finish>();

/** `loop { … break value; … }`, whose value somebody takes if there is a `finish`. */
export function readLoop(node: SyntaxNode, reader: Reader, finish: Finish | undefined): readonly Statement[] {
  const body = childOf(node, 'body');
  if (!body) return reader.inside(node);
  for (const end of breaksOf(body)) {
    if (finish) finishes.set(end, finish);
    else finishes.delete(end);
  }
  return [{ kind: 'loop', block: reader.block(body) }];
}

/** The value of a `break` and what becomes of it. */
export function breakValue(node: SyntaxNode): { value: SyntaxNode; finish: Finish } | undefined {
  const value = node.children.find(({ type }) => type !== 'label');
  const finish = finishes.get(node);
  return value && finish && { value, finish };
}

/** Those that end this loop; one with the label of an outer loop is not looked for inside inner loops. */
function breaksOf(node: SyntaxNode): SyntaxNode[] {
  if (node.type === 'break_expression') return [node];
  if (/^(?:loop|while|for|closure)_expression$|^async_block$|_item$/.test(node.type)) return [];
  return node.children.flatMap(breaksOf);
}
