import type { Edit, Parser, Point, Tree } from '@vscode/tree-sitter-wasm';
import type { Language } from '../analysis/languages/language';
import { copyTree, type FormerCopy } from '../analysis/syntax/copyTree';
import type { SyntaxNode } from '../analysis/syntax/syntaxNode';
import { changeBetween, type TextChange } from '../analysis/syntax/textChange';
import type { Parsing } from './analyseText';
import type { Grammars } from './grammars';

/** A text as it was parsed. */
interface EditedTree {
  readonly language: Language;
  readonly text: string;
  readonly tree: Tree;
  readonly root: SyntaxNode;
  readonly hasError: boolean;
}

/** A former tree without errors is worth that many changed characters more. */
const errorCost = 500;

/**
 * Keeps the trees of the texts in editors, so that with an edit only what it touches is parsed and copied again.
 *
 * What follows on a bracket too many may be one big error, of which nothing can be used again when the bracket goes.
 * So a text's newest tree is kept, the one before, and the last without errors; which of them is nearest to the new
 * text gives its parts. The trees share what they have in common.
 */
export class EditedTrees {
  /** The newest first. */
  private readonly kept = new Map<string, readonly EditedTree[]>();

  constructor(private readonly grammars: Grammars) {}

  parsing(path: string): Parsing {
    return { syntaxOf: (source, language) => this.syntaxOf(path, source, language) };
  }

  /** The newest tree of a text, which this keeps. */
  treeOf(path: string): Tree | undefined {
    return this.kept.get(path)?.[0]?.tree;
  }

  forget(path: string): void {
    for (const { tree } of this.kept.get(path) ?? []) tree.delete();
    this.kept.delete(path);
  }

  clear(): void {
    for (const path of [...this.kept.keys()]) this.forget(path);
  }

  private async syntaxOf(path: string, source: string, language: Language): Promise<SyntaxNode> {
    const parser = await this.grammars.parserFor(language.grammar);
    const text = language.prepare?.(source) ?? source;
    const former = this.kept.get(path)?.filter((one) => one.language === language) ?? [];
    const newest = parse(parser, text, language, nearestTo(text, former));
    const [before] = former;
    const sound = former.find(({ hasError }) => !hasError);
    const kept = new Set([newest, before, newest.hasError ? sound : undefined].filter((one) => !!one));
    for (const one of this.kept.get(path) ?? []) if (!kept.has(one)) one.tree.delete();
    this.kept.set(path, [...kept]);
    return newest.root;
  }
}

interface Former {
  readonly of: EditedTree;
  readonly change: TextChange;
}

function nearestTo(text: string, former: readonly EditedTree[]): Former | undefined {
  const costOf = ({ of, change: { start, oldEnd, newEnd } }: Former) =>
    oldEnd - start + (newEnd - start) + (of.hasError ? errorCost : 0);
  const [nearest] = former
    .map((of) => ({ of, change: changeBetween(of.text, text) }))
    .sort((one, other) => costOf(one) - costOf(other));
  return nearest;
}

function parse(parser: Parser, text: string, language: Language, former: Former | undefined): EditedTree {
  const edited = former && editedTree(former, text);
  try {
    const tree = parser.parse(text, edited);
    if (!tree) throw new Error(`The ${language.id} parser gave no tree.`);
    const root = copyTree(tree, language.leaves, edited && formerCopy(former, edited, tree));
    return { language, text, tree, root, hasError: tree.rootNode.hasError };
  } finally {
    edited?.delete();
  }
}

function editedTree({ of: { tree, text: before }, change }: Former, text: string): Tree {
  const edited = tree.copy();
  edited.edit(editOf(change, before, text));
  return edited;
}

function formerCopy({ of: { root }, change }: Former, edited: Tree, tree: Tree): FormerCopy {
  const rebuilt = edited
    .getChangedRanges(tree)
    .map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex }));
  return { root, change, rebuilt };
}

function editOf({ start, oldEnd, newEnd }: TextChange, before: string, after: string): Edit {
  const origin: Point = { row: 0, column: 0 };
  const startPosition = pointAt(after, start, 0, origin);
  return {
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition,
    oldEndPosition: pointAt(before, oldEnd, start, startPosition),
    newEndPosition: pointAt(after, newEnd, start, startPosition),
  };
}

/** Counts on from a place that is known. As the parser counts: only `\n` ends a line. */
function pointAt(text: string, offset: number, from: number, known: Point): Point {
  let { row } = known;
  let lineStart = from - known.column;
  for (let at = text.indexOf('\n', from); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
