import type { Expression } from '../../program/expression';
import { decodeEscape } from '../../syntax/decodeEscape';
import type { SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';

/** `10`, `0x1F`, `0b1`, `1'000u`, `2.5f` */
export const readNumber: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const value = numberIn(reader.text(node));
  return value === undefined
    ? { kind: 'other', parts: [], start, end }
    : { kind: 'constant', value, start, end };
};

/** The value of a number as C writes it. */
export function numberIn(text: string): number | undefined {
  const bare = text.replaceAll("'", '').toLowerCase();
  const isHex = /^[+-]?0x/.test(bare);
  const digits = isHex ? bare.replace(/[ul]+$/, '') : bare.replace(/[ulf]+$/, '');
  const octal = /^([+-]?)0([0-7]+)$/.exec(digits);
  const value = octal ? Number.parseInt(`${octal[1]}${octal[2]}`, 8) : Number(digits);
  return digits === '' || Number.isNaN(value) ? undefined : value;
}

/** `"a"`, `u8"a"`, `"tcp://*:" PORT "/x"` */
export const readString: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const parts = node.type === 'concatenated_string' ? node.children : [node];
  return { kind: 'text', parts: parts.flatMap((part) => partOf(part, reader)), start, end };
};

export const readCharacter: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const character = stringContent(reader.text(node));
  return { kind: 'text', parts: [character], start, end };
};

/** What one piece of a run of literals adds to the text. */
export function partOf(node: SyntaxNode, reader: Reader): (string | Expression)[] {
  if (node.type === 'string_literal') return [stringContent(reader.text(node))];
  if (node.type === 'concatenated_string') return node.children.flatMap((part) => partOf(part, reader));
  if (node.type === 'identifier') return [macroPart(reader.text(node)) ?? reader.expression(node)];
  return [reader.expression(node)];
}

/** The length and conversion of a printf placeholder, from `<inttypes.h>`. */
export function macroPart(name: string): string | undefined {
  return /^PRI[diouxX](?:8|16|32|64|MAX|PTR|LEAST\d+|FAST\d+)$/.test(name) ? 'd' : undefined;
}

/** A literal's text without prefix and quotes, with its escapes resolved. */
export function stringContent(literal: string): string {
  const raw = /^\w*R"([^(\s]*)\(([\s\S]*)\)\1"$/.exec(literal)?.[2];
  if (raw !== undefined) return raw;
  const quoted = literal.replace(/^\w*["']/, '').replace(/["']$/, '');
  return quoted.replaceAll(
    /\\(?:x[0-9a-fA-F]+|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|\r?\n|[\s\S])/g,
    decodeEscape,
  );
}
