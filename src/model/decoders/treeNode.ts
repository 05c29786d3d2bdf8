/** What a value is, over all formats. */
export type ValueKind =
  | 'object'
  | 'array'
  | 'string'
  /** An integer that a double holds exactly. */
  | 'number'
  /** An integer beyond 2^53 - 1; its digits are kept. */
  | 'bigint'
  /** Encoded as floating point, or written with a fraction or exponent. */
  | 'float'
  | 'boolean'
  | 'null'
  | 'undefined'
  | 'date'
  | 'binary'
  /** A MessagePack extension or CBOR simple value without a meaning of its own. */
  | 'extension';

/** How the parent names a value: an array by index, an object by a key of any kind. */
export interface NodeKey {
  readonly kind: ValueKind | 'index';
  /** For string keys the key itself, without quotes, its hidden characters made visible; else as TreeNode.text. */
  readonly text: string;
}

/**
 * One value of a decoded frame. Nodes are made when asked for, so a message of a million values costs what is
 * open on screen. A node holds on to the frame's bytes.
 */
export interface TreeNode {
  readonly kind: ValueKind;
  /** Absent at the root. */
  readonly key?: NodeKey;
  /** One line for display, at most `maxValueText` long: `"NVDA"`, `184.27`, `{…}`, `[]`, `de ad be ef`. */
  readonly text: string;
  /** `text` holds only the start. */
  readonly cut: boolean;
  /** What the text cannot say: `duplicate key`, `tag 0: date and time`, `ext 5`, `float32`. */
  readonly note?: string;
  /** Keys of an object, items of an array, else 0. */
  readonly childCount: number;
  /** The value's bytes in the frame, `end` exclusive; without the key. */
  readonly start: number;
  readonly end: number;
  /** Children [from, from + count), fewer at the end. Cheap anywhere in the list after the first time. */
  children(from?: number, count?: number): TreeNode[];
  /** Whether the other value is of the same format and written in the same bytes, so that it is equal. Cheap. */
  hasSameBytes?(other: TreeNode): boolean;
  /** The whole value for the clipboard: a string without its quotes, bytes as hex; containers as `text`. */
  fullText(): string;
}

export const maxValueText = 1000;
/** Nesting beyond this is refused: nothing that people exchange comes near it. */
export const maxDepth = 200;

export function isContainer(kind: ValueKind): boolean {
  return kind === 'object' || kind === 'array';
}
