import type { AssignExpression, Expression } from '../../program/expression';
import type { FunctionDeclaration, Parameter, Statement } from '../../program/statement';
import { childOf, childrenOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';

/** Functions, methods and closures. */
export function readFunction(node: SyntaxNode, reader: Reader): FunctionDeclaration {
  const { start, end } = node;
  const name = childOf(node, 'name');
  const receiver = childOf(node, 'receiver')?.children[0];
  const self = receiver && childOf(receiver, 'name');
  const owner = receiver && typeName(childOf(receiver, 'type'));
  const body = childOf(node, 'body');
  const results = resultNames(node, reader);
  return {
    name: name && reader.text(name),
    parameters: readParameters(childOf(node, 'parameters'), reader),
    self: self && reader.text(self),
    owner: owner && reader.text(owner),
    body: body
      ? [
          ...results.map(declared),
          ...reader.inside(body),
          ...deferredCalls(body, reader),
          ...bareReturn(results, body),
        ]
      : [],
    start,
    end,
  };
}

export const readClosure: ExpressionReader = (node, reader) => ({
  kind: 'function',
  declaration: readFunction(node, reader),
  start: node.start,
  end: node.end,
});

function readParameters(list: SyntaxNode | undefined, reader: Reader): Parameter[] {
  return (list?.children ?? []).flatMap((node): Parameter[] => {
    const type = childOf(node, 'type');
    const isRest = node.type === 'variadic_parameter_declaration';
    return childrenOf(node, 'name')
      .filter((name) => name.type === 'identifier')
      .map((name) => ({
        name: reader.text(name),
        type: type && !isRest ? reader.expression(type) : undefined,
        isRest,
        start: name.start,
        end: name.end,
      }));
  });
}

/** `T` of `*T` and `T[K]`. */
export function typeName(type: SyntaxNode | undefined): SyntaxNode | undefined {
  if (!type || type.type === 'type_identifier') return type;
  return typeName(childOf(type, 'name') ?? childOf(type, 'type') ?? type.children[0]);
}

interface Result {
  readonly name: Expression;
  readonly type?: Expression;
}

function resultNames(node: SyntaxNode, reader: Reader): Result[] {
  const list = childOf(node, 'result');
  if (list?.type !== 'parameter_list') return [];
  return list.children.flatMap((child) => {
    const type = childOf(child, 'type');
    return childrenOf(child, 'name')
      .filter((name) => name.type === 'identifier')
      .map((name) => ({ name: reader.expression(name), type: type && reader.expression(type) }));
  });
}

function declared({ name: target, type }: Result): Statement {
  const { start, end } = target;
  const value: AssignExpression = { kind: 'assign', target, type, declares: true, start, end };
  return { kind: 'expression', value };
}

/** A `return` alone gives the named results as they are. */
function bareReturn(results: readonly Result[], body: SyntaxNode): Statement[] {
  const isBare = (node: SyntaxNode) => node.type === 'return_statement' && node.children.length === 0;
  if (results.length === 0 || inFunction(body, isBare).length === 0) return [];
  const at = { start: body.end, end: body.end };
  const items = results.map(({ name }) => ({ ...name, ...at }));
  const [only, second] = items;
  return [{ kind: 'return', value: only && !second ? only : { kind: 'list', items, ...at } }];
}

/** `defer socket.Close()` runs at the function's end. */
function deferredCalls(body: SyntaxNode, reader: Reader): Statement[] {
  return inFunction(body, isDeferredCall)
    .reverse()
    .flatMap(({ children: [call] }): Statement[] => {
      const value = call && reader.expression(call);
      return value ? [{ kind: 'expression', value: { ...value, start: body.end, end: body.end } }] : [];
    });
}

/** A method's call: the arguments of others are evaluated where they stand, and closures have a place of their own. */
export function isDeferredCall({ type, children }: SyntaxNode): boolean {
  if (type !== 'defer_statement') return false;
  const [call] = children;
  return call !== undefined && childOf(call, 'function')?.type === 'selector_expression';
}

/** The nodes below one that are wanted, without those of closures. */
function inFunction(
  node: SyntaxNode,
  isWanted: (node: SyntaxNode) => boolean,
  found: SyntaxNode[] = [],
): SyntaxNode[] {
  for (const child of node.children) {
    if (child.type === 'func_literal') continue;
    if (isWanted(child)) found.push(child);
    inFunction(child, isWanted, found);
  }
  return found;
}
