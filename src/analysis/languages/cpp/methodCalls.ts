import { lastName } from '../../program/calledName';
import type { Argument, CallExpression, Expression } from '../../program/expression';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import { readArguments } from '../c/calls';
import type { Reader } from '../reader';
import { construct, initialValue } from './construction';
import { nameSegments } from './nameSegments';
import { spawnedCall } from './spawnedCall';
import { kindOfVariable, type CppType } from './types';

/**
 * `object.method(…)`. What a standard container or an optional does to itself is read as what it amounts to: an
 * assignment, or putting a new object into a list.
 */
export function readMethodCall(
  node: SyntaxNode,
  callee: SyntaxNode,
  given: SyntaxNode,
  reader: Reader,
): Expression {
  const [object, field] = [childOf(callee, 'argument'), childOf(callee, 'field')];
  if (!object || !field) return reader.opaque(node);
  const method = nameSegments(field, reader.source).at(-1) ?? reader.text(field);
  const target = reader.expression(object);
  const variable = lastName(target);
  const type = variable === undefined ? undefined : kindOfVariable(variable, reader);
  const changed = changes(method, { node, target, type, given }, reader);
  if (changed) return changed;
  const { start, end } = node;
  const args = readArguments(given, reader);
  const call: CallExpression = {
    kind: 'call',
    callee: { kind: 'member', object: target, name: method, start: callee.start, end: callee.end },
    args,
    start,
    end,
  };
  return { ...call, spawns: spawnedCall(call, reader) };
}

interface MethodCall {
  readonly node: SyntaxNode;
  readonly target: Expression;
  readonly type: CppType | undefined;
  readonly given: SyntaxNode;
}

function changes(method: string, call: MethodCall, reader: Reader): Expression | undefined {
  const { type, given } = call;
  const [first, ...rest] = given.children;
  switch (method) {
    case 'emplace':
      if (type?.kind === 'map') return first && put(call, first, rest, reader);
      if (type?.kind === 'list') return append(call, reader);
      return type?.isHandle
        ? assign(call, construct({ ...type, isHandle: false }, given, call.node, reader))
        : undefined;
    case 'try_emplace':
    case 'insert_or_assign':
      return type?.kind === 'map' && first ? put(call, first, rest, reader) : undefined;
    case 'insert': {
      const [key, value] = first && first.type === 'initializer_list' ? first.children : [];
      return type?.kind === 'map' && key && value ? put(call, key, [value], reader) : undefined;
    }
    case 'emplace_back':
    case 'emplace_front':
      return type?.kind === 'list' ? append(call, reader) : undefined;
    case 'reset':
    case 'assign':
      return first && rest.length === 0 ? assign(call, reader.expression(first)) : undefined;
    case 'str':
      return type?.kind === 'stream' && first ? assign(call, reader.expression(first)) : undefined;
    case 'append':
      return type?.kind === 'text' && first ? assign(call, joined(call, first, reader)) : undefined;
    default:
      return undefined;
  }
}

function assign({ node, target }: MethodCall, value: Expression): Expression {
  return { kind: 'assign', target, value, start: node.start, end: node.end };
}

function joined({ node, target }: MethodCall, more: SyntaxNode, reader: Reader): Expression {
  const { start, end } = node;
  return { kind: 'binary', operator: '+', left: target, right: reader.expression(more), start, end };
}

/** `list.emplace_back(a, b)` puts a `T(a, b)` into it. */
function append({ node, target, type, given }: MethodCall, reader: Reader): Expression {
  const { start, end } = node;
  const item: CppType = type?.item ?? { kind: 'auto', isHandle: false };
  const args: Argument[] = [{ value: construct(item, given, node, reader) }];
  const callee = { kind: 'member', object: target, name: 'push_back', start, end } as const;
  return { kind: 'call', callee, args, start, end };
}

/** `map.emplace(key, a, b)` */
function put(
  { node, target, type }: MethodCall,
  key: SyntaxNode,
  rest: readonly SyntaxNode[],
  reader: Reader,
): Expression | undefined {
  const { start, end } = node;
  const [first, ...others] = rest;
  if (!first) return undefined;
  const item: CppType = type?.item ?? { kind: 'auto', isHandle: false };
  const value =
    others.length === 0
      ? initialValue(first, item, reader)
      : construct(item, { ...node, type: 'argument_list', children: rest }, node, reader);
  const index = reader.expression(key);
  return { kind: 'assign', target: { kind: 'index', object: target, index, start, end }, value, start, end };
}
