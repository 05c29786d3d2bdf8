import type { AssignExpression, Expression } from '../../program/expression';
import type { ClassDeclaration, Statement } from '../../program/statement';
import { childOf, childrenOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import { emptyValue } from './expressions';
import { typeName } from './functions';

/** A struct is a class; a name for another type is a function that converts to it. */
export const readTypeSpec: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  const type = childOf(node, 'type');
  if (!name || !type || type.type === 'interface_type') return [];
  if (type.type === 'struct_type')
    return [{ kind: 'class', declaration: readStruct(node, name, type, reader) }];
  const { start, end } = node;
  const isRest = type.type === 'slice_type';
  const value: Expression = { kind: 'name', name: 'value', start, end };
  const declaration = {
    name: reader.text(name),
    parameters: [{ name: 'value', isRest, start, end }],
    body: [{ kind: 'return', value } as const],
    start,
    end,
  };
  return [{ kind: 'function', declaration }];
};

function readStruct(
  node: SyntaxNode,
  name: SyntaxNode,
  struct: SyntaxNode,
  reader: Reader,
): ClassDeclaration {
  const embeds: string[] = [];
  const fields = (struct.children[0]?.children ?? []).flatMap((field): Statement[] => {
    const type = childOf(field, 'type');
    if (!type) return [];
    const names = childrenOf(field, 'name').filter((child) => child.type === 'field_identifier');
    const embedded = names.length === 0 ? typeName(type) : undefined;
    if (embedded) embeds.push(reader.text(embedded));
    return [...names, ...(embedded ? [embedded] : [])].map((one) => ({
      kind: 'expression',
      value: readField(one, field, type, reader),
    }));
  });
  const { start, end } = node;
  return { name: reader.text(name), bases: [], embeds, body: fields, start, end };
}

function readField(name: SyntaxNode, field: SyntaxNode, type: SyntaxNode, reader: Reader): AssignExpression {
  const { start, end } = name;
  const tag = childOf(field, 'tag');
  return {
    kind: 'assign',
    target: { kind: 'name', name: reader.text(name), start, end },
    value: (tag && tagDefault(tag, reader)) ?? emptyValue(type),
    type: reader.expression(type),
    declares: true,
    start,
    end: field.end,
  };
}

/** What libraries that read the environment or the command line put into a field: `default:"tcp://…"`. */
function tagDefault(tag: SyntaxNode, reader: Reader): Expression | undefined {
  const text = reader.text(tag).slice(1, -1);
  const found = /\b(?:default|envDefault|env-default)\\?:\\?"([^"\\]+)/.exec(text)?.[1];
  const { start, end } = tag;
  if (found === undefined) return undefined;
  return /^\d+$/.test(found)
    ? { kind: 'constant', value: Number(found), start, end }
    : { kind: 'text', parts: [found], start, end };
}
