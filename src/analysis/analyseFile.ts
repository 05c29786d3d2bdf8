import { collectExports } from './exports';
import type { FileFacts } from './facts';
import { importsOf } from './linkConstants';
import type { Language } from './languages/language';
import { buildProgram } from './program/buildProgram';
import { Resolver } from './resolve/resolver';
import { collectSockets } from './sockets/collectSockets';
import { copyTree } from './syntax/copyTree';
import type { ParsedTree, SyntaxNode } from './syntax/syntaxNode';

/**
 * The sockets and endpoints of one file. Keeps nothing between calls; the tree may be deleted afterwards. Errors in
 * the source only hide what they touch.
 */
export function analyseFile(tree: ParsedTree, source: string, language: Language): FileFacts {
  return analyseSyntax(copyTree(tree, language.leaves), source, language);
}

/** The same of a tree that is copied already. */
export function analyseSyntax(root: SyntaxNode, source: string, language: Language): FileFacts {
  const program = buildProgram(language.read(root, source), language.names);
  const resolver = new Resolver(program, language);
  const collected = collectSockets(resolver, language.id);
  return {
    language: language.id,
    ...collected,
    exports: collectExports(resolver),
    imports: importsOf(collected.endpoints),
  };
}
