import { type Edit, type Point, type Tree } from '@vscode/tree-sitter-wasm';
import { type Language } from '../analysis/languages/language';
import { copyTree, type FormerCopy } from '../analysis/syntax/copyTree';
import { type SyntaxNode } from '../analysis/syntax/syntaxNode';
import { changeBetween, type TextChange } from '../analysis/syntax/textChange';
import { type Parsing } from './analyseText';
import { type Grammars } from './grammars';

/** A text as it was last parsed. */
interface EditedTree {
  readonly language: Language;
  readonly text: string;
  readonly tree: Tree;
  readonly root: SyntaxNode;
}

/** Keeps the trees of the texts in editors, so that with an edit only what it touches is parsed and copied again. */
export class EditedTrees {
  private readonly kept = new Map<string, EditedTree>();

  constructor(private readonly grammars: Grammars) {}

  parsing(path: string): Parsing {
    return { syntaxOf: (source, language) => this.syntaxOf(path, source, language) };
  }

  /** The newest tree of a text, which this keeps. */
  treeOf(path: string): Tree | undefined {
    return this.kept.get(path)?.tree;
  }

  forget(path: string): void {
    this.kept.get(path)?.tree.delete();
    this.kept.delete(path);
  }

  clear(): void {
    for (const path of [...this.kept.keys()]) this.forget(path);
  }

  private async syntaxOf(path: string, source: string, language: Language): Promise<SyntaxNode> {
    const parser = await this.grammars.parserFor(language.grammar);
    const text = language.prepare?.(source) ?? source;
    const last = this.kept.get(path);
    this.kept.delete(path);
    try {
      const former = last?.language === language ? last : undefined;
      const change = former && changeBetween(former.text, text);
      if (change) former.tree.edit(editOf(change, former.text, text));
      const tree = parser.parse(text, former?.tree);
      if (!tree) throw new Error(`The ${language.id} parser gave no tree.`);
      const root = copyTree(tree, language.leaves, change && formerCopy(former, change, tree));
      this.kept.set(path, { language, text, tree, root });
      return root;
    } finally {
      last?.tree.delete();
    }
  }
}

function formerCopy({ tree: before, root }: EditedTree, change: TextChange, tree: Tree): FormerCopy {
  const rebuilt = before
    .getChangedRanges(tree)
    .map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex }));
  return { root, change, rebuilt };
}

function editOf({ start, oldEnd, newEnd }: TextChange, before: string, after: string): Edit {
  return {
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(after, start),
    oldEndPosition: pointAt(before, oldEnd),
    newEndPosition: pointAt(after, newEnd),
  };
}

/** As the parser counts: only `\n` ends a line. */
function pointAt(text: string, offset: number): Point {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
