import type { Argument, Expression } from '../../program/expression';
import type { ClassDeclaration, FunctionDeclaration, Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { TextRange } from '../../textRange';
import { lastName } from '../../program/calledName';
import type { Reader, StatementReader } from '../reader';
import { constructorName, readMethod, readParameters } from './functions';
import { withCallbacks } from './callbacks';
import { readType } from './types';

export const readClass: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  const body = childOf(node, 'body');
  if (!name || !body) return reader.inside(node);
  const declaration: ClassDeclaration = {
    name: reader.text(name),
    bases: basesOf(node, reader),
    body: [
      ...recordParts(node, reader),
      ...compactConstructor(node, body, reader),
      ...enumValues(body, reader),
      ...membersOf(body, reader.text(name), reader),
    ],
    constructorName,
    start: node.start,
    end: node.end,
  };
  return [{ kind: 'class', declaration }];
};

/** `new Base(…) { … }` makes a class and its one object where it stands. */
export function anonymousObject(
  base: Expression,
  args: readonly Argument[],
  body: SyntaxNode,
  { start, end }: TextRange,
  reader: Reader,
): Expression {
  // no name of the source has this sign
  const name = `${lastName(base) ?? 'Object'}$${start}`;
  const declaration: ClassDeclaration = {
    name,
    bases: [base],
    body: membersOf(body, name, reader),
    constructorName,
    start: body.start,
    end: body.end,
  };
  const range = { start, end };
  const made: Expression = { kind: 'call', callee: { kind: 'name', name, ...range }, args, ...range };
  const maker: Expression = {
    kind: 'function',
    declaration: {
      parameters: [],
      body: [
        { kind: 'class', declaration },
        { kind: 'return', value: made },
      ],
      ...range,
    },
    ...range,
  };
  return { kind: 'call', callee: maker, args: [], ...range };
}

function basesOf(node: SyntaxNode, reader: Reader): Expression[] {
  const superclass = childOf(node, 'superclass');
  const interfaces = childOf(node, 'interfaces') ?? childOfType(node, 'extends_interfaces');
  const types = [...(superclass?.children ?? []), ...(interfaces?.children[0]?.children ?? [])];
  return types.map((type) => readType(type, reader));
}

function membersOf(body: SyntaxNode, className: string, reader: Reader): Statement[] {
  const members = body.children.flatMap((child) => readMember(child, className, reader));
  return withCallbacks(members, reader.text(body));
}

function readMember(node: SyntaxNode, className: string, reader: Reader): readonly Statement[] {
  switch (node.type) {
    case 'method_declaration':
    case 'constructor_declaration': {
      // an abstract method says nothing
      return childOf(node, 'body') ? [{ kind: 'function', declaration: readMethod(node, reader) }] : [];
    }
    case 'compact_constructor_declaration':
      return [];
    case 'enum_constant':
      return [readEnumConstant(node, className, reader)];
    case 'enum_body_declarations':
      return membersOf(node, className, reader);
    case 'static_initializer':
    case 'block':
      return [initializer(node, reader)];
    default:
      return reader.statements(node);
  }
}

/** Code between the members runs when the class is made. */
function initializer(node: SyntaxNode, reader: Reader): Statement {
  const { start, end } = node;
  return {
    kind: 'function',
    declaration: {
      name: '<initializer>',
      parameters: [],
      body: reader.inside(node),
      self: 'this',
      start,
      end,
    },
  };
}

/** `ORDERS("tcp://…")` is a static field with an object of the enumeration. */
function readEnumConstant(node: SyntaxNode, className: string, reader: Reader): Statement {
  const { start, end } = node;
  const name = childOf(node, 'name') ?? node;
  const given = childOf(node, 'arguments')?.children ?? [];
  const callee: Expression = { kind: 'name', name: className, start, end: name.end };
  const args = given.map((child) => ({ value: reader.expression(child) }));
  const target: Expression = { kind: 'name', name: reader.text(name), start, end: name.end };
  const value: Expression = { kind: 'call', callee, args, start, end };
  return { kind: 'expression', value: { kind: 'assign', target, value, declares: true, start, end } };
}

/** `values()` of an enumeration. */
function enumValues(body: SyntaxNode, reader: Reader): Statement[] {
  const constants = body.children.filter(({ type }) => type === 'enum_constant');
  if (body.type !== 'enum_body') return [];
  const range = { start: body.start, end: body.start };
  const items = constants.map((constant): Expression => ({
    kind: 'name',
    name: reader.text(childOf(constant, 'name') ?? constant),
    ...range,
  }));
  const value: Expression = { kind: 'list', items, ...range };
  return [
    {
      kind: 'function',
      declaration: { name: 'values', parameters: [], body: [{ kind: 'return', value }], ...range },
    },
  ];
}

/**
 * `record T(int port) { T { if (port == 0) port = 5555; } }`: what the parameters hold at its end goes to the fields. So
 * it is without one, where there are others beside the constructor that nobody writes.
 */
function compactConstructor(node: SyntaxNode, body: SyntaxNode, reader: Reader): Statement[] {
  const constructor = childOfType(body, 'compact_constructor_declaration');
  const parameters = readParameters(childOf(node, 'parameters'), reader);
  const others = body.children.filter(({ type }) => type === 'constructor_declaration');
  const isImplied =
    node.type === 'record_declaration' &&
    others.length > 0 &&
    others.every((other) => childOf(other, 'parameters')?.children.length !== parameters.length);
  if (!constructor && !isImplied) return [];
  const { start, end } = constructor ?? { start: body.start, end: body.start };
  const at = { start: end, end };
  const assignments = parameters.map(({ name }): Statement => {
    const object: Expression = { kind: 'name', name: 'this', ...at };
    const target: Expression = { kind: 'member', object, name, ...at };
    return {
      kind: 'expression',
      value: { kind: 'assign', target, value: { kind: 'name', name, ...at }, ...at },
    };
  });
  const declaration: FunctionDeclaration = {
    name: constructorName,
    parameters,
    body: [...(constructor ? reader.inside(childOf(constructor, 'body')) : []), ...assignments],
    self: 'this',
    start,
    end,
  };
  return [{ kind: 'function', declaration }];
}

/** A record's components are fields that its construction fills, and methods. */
function recordParts(node: SyntaxNode, reader: Reader): Statement[] {
  if (node.type !== 'record_declaration') return [];
  return readParameters(childOf(node, 'parameters'), reader).flatMap(
    ({ name, type, start, end }): Statement[] => [
      {
        kind: 'expression',
        value: {
          kind: 'assign',
          target: { kind: 'name', name, start, end },
          type,
          declares: true,
          start,
          end,
        },
      },
      {
        kind: 'function',
        declaration: {
          name,
          parameters: [],
          body: [{ kind: 'return', value: { kind: 'name', name, start, end } }],
          self: 'this',
          start,
          end,
        },
      },
    ],
  );
}
