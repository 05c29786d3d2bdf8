import type { Expression } from '../../program/expression';
import type { FunctionDeclaration, Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import { nameAt } from './blocks';
import { symbolsIn, type Symbol } from './rubyFile';

interface Attribute extends Symbol {
  readonly default?: Expression;
}

const given = 'attributes';

/**
 * `attribute :url, Types::String.default('tcp://…')` of dry-struct, `attribute :port, :integer, default: 5555` of
 * ActiveModel and Virtus: the constructor takes a hash, or arguments by name.
 */
export function attributesIn(members: readonly SyntaxNode[], reader: Reader): readonly Attribute[] {
  const isOwn = members.some((node) => {
    const name = node.type === 'method' ? childOf(node, 'name') : undefined;
    return name !== undefined && reader.text(name) === 'initialize';
  });
  if (isOwn) return [];
  return members.flatMap((node): Attribute[] => {
    const method = childOf(node, 'method');
    const list = childOf(node, 'arguments');
    if (node.type !== 'call' || !method || !list || !/^attribute\??$/.test(reader.text(method))) return [];
    const [symbol] = symbolsIn(list, reader.source);
    return symbol ? [{ ...symbol, default: defaultIn(list, reader) }] : [];
  });
}

function defaultIn(list: SyntaxNode, reader: Reader): Expression | undefined {
  for (const child of list.children) {
    const key = child.type === 'pair' ? childOfType(child, 'hash_key_symbol') : undefined;
    if (key && reader.text(key) === 'default') return reader.optional(childOf(child, 'value'));
    const method = child.type === 'call' ? childOf(child, 'method') : undefined;
    if (method && reader.text(method) === 'default')
      return reader.optional(childOf(child, 'arguments')?.children[0]);
  }
  return undefined;
}

/** A constructor that puts them into fields. */
export function attributesConstructor(
  attributes: readonly Attribute[],
  { start }: SyntaxNode,
  fieldNamed: (name: string) => Expression,
): Statement {
  const at = { start, end: start };
  const body = attributes.map(({ name, default: byDefault }): Statement => {
    const index: Expression = { kind: 'text', parts: [name], ...at };
    const own: Expression = { kind: 'index', object: nameAt(given, at), index, ...at };
    const value: Expression = byDefault
      ? { kind: 'choice', options: [own, byDefault], isFallback: true, ...at }
      : own;
    return { kind: 'expression', value: { kind: 'assign', target: fieldNamed(name), value, ...at } };
  });
  const declaration: FunctionDeclaration = {
    name: 'initialize',
    parameters: [{ name: given, isNamedRest: true, ...at }],
    body,
    self: 'self',
    ...at,
  };
  return { kind: 'function', declaration };
}
