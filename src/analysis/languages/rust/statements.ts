import type { Expression } from '../../program/expression';
import type { Statement } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import { readEnum, readFunctionItem, readImpl, readModule, readStruct, readTrait, readUse } from './items';
import { breakValue } from './loops';
import { bindPattern } from './patterns';
import { finished, readCondition } from './tails';
import { withResultType } from './typeParameters';

function isBranching(node: SyntaxNode): boolean {
  return /^(?:if_expression|match_expression|loop_expression|block|unsafe_block)$/.test(node.type);
}

const asStatement = (value: Expression): Statement => ({ kind: 'expression', value });

const readLet: StatementReader = (node, reader) => {
  const pattern = childOf(node, 'pattern');
  const value = childOf(node, 'value');
  const type = childOf(node, 'type');
  const otherwise = childOf(node, 'alternative');
  if (!pattern) return reader.inside(node);
  const declared = type && reader.expression(type);
  const bind = (given: Expression | undefined): Statement[] => {
    const bindings = bindPattern(pattern, named(pattern, given, reader), reader, declared);
    const isLost = bindings.length === 0 && given !== undefined;
    return [...(isLost ? [given] : []), ...bindings].map(asStatement);
  };
  const before = otherwise
    ? [{ kind: 'branch', blocks: [reader.block(otherwise)], isExhaustive: false } as const]
    : [];
  // with several places that give the value, the name is declared before them
  if (value && isBranching(value)) return [...before, ...bind(undefined), ...finished(value, reader, bind)];
  const given = value && reader.expression(value);
  return [...before, ...bind(given && type ? withResultType(given, type, reader) : given)];
};

/** A closure goes by the name of the variable that holds it. */
function named(pattern: SyntaxNode, value: Expression | undefined, reader: Reader): Expression | undefined {
  if (value?.kind !== 'function' || pattern.type !== 'identifier') return value;
  return { ...value, declaration: { ...value.declaration, name: reader.text(pattern) } };
}

const readFor: StatementReader = (node, reader) => {
  const pattern = childOf(node, 'pattern');
  const value = childOf(node, 'value');
  const body = childOf(node, 'body');
  if (!pattern || !value || !body) return reader.inside(node);
  const { start, end } = value;
  const over = reader.expression(value);
  if (pattern.type !== 'tuple_pattern') {
    const item: Expression = { kind: 'item', of: over, start, end };
    const [binding, ...more] = bindPattern(pattern, item, reader);
    return [{ kind: 'loop', binding, block: reader.block(body, more.map(asStatement)) }];
  }
  const items = pattern.children.map((part): Expression => {
    const [only] = bindPattern(part, undefined, reader);
    return only ? only.target : { kind: 'other', parts: [], start: part.start, end: part.end };
  });
  const target: Expression = { kind: 'list', items, start: pattern.start, end: pattern.end };
  const item: Expression = { kind: 'item', of: over, start, end };
  const binding = { kind: 'assign', target, value: item, declares: true, start: pattern.start, end } as const;
  return [{ kind: 'loop', binding, block: reader.block(body) }];
};

const readWhile: StatementReader = (node, reader) => {
  const condition = childOf(node, 'condition');
  const body = childOf(node, 'body');
  if (!condition || !body) return reader.inside(node);
  const { tests, bindings } = readCondition(condition, reader);
  const before = tests.map((value): Statement => ({ kind: 'expression', value, isUsed: true }));
  return [{ kind: 'loop', block: reader.block(body, [...before, ...bindings]) }];
};

const readConstant: StatementReader = (node, reader) => {
  const target = childOf(node, 'name');
  const value = childOf(node, 'value');
  const type = childOf(node, 'type');
  if (!target) return reader.inside(node);
  return [
    asStatement({
      kind: 'assign',
      target: reader.expression(target),
      value: reader.optional(value),
      type: type && reader.expression(type),
      declares: true,
      start: node.start,
      end: node.end,
    }),
  ];
};

const branching: StatementReader = (node, reader) => finished(node, reader, undefined);
const nothing: StatementReader = () => [];

export const statements: Readonly<Record<string, StatementReader>> = {
  expression_statement: (node, reader) => node.children.flatMap((child) => reader.statements(child)),
  assignment_expression: (node, reader) => {
    const target = childOf(node, 'left');
    const value = childOf(node, 'right');
    if (!target || !value || !isBranching(value)) return [asStatement(reader.expression(node))];
    return finished(value, reader, (given) => [
      asStatement({
        kind: 'assign',
        target: reader.expression(target),
        value: given,
        start: node.start,
        end: node.end,
      }),
    ]);
  },
  let_declaration: readLet,
  const_item: readConstant,
  static_item: readConstant,
  return_expression: (node, reader) => {
    const [value] = node.children;
    return value
      ? finished(value, reader, (given) => [{ kind: 'return', value: given }])
      : [{ kind: 'return' }];
  },
  if_expression: branching,
  match_expression: branching,
  block: branching,
  unsafe_block: branching,
  for_expression: readFor,
  while_expression: readWhile,
  loop_expression: branching,
  function_item: (node, reader) => readFunctionItem(node, reader),
  struct_item: readStruct,
  enum_item: readEnum,
  impl_item: readImpl,
  trait_item: readTrait,
  mod_item: readModule,
  use_declaration: readUse,
  attribute_item: nothing,
  inner_attribute_item: nothing,
  macro_definition: nothing,
  type_item: nothing,
  break_expression: (node, reader) => {
    const given = breakValue(node);
    return given ? finished(given.value, reader, given.finish) : reader.inside(node);
  },
  continue_expression: nothing,
};
