import type { Expression, MapExpression } from '../../program/expression';
import type { Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import { symbolsIn } from './rubyFile';

/** `setting :port, default: 5555` of dry-configurable, nested or not: `config` then has them all. */
export function settingsMethods(members: readonly SyntaxNode[], reader: Reader): Statement[] {
  const entries = settingsIn(members, reader);
  const [first] = entries;
  if (!first) return [];
  const { start, end } = first.key;
  const value: Expression = { kind: 'map', entries, start, end };
  const body: Statement[] = [{ kind: 'return', value }];
  return [
    { kind: 'function', declaration: { name: 'config', parameters: [], body, self: 'self', start, end } },
  ];
}

/** What a setting's name gives when it is called. */
function reading(value: Expression): Expression {
  const { start, end } = value;
  const body: Statement[] = [{ kind: 'return', value }];
  return { kind: 'function', declaration: { parameters: [], body, start, end }, start, end };
}

function settingsIn(members: readonly SyntaxNode[], reader: Reader): MapExpression['entries'][number][] {
  return members.flatMap((node) => {
    const method = childOf(node, 'method');
    const list = childOf(node, 'arguments');
    if (node.type !== 'call' || !method || !list || reader.text(method) !== 'setting') return [];
    const [symbol] = symbolsIn(list, reader.source);
    if (!symbol) return [];
    const { name, start, end } = symbol;
    const key: Expression = { kind: 'text', parts: [name], start, end };
    const body = childOf(node, 'block');
    const inner = body ? settingsIn(childOf(body, 'body')?.children ?? body.children, reader) : [];
    if (inner.length > 0) return [{ key, value: reading({ kind: 'map', entries: inner, start, end }) }];
    const byDefault = list.children.find((child) => {
      const given = child.type === 'pair' ? childOfType(child, 'hash_key_symbol') : undefined;
      return given !== undefined && reader.text(given) === 'default';
    });
    const value = byDefault && childOf(byDefault, 'value');
    return [
      { key, value: reading(value ? reader.expression(value) : { kind: 'other', parts: [], start, end }) },
    ];
  });
}
