import { lastName } from '../../program/calledName';
import type { Argument, AssignExpression, CallExpression, Expression } from '../../program/expression';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import { passingOn } from '../passingOn';
import type { ExpressionReader, Reader } from '../reader';
import { handlerCall } from './commandLine';
import { readArguments, readParameters } from './functions';
import { spawnedCall } from './spawnedCall';
import { typeArguments } from './typeParameters';

export const readInvocation: ExpressionReader = (node, reader) => {
  const called = childOf(node, 'function');
  const given = childOf(node, 'arguments');
  if (!called || !given) return reader.opaque(node);
  const { start, end } = node;
  const callee = reader.expression(called);
  const name = lastName(callee);
  const object = callee.kind === 'member' ? callee.object : undefined;
  if (name === 'nameof' && !object) {
    return {
      kind: 'text',
      parts: [/\w*\s*$/.exec(reader.text(given).replace(/\)$/, ''))?.[0] ?? ''],
      start,
      end,
    };
  }
  if (name === 'Select' && object) {
    const each = mapped(object, given, node, reader);
    if (each) return each;
  }
  const generic = called.type === 'member_access_expression' ? childOf(called, 'name') : called;
  const args = [...readArguments(given, reader), ...typeArguments(generic, reader)];
  if (object && name === 'ForEach') return forEach(callee, object, args, node, reader);
  const call: CallExpression = { kind: 'call', callee, args, start, end };
  const handles = name === 'SetHandler' && object !== undefined;
  return { ...call, spawns: handles ? handlerCall(args, call) : spawnedCall(call) };
};

/** `list.Select(item => …)` */
function mapped(
  of: Expression,
  given: SyntaxNode,
  { start, end }: SyntaxNode,
  reader: Reader,
): Expression | undefined {
  const lambda = given.children[0]?.children[0];
  const body = lambda && childOf(lambda, 'body');
  const [parameter] =
    lambda?.type === 'lambda_expression' ? readParameters(childOf(lambda, 'parameters'), reader) : [];
  if (!body || !parameter || body.type === 'block') return undefined;
  const range = { start: parameter.start, end: parameter.end };
  const binding: AssignExpression = {
    kind: 'assign',
    target: { kind: 'name', name: parameter.name, ...range },
    value: { kind: 'item', of, start: of.start, end: of.end },
    declares: true,
    ...range,
  };
  return { kind: 'each', bindings: [binding], value: reader.expression(body), start, end };
}

/** `list.ForEach(action)`, `Parallel.ForEach(list, action)` */
function forEach(
  callee: Expression,
  object: Expression,
  args: readonly Argument[],
  { start, end }: SyntaxNode,
  reader: Reader,
): CallExpression {
  const isStatic = lastName(object) === 'Parallel' || lastName(object) === 'Array';
  const [list, given] = isStatic ? [args[0]?.value, args[1]?.value] : [object, args[0]?.value];
  if (!list || !given) return { kind: 'call', callee, args, start, end };
  const action = isMethodGroup(given)
    ? passingOn(given, reader.source.slice(given.start, given.end), given)
    : given;
  const passed = args.map((argument) => (argument.value === given ? { value: action } : argument));
  const item: Expression = { kind: 'item', of: list, start: list.start, end: list.end };
  const spawns: CallExpression = { kind: 'call', callee: action, args: [{ value: item }], start, end };
  return { kind: 'call', callee, args: passed, spawns, start, end };
}

function isMethodGroup({ kind }: Expression): boolean {
  return kind === 'member';
}

/** `socket.ReceiveReady += handler`: the handler is called with the socket, and with arguments that hold it. */
export function subscription(
  target: Expression,
  handler: Expression,
  { start, end }: SyntaxNode,
): CallExpression | undefined {
  if (target.kind !== 'member' || !/^(ReceiveReady|SendReady)$/.test(target.name)) return undefined;
  const socket = target.object;
  const range = { start: target.start, end: target.start };
  const key: Expression = { kind: 'text', parts: ['Socket'], ...range };
  const args: Argument[] = [
    { value: socket },
    { value: { kind: 'map', entries: [{ key, value: socket }], ...range } },
  ];
  const spawns: CallExpression = { kind: 'call', callee: handler, args, start, end };
  return { kind: 'call', callee: target, args: [{ value: handler }], spawns, start, end };
}
