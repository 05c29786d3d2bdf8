import type { Argument, Expression } from '../../program/expression';
import type { FunctionDeclaration, Parameter, Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import { readType } from './types';

/*
 * Type arguments are arguments by names that no source has: `new Host<PushSocket>()` passes `<0>`, and in
 * `class Host<T>` `T` is a property that gives it. What `class Logs : Host<PushSocket>` says is its field `<Host.0>`.
 */
const argumentName = (position: number) => `<${position}>`;
const baseArgumentName = (base: string, position: number) => `<${base}.${position}>`;

/** `<PushSocket>` of a call, a construction or a base class. */
export function typeArguments(generic: SyntaxNode | undefined, reader: Reader): Argument[] {
  if (generic?.type !== 'generic_name') return [];
  const types = childOfType(generic, 'type_argument_list')?.children ?? [];
  return types.map((type, position) => ({ name: argumentName(position), value: readType(type, reader) }));
}

function namesOf(node: SyntaxNode, reader: Reader): string[] {
  const list = childOf(node, 'type_parameters') ?? childOfType(node, 'type_parameter_list');
  return (list?.children ?? []).flatMap((parameter) => {
    const name = childOf(parameter, 'name');
    return name ? [reader.text(name)] : [];
  });
}

/** A method with the parameters that take its type arguments, and its type parameters as variables. */
export function withTypeParameters(
  method: FunctionDeclaration,
  node: SyntaxNode,
  reader: Reader,
): FunctionDeclaration {
  const names = namesOf(node, reader);
  if (names.length === 0) return method;
  const at = { start: method.start, end: method.start };
  const variables = names.map((name, position): Statement => {
    const target: Expression = { kind: 'name', name, ...at };
    const value: Expression = { kind: 'name', name: argumentName(position), ...at };
    return { kind: 'expression', value: { kind: 'assign', target, value, declares: true, ...at } };
  });
  return {
    ...method,
    parameters: [...method.parameters, ...names.map((_name, position) => parameterAt(position, method))],
    body: [...variables, ...method.body],
  };
}

/** Left out where the compiler finds the type from the arguments. */
function parameterAt(position: number, { start }: FunctionDeclaration): Parameter {
  const at = { start, end: start };
  const name = argumentName(position);
  return { name, isKeyword: true, default: { kind: 'other', parts: [], ...at }, ...at };
}

/** The members that make the type parameters of a class known in it, and those of its bases in these. */
export function typeMembers(
  node: SyntaxNode,
  bases: SyntaxNode | undefined,
  constructorName: string,
  members: readonly Statement[],
  reader: Reader,
): readonly Statement[] {
  const forBases = (bases?.children ?? []).flatMap((base) => {
    const generic = base.type === 'primary_constructor_base_type' ? base.children[0] : base;
    const name = generic?.type === 'generic_name' ? generic.children[0] : undefined;
    if (!name) return [];
    return typeArguments(generic, reader).map(({ value }, position) =>
      fieldOf(baseArgumentName(reader.text(name), position), value, node),
    );
  });
  const names = namesOf(node, reader);
  const nameNode = childOf(node, 'name');
  if (names.length === 0 || !nameNode) return [...forBases, ...members];
  const className = reader.text(nameNode);
  const own = names.flatMap((name, position): Statement[] => [
    fieldOf(argumentName(position), undefined, node),
    propertyOf(name, [argumentName(position), baseArgumentName(className, position)], node),
  ]);
  const taking = members.map((member): Statement => {
    if (member.kind !== 'function' || member.declaration.name !== constructorName) return member;
    const { declaration } = member;
    const given = names.map((_name, position) => parameterAt(position, declaration));
    const kept = given.map(({ name }) => assignmentTo(name, declaration));
    const parameters = [...declaration.parameters, ...given];
    return {
      kind: 'function',
      declaration: { ...declaration, parameters, body: [...kept, ...declaration.body] },
    };
  });
  return [...forBases, ...own, ...taking];
}

function fieldOf(name: string, value: Expression | undefined, { start }: SyntaxNode): Statement {
  const at = { start, end: start };
  const target: Expression = { kind: 'name', name, ...at };
  return { kind: 'expression', value: { kind: 'assign', target, value, declares: true, ...at } };
}

/** `this.<0> = <0>` */
function assignmentTo(name: string, { start }: FunctionDeclaration): Statement {
  const at = { start, end: start };
  const value: Expression = { kind: 'name', name, ...at };
  return { kind: 'expression', value: { kind: 'assign', target: ofThis(name, at), value, ...at } };
}

function propertyOf(name: string, fields: readonly string[], { start }: SyntaxNode): Statement {
  const at = { start, end: start };
  const options = fields.map((field) => ofThis(field, at));
  const value: Expression = { kind: 'choice', options, isFallback: true, ...at };
  return {
    kind: 'function',
    declaration: {
      name,
      parameters: [],
      body: [{ kind: 'return', value }],
      self: 'this',
      decorators: [{ kind: 'name', name: 'property', ...at }],
      ...at,
    },
  };
}

function ofThis(name: string, at: { readonly start: number; readonly end: number }): Expression {
  return { kind: 'member', object: { kind: 'name', name: 'this', ...at }, name, ...at };
}
