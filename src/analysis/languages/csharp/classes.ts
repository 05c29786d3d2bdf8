import type { AssignExpression, Expression } from '../../program/expression';
import type { FunctionDeclaration, Parameter, Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import {
  bodyOf,
  constructorCall,
  constructorName,
  hasModifier,
  readMethod,
  readParameters,
} from './functions';
import { typeMembers } from './typeParameters';
import { readType } from './types';
import { propertyValue, readVariables } from './variables';

export const readClass: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  if (!name) return reader.inside(node);
  const bases = childOfType(node, 'base_list');
  const isInterface = node.type === 'interface_declaration';
  const members = (childOf(node, 'body')?.children ?? [])
    .filter(({ type }) => !isInterface || type !== 'property_declaration')
    .flatMap((child) => readMember(child, reader));
  const parameters = childOfType(node, 'parameter_list');
  const body = parameters
    ? withPrimaryConstructor(members, readParameters(parameters, reader), node, bases, reader)
    : members.map(({ statement }) => statement);
  const types = bases?.children.filter(({ type }) => type !== 'argument_list') ?? [];
  return [
    {
      kind: 'class',
      declaration: {
        name: reader.text(name),
        bases: types.map((type) => readBase(type, reader)),
        body: typeMembers(node, bases, constructorName, body, reader),
        constructorName,
        start: node.start,
        end: node.end,
      },
    },
  ];
};

function readBase(node: SyntaxNode, reader: Reader): Expression {
  const type = node.type === 'primary_constructor_base_type' ? node.children[0] : node;
  return readType(type ?? node, reader);
}

interface Member {
  readonly statement: Statement;
  /** Its value is found when an object is made, not once for the class. */
  readonly isOfObject?: boolean;
}

function readMember(node: SyntaxNode, reader: Reader): Member[] {
  switch (node.type) {
    case 'method_declaration':
    case 'constructor_declaration':
    case 'operator_declaration':
      // an abstract method says nothing
      return childOf(node, 'body')
        ? [{ statement: { kind: 'function', declaration: readMethod(node, reader) } }]
        : [];
    case 'destructor_declaration':
      return [{ statement: { kind: 'function', declaration: { ...readMethod(node, reader), name: '~' } } }];
    case 'property_declaration':
    case 'indexer_declaration':
      return readProperty(node, reader);
    case 'field_declaration':
    case 'event_field_declaration': {
      const declaration = childOfType(node, 'variable_declaration');
      const isOfObject = !hasModifier(node, 'static', reader) && !hasModifier(node, 'const', reader);
      const found = declaration ? readVariables(declaration, reader) : [];
      return found.map((statement) => ({ statement, isOfObject }));
    }
    case 'enum_member_declaration':
      return readEnumMember(node, reader);
    default:
      return reader.statements(node).map((statement) => ({ statement }));
  }
}

function readProperty(node: SyntaxNode, reader: Reader): Member[] {
  const name = childOf(node, 'name');
  if (!name) return [];
  const { start, end } = node;
  const isStatic = hasModifier(node, 'static', reader);
  const accessors = childOf(node, 'accessors')?.children ?? [];
  const getter = accessors.find((accessor) => childOf(accessor, 'name')?.type === 'get');
  const arrow = childOf(node, 'value');
  const body = arrow?.type === 'arrow_expression_clause' ? arrow : getter && childOf(getter, 'body');
  const setters = accessors.flatMap((accessor): Member[] => {
    const set = accessor === getter ? undefined : childOf(accessor, 'body');
    return set ? [{ statement: setterOf(reader.text(name), set, isStatic, reader) }] : [];
  });
  if (body) {
    const declaration: FunctionDeclaration = {
      name: reader.text(name),
      parameters: [],
      body: bodyOf(body, reader),
      self: isStatic ? undefined : 'this',
      // read like a field
      decorators: [{ kind: 'name', name: 'property', start, end: start }],
      start,
      end,
    };
    return [{ statement: { kind: 'function', declaration } }, ...setters];
  }
  // an abstract one says nothing; what overrides it does
  if (hasModifier(node, 'abstract', reader)) return [];
  const target: Expression = { kind: 'name', name: reader.text(name), start: name.start, end: name.end };
  const type = childOf(node, 'type');
  const value: AssignExpression = {
    kind: 'assign',
    target,
    value: propertyValue(node, reader),
    type: type && readType(type, reader),
    declares: true,
    start,
    end,
  };
  return [{ statement: { kind: 'expression', value }, isOfObject: !isStatic }, ...setters];
}

function setterOf(name: string, body: SyntaxNode, isStatic: boolean, reader: Reader): Statement {
  const { start, end } = body;
  return {
    kind: 'function',
    declaration: {
      name: `set ${name}`,
      parameters: [{ name: 'value', start, end: start }],
      body: bodyOf(body, reader),
      self: isStatic ? undefined : 'this',
      start,
      end,
    },
  };
}

function readEnumMember(node: SyntaxNode, reader: Reader): Member[] {
  const name = childOf(node, 'name');
  if (!name) return [];
  const { start, end } = node;
  const target: Expression = { kind: 'name', name: reader.text(name), start: name.start, end: name.end };
  // told apart by their names
  const value: Expression = { kind: 'text', parts: [reader.text(name)], start, end };
  return [
    {
      statement: { kind: 'expression', value: { kind: 'assign', target, value, declares: true, start, end } },
    },
  ];
}

/** `class T(string host) : Base(host)`: the parameters are fields, and what fields begin with may use them. */
function withPrimaryConstructor(
  members: readonly Member[],
  parameters: readonly Parameter[],
  { start, end }: SyntaxNode,
  bases: SyntaxNode | undefined,
  reader: Reader,
): Statement[] {
  const given = bases && findArguments(bases);
  const fields: Statement[] = [];
  const inConstructor: Statement[] = given ? [constructorCall(given, true, reader)] : [];
  for (const { name, type, start: from, end: to } of parameters) {
    const range = { start: from, end: to };
    const value: Expression = { kind: 'name', name, ...range };
    fields.push(declared(name, type, range));
    inConstructor.push(assigned(name, value));
  }
  const rest = members.map(({ statement, isOfObject }): Statement => {
    const assignment = statement.kind === 'expression' ? statement.value : undefined;
    if (
      !isOfObject ||
      assignment?.kind !== 'assign' ||
      assignment.target.kind !== 'name' ||
      !assignment.value
    )
      return statement;
    inConstructor.push(assigned(assignment.target.name, assignment.value));
    return declared(assignment.target.name, assignment.type, assignment);
  });
  const declaration: FunctionDeclaration = {
    name: constructorName,
    parameters,
    body: inConstructor,
    self: 'this',
    start,
    end,
  };
  return [...fields, { kind: 'function', declaration }, ...rest];
}

function findArguments(bases: SyntaxNode): SyntaxNode | undefined {
  return (
    childOfType(bases, 'argument_list') ??
    bases.children.flatMap((base) => childOfType(base, 'argument_list') ?? [])[0]
  );
}

function declared(
  name: string,
  type: Expression | undefined,
  { start, end }: { start: number; end: number },
): Statement {
  const target: Expression = { kind: 'name', name, start, end };
  return { kind: 'expression', value: { kind: 'assign', target, type, declares: true, start, end } };
}

function assigned(name: string, value: Expression): Statement {
  const { start, end } = value;
  const self: Expression = { kind: 'name', name: 'this', start, end: start };
  const target: Expression = { kind: 'member', object: self, name, start, end };
  return { kind: 'expression', value: { kind: 'assign', target, value, start, end } };
}
