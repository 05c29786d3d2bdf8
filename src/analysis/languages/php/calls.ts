import type { Argument, CallExpression, Expression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { anonymousObject } from './classes';
import { classAround, nameAt, readScope } from './names';

/** What calls a function for each item: where the function and the list stand. */
const eachOf: Readonly<Record<string, readonly [work: number, list: number]>> = {
  array_map: [0, 1],
  array_walk: [1, 0],
  array_filter: [1, 0],
};

/** `f(…)`, `$f(…)` */
export const readFunctionCall: ExpressionReader = (node, reader) => {
  const callee = childOf(node, 'function');
  const { start, end } = node;
  if (!callee) return reader.opaque(node);
  const args = readArguments(childOf(node, 'arguments'), reader);
  const name = reader.text(callee).replace(/^\\/, '').toLowerCase();
  const [first, second, ...rest] = args;
  if (name === 'array_push' && first && second) {
    const push: Expression = { kind: 'member', object: first.value, name: 'push', start, end };
    return { kind: 'call', callee: push, args: [second], start, end };
  }
  if (name === 'call_user_func' && first) {
    const others = second ? [second, ...rest] : [];
    return { kind: 'call', callee: callable(first.value), args: others, start, end };
  }
  if (name === 'call_user_func_array' && first && second) {
    const value: Expression = { kind: 'spread', value: second.value, start, end };
    return { kind: 'call', callee: callable(first.value), args: [{ value }], start, end };
  }
  const each = Object.hasOwn(eachOf, name) ? eachOf[name] : undefined;
  const [work, list] = each?.map((at) => args[at]?.value) ?? [];
  if (work && list) {
    const value = callable(work);
    const others = args.map((argument) => (argument.value === work ? { value } : argument));
    const spawns: CallExpression = {
      kind: 'call',
      callee: value,
      args: [],
      each: list,
      start: value.start,
      end: value.end,
    };
    return { kind: 'call', callee: reader.expression(callee), args: others, spawns, start, end };
  }
  const isName = callee.type === 'name' || callee.type === 'qualified_name';
  const called: Expression = isName
    ? { ...nameAt(reader.text(callee).replace(/^.*\\/, ''), callee), isMethod: true }
    : reader.expression(callee);
  return { kind: 'call', callee: called, args, start, end };
};

/** `$a->f(…)`, `$a?->f(…)`, `A::f(…)` */
export const readMethodCall: ExpressionReader = (node, reader) => {
  const scope = childOf(node, 'scope');
  const object = childOf(node, 'object') ?? scope;
  const name = childOf(node, 'name');
  const { start, end } = node;
  if (!object || !name) return reader.opaque(node);
  const callee: Expression = {
    kind: 'member',
    object: scope ? readScope(scope, reader) : reader.expression(object),
    name: reader.text(name),
    isMethod: true,
    start,
    end: name.end,
  };
  return withCallback({
    kind: 'call',
    callee,
    args: readArguments(childOf(node, 'arguments'), reader),
    start,
    end,
  });
};

/** `new T(…)` */
export const readNew: ExpressionReader = (node, reader) => {
  const anonymous = childOfType(node, 'anonymous_class');
  const list = childOfType(anonymous ?? node, 'arguments');
  const args = readArguments(list, reader);
  if (anonymous) return anonymousObject(anonymous, args, reader);
  const type = node.children.find((child) => child !== list);
  const { start, end } = node;
  if (!type) return reader.opaque(node);
  const around = classAround(reader);
  const isOwn = around && /^(self|static)$/i.test(reader.text(type));
  const callee = isOwn ? nameAt(around.name, type) : reader.expression(type);
  return withCallback({ kind: 'call', callee, args, start, end });
};

/** `getSocket(ZMQ::SOCKET_PUB, 'id', 'onNewSocket')` calls a function of the file with the socket. */
function withCallback(call: CallExpression): CallExpression {
  const { callee, args, start, end } = call;
  const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : '';
  const at = /^getSocket$/i.test(name) ? 2 : name === 'ZMQSocket' ? 3 : undefined;
  const given = at === undefined ? undefined : args[at];
  if (!given || given.value.kind === 'function') return call;
  const value = callable(given.value);
  if (value === given.value) return call;
  // the call itself has the function as its argument, so that it is looked at
  const others = args.map((argument) => (argument === given ? { value } : argument));
  const made: CallExpression = { ...call, args: others };
  return { ...made, spawns: { kind: 'call', callee: value, args: [{ value: made }], start, end: end } };
}

/** What `'name'` and `[$object, 'name']` call. */
export function callable(value: Expression): Expression {
  if (value.kind === 'text' && value.parts.length === 1) {
    const [name] = value.parts;
    if (typeof name === 'string' && /^\w+$/.test(name)) return { ...nameAt(name, value), isMethod: true };
  }
  if (value.kind === 'list' && value.items.length === 2) {
    const [object, method] = value.items;
    const [name] = method?.kind === 'text' ? method.parts : [];
    if (object && typeof name === 'string') {
      return { kind: 'member', object, name, isMethod: true, start: value.start, end: value.end };
    }
  }
  return value;
}

export function readArguments(list: SyntaxNode | undefined, reader: Reader): Argument[] {
  return (list?.children ?? []).flatMap((child): Argument[] => {
    if (child.type !== 'argument') return [];
    const name = childOf(child, 'name');
    const value = child.children.findLast((part) => part !== name);
    if (!value) return [];
    // parameters keep their sign
    return [
      name
        ? { name: `$${reader.text(name)}`, value: reader.expression(value) }
        : { value: reader.expression(value) },
    ];
  });
}
