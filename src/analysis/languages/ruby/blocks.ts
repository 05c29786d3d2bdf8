import type { AssignExpression, Expression, NameExpression } from '../../program/expression';
import type { Statement } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import { parameterNames } from './assignedNames';
import type { BlockKind } from './blockKinds';
import { readBody, valueOf, type Tail } from './bodies';
import { fileOf } from './rubyFile';

/** A call whose block runs where it stands. */
export interface BlockCall {
  readonly node: SyntaxNode;
  readonly kind: BlockKind;
  readonly receiver?: Expression;
  /** The call without its block: what the block is given for each item. */
  readonly call: Expression;
  readonly first?: Expression;
  readonly block: InlineBlock;
}

/** A block's parameters as targets, and what it does. */
export interface InlineBlock {
  readonly targets: readonly Expression[];
  readonly read: (tail?: Tail) => Statement[];
}

export function inlineBlock(block: SyntaxNode, reader: Reader): InlineBlock {
  const list = childOf(block, 'parameters');
  const body = childOf(block, 'body');
  const own = (list?.children ?? []).filter(({ field }) => field !== 'locals');
  fileOf(reader).addLocals(parameterNames(list, reader.source));
  const implicit = own.length === 0 && body ? /\b(?:it|_1)\b/.exec(reader.text(body))?.[0] : undefined;
  if (implicit !== undefined) fileOf(reader).addLocals([implicit]);
  const targets =
    implicit === undefined
      ? own.map((child) => parameterTarget(child, reader))
      : [nameAt(implicit, { ...block, end: block.start })];
  return { targets, read: (tail) => readBody(body, reader, tail) };
}

/** `&:close` and `&method(:work)` do one thing with the item. */
export function shortBlock(node: SyntaxNode, apply: (item: Expression) => Expression): InlineBlock {
  const item = nameAt(`item@${node.start}`, node);
  const value = apply(item);
  return { targets: [item], read: (tail) => [tail ? tail(value) : { kind: 'expression', value }] };
}

function parameterTarget(node: SyntaxNode, reader: Reader): Expression {
  const { start, end } = node;
  if (node.type === 'destructured_parameter') {
    return { kind: 'list', items: node.children.map((child) => parameterTarget(child, reader)), start, end };
  }
  const [name = ''] = parameterNames({ ...node, children: [node] }, reader.source);
  return nameAt(name, node);
}

/** Puts what the block does in front of the statement around; the call's value is left. */
export function hoistBlock(given: BlockCall, reader: Reader): Expression {
  const { node, kind, receiver, call, block } = given;
  const { start, end } = node;
  const { hoisted } = fileOf(reader);
  const nothing: Expression = { kind: 'other', parts: [], start, end };
  const loop = (targets: readonly Expression[], tail?: Tail) =>
    hoisted.push({
      kind: 'loop',
      binding: binding(targets, call, node),
      block: { start, end, body: block.read(tail) },
    });
  switch (kind) {
    case 'each':
      loop(block.targets);
      return nothing;
    case 'map': {
      const list = nameAt(`list@${start}`, node);
      hoisted.push(assign(list, { kind: 'list', items: [], start, end }, node));
      loop(block.targets, (value) => ({
        kind: 'expression',
        value: {
          kind: 'call',
          callee: { kind: 'member', object: nameAt(list.name, node), name: 'push', start, end },
          args: [{ value }],
          start,
          end,
        },
      }));
      return nameAt(list.name, { ...node, start: end });
    }
    case 'select':
      loop(block.targets);
      return receiver ?? nothing;
    case 'memo': {
      const [item, memo] = block.targets;
      if (memo && given.first) hoisted.push(assign(memo, given.first, node));
      loop(item ? [item] : []);
      return memo?.kind === 'name' ? nameAt(memo.name, { ...node, start: end }) : nothing;
    }
    case 'tap': {
      const [target] = block.targets;
      // in other words the same: the name counts for less than the one that takes the call's value
      if (target && receiver)
        hoisted.push(assign(target, { kind: 'spread', value: receiver, start, end }, node));
      hoisted.push(...block.read());
      return receiver ?? nothing;
    }
    case 'once': {
      const [target] = block.targets;
      hoisted.push(target && receiver ? assign(target, receiver, node) : { kind: 'expression', value: call });
      return valueOf(block.read(), node, reader);
    }
    case 'forever':
      hoisted.push({ kind: 'loop', block: { start, end, body: block.read() } });
      return nothing;
    case 'later':
      return call;
  }
}

function binding(targets: readonly Expression[], of: Expression, node: SyntaxNode): AssignExpression {
  const [first] = targets;
  const { start } = node;
  const end = of.end;
  const target: Expression =
    targets.length === 1 && first ? first : { kind: 'list', items: [...targets], start, end };
  return { kind: 'assign', target, value: { kind: 'item', of, start, end }, start, end };
}

function assign(target: Expression, value: Expression, { start }: SyntaxNode): Statement {
  return { kind: 'expression', value: { kind: 'assign', target, value, start, end: start } };
}

export function nameAt(name: string, { start, end }: { start: number; end: number }): NameExpression {
  return { kind: 'name', name, start, end };
}
