import type { Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import { insideWithReturns } from '../earlyReturn';
import type { Reader } from '../reader';

/** The statements of a block; what `using` declares in it is closed at its end. */
export function inBlock(block: SyntaxNode, reader: Reader): Statement[] {
  return [...insideWithReturns(block, reader), ...leavesOf(block.children, block.end, reader)];
}

/** What the `using` declarations among the statements close. */
export function leavesOf(statements: readonly SyntaxNode[], at: number, reader: Reader): Statement[] {
  return statements
    .map((child) => (child.type === 'global_statement' ? (child.children[0] ?? child) : child))
    .filter(
      (child) =>
        child.type === 'local_declaration_statement' &&
        /^(await\s+)?using\b/.test(reader.source.slice(child.start, child.start + 20)),
    )
    .flatMap((child) => declaredNames(childOfType(child, 'variable_declaration'), reader))
    .reverse()
    .map((name): Statement => leave(name, at));
}

export function leave(name: string, at: number): Statement {
  const range = { start: at, end: at };
  return { kind: 'leave', name: { kind: 'name', name, ...range }, ...range };
}

export function declaredNames(declaration: SyntaxNode | undefined, reader: Reader): string[] {
  return (declaration?.children ?? []).flatMap((child) => {
    const name = child.type === 'variable_declarator' ? childOf(child, 'name') : undefined;
    return name ? [reader.text(name)] : [];
  });
}
