import type { TextRange } from '../textRange';
import type { ParsedTree, ParsedTreeCursor, SyntaxNode } from './syntaxNode';
import type { TextChange } from './textChange';

/** Deeper nesting is cut off: generated code must not overflow the stack. */
const maxDepth = 600;

/** Shared by all leaves; nobody changes it. */
const none: SyntaxNode[] = [];

/** Tokens that never say anything. */
const punctuation = /^[()[\]{},.:;'"]$/;

/** The copy of a tree that was parsed before one stretch of its text changed. */
export interface FormerCopy {
  readonly root: SyntaxNode;
  readonly change: TextChange;
  /** Where the parser says that the new tree is built differently, in offsets of the new text. */
  readonly rebuilt: readonly TextRange[];
}

/**
 * Copies a parser's tree. Comments are left out; nodes of `leaves` keep no children, which saves time where nothing
 * of interest is inside.
 *
 * @param former what has not changed since is taken from it, which saves most of the time
 */
export function copyTree(
  tree: ParsedTree,
  leaves: ReadonlySet<string> = new Set(),
  former?: FormerCopy,
): SyntaxNode {
  const { types, fields } = tree.language;
  const { isNamed, isSkipped } = kindsOf(tree.language);
  // unnamed nodes are tokens; each question to the parser that is not asked counts
  const isLeaf = types.map((type, id) => !isNamed[id] || leaves.has(type));
  const cursor = tree.walk();
  const kept = former && new KeptNodes(former);

  const copy = (
    typeId: number,
    field: string | undefined,
    depth: number,
    before: SyntaxNode | undefined,
  ): SyntaxNode => {
    const start = cursor.startIndex;
    const end = cursor.endIndex;
    const type = types[typeId] ?? 'ERROR';
    const same = before && kept?.unchanged(before, { type, field, start, end });
    if (same) return same;
    let children = none;
    if (depth < maxDepth && !isLeaf[typeId] && cursor.gotoFirstChild()) {
      children = [];
      let passed = 0;
      do {
        const id = cursor.nodeTypeId;
        if (isSkipped[id]) continue;
        const childField = fieldUnder(cursor, fields);
        if (!(isNamed[id] ?? true) && childField === undefined) continue;
        if (before) passed = kept?.passedBy(before, passed, cursor.startIndex) ?? 0;
        children.push(copy(id, childField, depth + 1, before?.children[passed]));
      } while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    return { type, start, end, field, children };
  };

  try {
    return copy(cursor.nodeTypeId, undefined, 0, former?.root);
  } finally {
    cursor.delete();
  }
}

/** By node type. */
interface NodeKinds {
  readonly isNamed: readonly boolean[];
  readonly isSkipped: readonly boolean[];
}

const kinds = new WeakMap<ParsedTree['language'], NodeKinds>();

function kindsOf(grammar: ParsedTree['language']): NodeKinds {
  const known = kinds.get(grammar);
  if (known) return known;
  const isNamed = grammar.types.map((_type, id) => grammar.nodeTypeIsNamed(id));
  const isSkipped = grammar.types.map(
    (type, id) => /comment/.test(type) || (!isNamed[id] && punctuation.test(type)),
  );
  kinds.set(grammar, { isNamed, isSkipped });
  return { isNamed, isSkipped };
}

function fieldUnder(cursor: ParsedTreeCursor, fields: readonly (string | null)[]): string | undefined {
  const id = cursor.currentFieldId;
  return id === 0 ? undefined : (fields[id] ?? undefined);
}

/** Finds nodes of a former copy that are as they were. */
class KeptNodes {
  private readonly change: TextChange;
  private readonly delta: number;
  private readonly touched: readonly TextRange[];

  constructor({ change, rebuilt }: FormerCopy) {
    this.change = change;
    this.delta = change.newEnd - change.oldEnd;
    this.touched = [{ start: change.start, end: change.newEnd }, ...rebuilt];
  }

  /** The former node at its new place, where it is the same and nothing in or next to it has changed. */
  unchanged(before: SyntaxNode, now: Omit<SyntaxNode, 'children'>): SyntaxNode | undefined {
    const { type, field, start, end } = now;
    if (before.type !== type || before.field !== field) return undefined;
    if (this.touched.some((range) => range.start <= end && start <= range.end)) return undefined;
    const moved = start > this.change.newEnd ? this.delta : 0;
    if (before.start + moved !== start || before.end + moved !== end) return undefined;
    return moved === 0 ? before : shifted(before, moved);
  }

  /** How many of the former children lie before a place of the new text. */
  passedBy({ children }: SyntaxNode, passed: number, place: number): number {
    let at = passed;
    for (let child = children[at]; child && this.placeNow(child.start) < place; child = children[at]) at++;
    return at;
  }

  private placeNow(offset: number): number {
    return offset >= this.change.oldEnd ? offset + this.delta : offset;
  }
}

function shifted({ type, start, end, field, children }: SyntaxNode, by: number): SyntaxNode {
  return {
    type,
    start: start + by,
    end: end + by,
    field,
    children: children.length === 0 ? children : children.map((child) => shifted(child, by)),
  };
}
