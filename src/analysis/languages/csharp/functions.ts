import type { Expression } from '../../program/expression';
import type { FunctionDeclaration, Parameter, Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { inBlock } from './blocks';
import { readTestCases } from './testCases';
import { withTypeParameters } from './typeParameters';
import { typeOf } from './types';

/** What constructors are called in the program: they share the name of their class, and cannot be called by it. */
export const constructorName = '.ctor';

export function hasModifier(node: SyntaxNode, modifier: string, reader: Reader): boolean {
  return node.children.some((child) => child.type === 'modifier' && reader.text(child) === modifier);
}

export function readMethod(node: SyntaxNode, reader: Reader): FunctionDeclaration {
  const name = childOf(node, 'name');
  const isConstructor = node.type === 'constructor_declaration';
  const method: FunctionDeclaration = {
    name: isConstructor ? constructorName : name && reader.text(name),
    parameters: readParameters(childOf(node, 'parameters'), reader),
    body: [...initializerOf(node, reader), ...bodyOf(childOf(node, 'body'), reader)],
    self: hasModifier(node, 'static', reader) ? undefined : 'this',
    isExtension: isExtension(childOf(node, 'parameters'), reader) || undefined,
    cases: readTestCases(node, reader),
    start: node.start,
    end: node.end,
  };
  return withTypeParameters(method, node, reader);
}

/** `(this DealerSocket socket, …)` */
function isExtension(parameters: SyntaxNode | undefined, reader: Reader): boolean {
  const first = parameters?.children.find(({ type }) => type === 'parameter');
  return first !== undefined && hasModifier(first, 'this', reader);
}

/** A function inside of another. */
export function readLocalFunction(node: SyntaxNode, reader: Reader): FunctionDeclaration {
  return { ...readMethod(node, reader), self: undefined };
}

/** `: this(…)`, `: base(…)` */
function initializerOf(node: SyntaxNode, reader: Reader): Statement[] {
  const initializer = childOfType(node, 'constructor_initializer');
  const given = initializer && childOfType(initializer, 'argument_list');
  if (!initializer || !given) return [];
  return [constructorCall(given, /^:?\s*base\b/.test(reader.text(initializer)), reader)];
}

export function constructorCall(given: SyntaxNode, isBase: boolean, reader: Reader): Statement {
  const { start, end } = given;
  const self: Expression = { kind: 'name', name: isBase ? 'base' : 'this', start, end };
  const object: Expression = isBase ? { kind: 'call', callee: self, args: [], start, end } : self;
  const callee: Expression = { kind: 'member', object, name: constructorName, start, end };
  const args = readArguments(given, reader);
  return { kind: 'expression', value: { kind: 'call', callee, args, start, end } };
}

export function bodyOf(body: SyntaxNode | undefined, reader: Reader): Statement[] {
  if (!body) return [];
  if (body.type === 'block') return inBlock(body, reader);
  const value = body.type === 'arrow_expression_clause' ? body.children[0] : body;
  return value ? [{ kind: 'return', value: reader.expression(value) }] : [];
}

export const readLambda: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const body = childOf(node, 'body') ?? childOfType(node, 'block');
  const declaration: FunctionDeclaration = {
    parameters: readParameters(childOf(node, 'parameters'), reader),
    body: bodyOf(body, reader),
    start,
    end,
  };
  return { kind: 'function', declaration, start, end };
};

export function readParameters(node: SyntaxNode | undefined, reader: Reader): Parameter[] {
  if (!node) return [];
  const { start, end } = node;
  if (node.type === 'implicit_parameter' || node.type === 'identifier')
    return [{ name: reader.text(node), start, end }];
  const parameters = node.children.flatMap((child): Parameter[] => {
    const name = childOf(child, 'name');
    if (child.type !== 'parameter' || !name) return [];
    const value = child.children.find(
      ({ field, type }) => field === undefined && !/^(modifier|attribute_list)$/.test(type),
    );
    const range = { start: child.start, end: child.end };
    return [
      { name: reader.text(name), type: typeOf(child, reader), default: reader.optional(value), ...range },
    ];
  });
  // `params string[] rest` stands in the list itself
  const rest = childOf(node, 'name');
  return rest
    ? [...parameters, { name: reader.text(rest), isRest: true, start: rest.start, end: rest.end }]
    : parameters;
}

export function readArguments(node: SyntaxNode, reader: Reader) {
  return node.children
    .filter(({ type }) => type === 'argument')
    .flatMap((argument) => {
      const name = childOf(argument, 'name');
      const value = argument.children.findLast((child) => child !== name);
      return value ? [{ name: name && reader.text(name), value: reader.expression(value) }] : [];
    });
}
