import type { TextRange } from '../textRange';

/**
 * A node of a syntax tree as plain data: named nodes, and the unnamed ones that carry a field (operators). It is
 * copied out of the parser's memory once, since reading node by node across that border costs more than all the rest.
 */
export interface SyntaxNode extends TextRange {
  /** The grammar's name of the node: `call`, `identifier`, `+`. */
  readonly type: string;
  /** The field under which its parent has it. */
  readonly field?: string;
  readonly children: readonly SyntaxNode[];
}

/** What copying needs of a tree-sitter tree; web-tree-sitter's `Tree` has this shape. */
export interface ParsedTree {
  readonly language: {
    readonly types: readonly string[];
    readonly fields: readonly (string | null)[];
    nodeTypeIsNamed(typeId: number): boolean;
  };
  walk(): ParsedTreeCursor;
}

export interface ParsedTreeCursor {
  readonly nodeTypeId: number;
  readonly currentFieldId: number;
  readonly startIndex: number;
  readonly endIndex: number;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
  delete(): void;
}

export function childOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  for (const child of node.children) if (child.field === field) return child;
  return undefined;
}

export function childrenOf(node: SyntaxNode, field: string): SyntaxNode[] {
  return node.children.filter((child) => child.field === field);
}

export function childOfType(node: SyntaxNode, ...types: string[]): SyntaxNode | undefined {
  for (const child of node.children) if (types.includes(child.type)) return child;
  return undefined;
}

export function textOf(node: TextRange, source: string): string {
  return source.slice(node.start, node.end);
}
