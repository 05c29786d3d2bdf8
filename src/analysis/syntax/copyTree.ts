import { type ParsedTree, type ParsedTreeCursor, type SyntaxNode } from './syntaxNode';

/** Deeper nesting is cut off: generated code must not overflow the stack. */
const maxDepth = 600;

/** Shared by all leaves; nobody changes it. */
const none: SyntaxNode[] = [];

/** Tokens that never say anything. */
const punctuation = /^[()[\]{},.:;'"]$/;

/**
 * Copies a parser's tree. Comments are left out; nodes of `leaves` keep no children, which saves time where nothing
 * of interest is inside.
 */
export function copyTree(tree: ParsedTree, leaves: ReadonlySet<string> = new Set()): SyntaxNode {
  const { types, fields } = tree.language;
  const isNamed = types.map((_type, id) => tree.language.nodeTypeIsNamed(id));
  // unnamed nodes are tokens; each question to the parser that is not asked counts
  const isLeaf = types.map((type, id) => !isNamed[id] || leaves.has(type));
  const isSkipped = types.map((type, id) => /comment/.test(type) || (!isNamed[id] && punctuation.test(type)));
  const cursor = tree.walk();

  const copy = (typeId: number, field: string | undefined, depth: number): SyntaxNode => {
    const start = cursor.startIndex;
    const end = cursor.endIndex;
    let children = none;
    if (depth < maxDepth && !isLeaf[typeId] && cursor.gotoFirstChild()) {
      children = [];
      do {
        const id = cursor.nodeTypeId;
        if (isSkipped[id]) continue;
        const named = isNamed[id] ?? true;
        const childField = fieldUnder(cursor, fields);
        if (named || childField !== undefined) children.push(copy(id, childField, depth + 1));
      } while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    return { type: types[typeId] ?? 'ERROR', start, end, field, children };
  };

  try {
    return copy(cursor.nodeTypeId, undefined, 0);
  } finally {
    cursor.delete();
  }
}

function fieldUnder(cursor: ParsedTreeCursor, fields: readonly (string | null)[]): string | undefined {
  const id = cursor.currentFieldId;
  return id === 0 ? undefined : (fields[id] ?? undefined);
}
