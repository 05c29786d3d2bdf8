import { lastName } from '../program/calledName';
import type { Expression } from '../program/expression';
import type { Statement } from '../program/statement';
import { textTestNamed } from '../resolve/textTests';
import { childOf, type SyntaxNode } from '../syntax/syntaxNode';
import type { TextRange } from '../textRange';
import type { Reader } from './reader';

/**
 * `if (bind) { …; return }` followed by more: what follows runs only without the condition. Undefined where the
 * condition is none that the arguments of a call decide, such as `err != nil`.
 *
 * @param read what the `if` is read as, its branch last
 * @param rest where the statements behind it are, at least one
 */
export function readEarlyReturn(
  read: readonly Statement[],
  rest: readonly TextRange[],
  readRest: () => readonly Statement[],
): readonly Statement[] | undefined {
  const branch = read.at(-1);
  if (branch?.kind !== 'branch' || branch.isExhaustive) return undefined;
  const [first, last] = [rest[0], rest.at(-1)];
  const [only, second] = branch.blocks;
  const condition = only?.when?.at(-1)?.condition;
  if (!first || !last || !only || second || !condition || !isAboutArguments(condition)) return undefined;
  const when = [{ condition, is: false }];
  const otherwise = { start: first.start, end: last.end, body: readRest(), when };
  return [...read.slice(0, -1), { ...branch, blocks: [only, otherwise], isExhaustive: true }];
}

/** The statements of a block, in a language whose `if_statement` has a `consequence`, with early returns as above. */
export function insideWithReturns(block: SyntaxNode | undefined, reader: Reader): Statement[] {
  return block ? readRun(block.children, reader) : [];
}

function readRun(children: readonly SyntaxNode[], reader: Reader): Statement[] {
  const run: Statement[] = [];
  for (const [position, child] of children.entries()) {
    const read = reader.statements(child);
    const rest = children.slice(position + 1);
    const split =
      child.type === 'if_statement' && isLeft(childOf(child, 'consequence'))
        ? readEarlyReturn(read, rest, () => readRun(rest, reader))
        : undefined;
    for (const one of split ?? read) run.push(one);
    if (split) return run;
  }
  return run;
}

/** It ends with `return` or `throw`. */
function isLeft(block: SyntaxNode | undefined): boolean {
  const last = block && /^(block|compound_statement)$/.test(block.type) ? block.children.at(-1) : block;
  return last !== undefined && /^(return|throw)_statement$/.test(last.type);
}

function isAboutArguments(condition: Expression): boolean {
  switch (condition.kind) {
    case 'name':
      return true;
    case 'call':
      return textTestNamed(lastName(condition.callee) ?? '') !== undefined;
    case 'not':
      return isAboutArguments(condition.value);
    case 'binary': {
      const { operator, left, right } = condition;
      const isNull = right.kind === 'constant' && right.value === null;
      return /^[!=]==?$/.test(operator) && left.kind === 'name' && !isNull;
    }
    default:
      return false;
  }
}
