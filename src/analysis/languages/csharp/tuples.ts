import type { Expression } from '../../program/expression';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';

/** The names that the declaration around gives to the parts of its tuples. */
const declared = new WeakMap<Reader, readonly string[]>();

/** Reads the value of `(string Name, string Url)[] all = { ("eu", "tcp://…") }`. */
export function withTupleNames<T>(type: SyntaxNode | undefined, reader: Reader, read: () => T): T {
  const before = declared.get(reader) ?? [];
  declared.set(reader, type ? namesIn(type, reader) : []);
  const value = read();
  declared.set(reader, before);
  return value;
}

function namesIn(type: SyntaxNode, reader: Reader): readonly string[] {
  if (type.type !== 'tuple_type') {
    for (const child of type.children) {
      const names = namesIn(child, reader);
      if (names.length > 0) return names;
    }
    return [];
  }
  const names = type.children.map((element) => childOf(element, 'name'));
  return names.flatMap((name) => (name ? [reader.text(name)] : []));
}

/** `("eu", 1)` is a list; with names for its parts a map that has them by position as well. */
export const readTuple: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const parts = node.children.flatMap((argument) => {
    const value = argument.children.at(-1);
    return value ? [{ own: childOf(argument, 'name'), value: reader.expression(value) }] : [];
  });
  const names = declared.get(reader) ?? [];
  const named = parts.map(({ own }, at) =>
    own ? reader.text(own) : names.length === parts.length ? names[at] : undefined,
  );
  if (named.every((name) => name === undefined)) {
    return { kind: 'list', items: parts.map(({ value }) => value), start, end };
  }
  const entries = parts.flatMap(({ value }, at) => {
    const name = named[at];
    const position = { key: text(String(at), start), value };
    if (name === undefined) return [position];
    // what calls something must not stand in the program twice
    const isPlain = /^(text|constant|name|member)$/.test(value.kind);
    return [{ key: text(name, start), value }, ...(isPlain ? [position] : [])];
  });
  return { kind: 'map', entries, start, end };
};

function text(part: string, start: number): Expression {
  return { kind: 'text', parts: [part], start, end: start };
}
