import type { Expression } from '../../program/expression';
import type { FunctionDeclaration, Parameter, Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import { insideWithReturns } from '../earlyReturn';
import { passingOn } from '../passingOn';
import type { ExpressionReader, Reader } from '../reader';
import { injectedDefault } from './injectedDefault';
import { readTestCases } from './testCases';
import { typeOf } from './types';

/** What constructors are called in the program: they share the name of their class, and cannot be called by it. */
export const constructorName = '<init>';

export function readMethod(node: SyntaxNode, reader: Reader): FunctionDeclaration {
  const name = childOf(node, 'name');
  const isConstructor = node.type !== 'method_declaration';
  const modifiers = childOfType(node, 'modifiers');
  const isStatic = modifiers !== undefined && /\bstatic\b/.test(reader.text(modifiers));
  return {
    name: isConstructor ? constructorName : name && reader.text(name),
    parameters: readParameters(childOf(node, 'parameters'), reader),
    body: insideWithReturns(childOf(node, 'body'), reader),
    self: isStatic ? undefined : 'this',
    cases: readTestCases(node, reader),
    start: node.start,
    end: node.end,
  };
}

export const readLambda: ExpressionReader = (node, reader) => {
  const body = childOf(node, 'body');
  const { start, end } = node;
  const declaration: FunctionDeclaration = {
    parameters: readLambdaParameters(node, reader),
    body: bodyOf(body, reader),
    start,
    end,
  };
  return { kind: 'function', declaration, start, end };
};

export function readLambdaParameters(node: SyntaxNode, reader: Reader): Parameter[] {
  const parameters = childOf(node, 'parameters');
  if (parameters?.type !== 'identifier') return readParameters(parameters, reader);
  const { start, end } = parameters;
  return [{ name: reader.text(parameters), start, end }];
}

function bodyOf(body: SyntaxNode | undefined, reader: Reader): Statement[] {
  if (!body) return [];
  return body.type === 'block'
    ? insideWithReturns(body, reader)
    : [{ kind: 'return', value: reader.expression(body) }];
}

export function readParameters(node: SyntaxNode | undefined, reader: Reader): Parameter[] {
  return (node?.children ?? []).flatMap((child): Parameter[] => {
    const { start, end } = child;
    if (child.type === 'identifier') return [{ name: reader.text(child), start, end }];
    const isRest = child.type === 'spread_parameter';
    const declarator = childOfType(child, 'variable_declarator') ?? child;
    const name = childOf(declarator, 'name');
    if (!name) return [];
    const type = isRest ? undefined : typeOf(child, reader);
    return [{ name: reader.text(name), type, default: injectedDefault(child, reader), isRest, start, end }];
  });
}

/** `socket::connect` is a function that passes its arguments on. */
export const readMethodReference: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const [object, name] = node.children;
  if (!object) return reader.opaque(node);
  const value = reader.expression(object);
  const callee: Expression = name
    ? { kind: 'member', object: value, name: reader.text(name), isMethod: true, start, end }
    : value;
  return passingOn(callee, reader.text(node), node);
};
