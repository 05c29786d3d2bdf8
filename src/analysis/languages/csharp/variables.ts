import type { Expression } from '../../program/expression';
import type { Statement } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import { readTyped } from './creations';
import { withTupleNames } from './tuples';
import { typeOf } from './types';

/** Fields, constants and local variables. */
export function readVariables(node: SyntaxNode, reader: Reader): Statement[] {
  const type = typeOf(node, reader);
  return node.children.flatMap((declarator): Statement[] => {
    if (declarator.type !== 'variable_declarator') return [];
    const { start, end } = declarator;
    const [first, ...rest] = declarator.children;
    if (!first) return [];
    const given = rest.find(({ type: kind }) => kind !== 'bracketed_argument_list');
    const target: Expression =
      first.field === 'name'
        ? { kind: 'name', name: reader.text(first), start: first.start, end: first.end }
        : reader.expression(first);
    const value =
      given && withTupleNames(childOf(node, 'type'), reader, () => readTyped(given, type, reader));
    return [
      { kind: 'expression', value: { kind: 'assign', target, value, type, declares: true, start, end } },
    ];
  });
}

/** The value of the one variable that a member declares, where it is a property. */
export function propertyValue(node: SyntaxNode, reader: Reader): Expression | undefined {
  const value = childOf(node, 'value');
  return value && value.type !== 'arrow_expression_clause'
    ? withTupleNames(childOf(node, 'type'), reader, () => readTyped(value, typeOf(node, reader), reader))
    : optionDefault(node, reader);
}

/** `[Option('e', Default = "tcp://*:5555")]`: what the command line's parser puts in. */
function optionDefault(node: SyntaxNode, reader: Reader): Expression | undefined {
  for (const list of node.children) {
    if (list.type !== 'attribute_list') continue;
    const text = /\b(?:Default|DefaultValue)\s*(?:=|\()\s*"([^"]*)"/.exec(reader.text(list))?.[1];
    if (text !== undefined) return { kind: 'text', parts: [text], start: list.start, end: list.end };
  }
  return undefined;
}

/** `x is SubscriberSocket sub`, `case SubscriberSocket sub:` give the value another name. */
export function declaredByPattern(
  pattern: SyntaxNode,
  value: Expression,
  reader: Reader,
): Expression | undefined {
  const name = childOf(pattern, 'name');
  if (pattern.type !== 'declaration_pattern' || !name) return undefined;
  const { start, end } = name;
  const target: Expression = { kind: 'name', name: reader.text(name), start, end };
  return { kind: 'assign', target, value, type: typeOf(pattern, reader), declares: true, start, end };
}
