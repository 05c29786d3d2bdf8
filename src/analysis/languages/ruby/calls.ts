import type { Argument, CallExpression, Expression, MapExpression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { blockKind, kindOfMethod } from './blockKinds';
import { hoistBlock, inlineBlock, nameAt, shortBlock } from './blocks';
import { blockParameter, forwardedNames, readClosure } from './functions';
import { fileOf, lastConstant } from './rubyFile';

/** What runs its block in another thread, process or fiber, with the call's arguments. */
const runners =
  /^(?:(?:Thread|Ractor|Fiber|Process|Concurrent\b.*)\s*\.\s*)?(?:new|start|fork|execute|async)$/;

export const readCall: ExpressionReader = (node, reader) => {
  const method = childOf(node, 'method');
  const receiver = childOf(node, 'receiver');
  const block = childOf(node, 'block');
  const list = childOf(node, 'arguments');
  if (method?.type === 'super') return readSuper(node, reader);
  const name = method ? reader.text(method) : 'call';
  if (!receiver && block && (name === 'lambda' || name === 'proc')) return readClosure(block, reader);
  if (!receiver && name === 'method') {
    const [of] = list?.children ?? [];
    if (of) return calleeNamed(reader.text(of).replace(/^:/, ''), of, reader);
  }
  const shared = receiver ? undefined : sharedExamples(name, node, reader);
  if (shared) return shared;
  // what belongs to the class is found by its objects as well
  if (name === 'class' && receiver?.type === 'self') return reader.expression(receiver);
  const object = reader.optional(receiver);
  const args = readArguments(list, reader);
  // `fetch('PORT') { 5555 }`
  const otherwise = name === 'fetch' && block ? childOf(block, 'body')?.children.at(-1) : undefined;
  if (otherwise) args.push({ value: reader.expression(otherwise) });
  const call: CallExpression = {
    kind: 'call',
    callee: calleeOf(object, name, method ?? node, receiver, reader),
    args,
    start: node.start,
    end: block && otherwise === undefined ? Math.max(list?.end ?? 0, method?.end ?? 0) : node.end,
  };
  if (otherwise) return call;
  const first = args[0]?.value;
  if (block) {
    const kind = blockKind(node, reader.source);
    if (kind !== 'later') {
      const inline = inlineBlock(block, reader);
      return hoistBlock({ node, kind, receiver: object, call, first, block: inline }, reader);
    }
    const value = readClosure(block, reader);
    const given: CallExpression = {
      ...call,
      args: [...args, { name: blockParameter, value }],
      end: node.end,
    };
    if (!runners.test(runnerText(node, reader))) return given;
    const spawns: CallExpression = { kind: 'call', callee: value, args, start: block.start, end: block.end };
    return { ...given, spawns };
  }
  const handed = list && childOfType(list, 'block_argument')?.children[0];
  if (!handed) return call;
  const apply = (item: Expression): Expression => applied(handed, item, node, reader);
  const kind = kindOfMethod(name);
  if (kind !== 'later' && kind !== 'forever') {
    const short = shortBlock(node, apply);
    return hoistBlock({ node, kind, receiver: object, call, first, block: short }, reader);
  }
  if (!runners.test(runnerText(node, reader))) return call;
  const callee = reader.expression(handed);
  const spawned = args.filter((argument) => argument.name !== blockParameter);
  return { ...call, spawns: { kind: 'call', callee, args: spawned, start: node.start, end: node.end } };
};

/** RSpec's `shared_examples 'a publisher' do |url|` is a function, `it_behaves_like 'a publisher', url` calls it. */
function sharedExamples(name: string, node: SyntaxNode, reader: Reader): Expression | undefined {
  const list = childOf(node, 'arguments');
  const block = childOf(node, 'block');
  const [title] = list?.children ?? [];
  if (!list || (title?.type !== 'string' && title?.type !== 'simple_symbol')) return undefined;
  const own = nameAt(`@shared ${reader.text(title).replace(/^[:'"]|['"]$/g, '')}`, title);
  const { start, end } = node;
  if (block && /^(?:shared_examples|shared_examples_for|shared_context)$/.test(name)) {
    const value = readClosure(block, reader);
    if (value.kind !== 'function') return undefined;
    const named: Expression = { ...value, declaration: { ...value.declaration, name: own.name } };
    return { kind: 'assign', target: own, value: named, start, end };
  }
  if (!/^(?:it_behaves_like|it_should_behave_like|include_examples|include_context)$/.test(name))
    return undefined;
  return { kind: 'call', callee: own, args: readArguments(list, reader).slice(1), start, end };
}

function runnerText(node: SyntaxNode, reader: Reader): string {
  const receiver = childOf(node, 'receiver');
  const method = childOf(node, 'method');
  return method ? reader.source.slice((receiver ?? method).start, method.end) : '';
}

/** `&:close` calls a method of the item, `&method(:work)` and `&handler` something with it. */
function applied(
  handed: SyntaxNode,
  item: Expression,
  { start, end }: SyntaxNode,
  reader: Reader,
): Expression {
  if (handed.type === 'simple_symbol') {
    const name = reader.text(handed).slice(1);
    return { kind: 'call', callee: { kind: 'member', object: item, name, start, end }, args: [], start, end };
  }
  return { kind: 'call', callee: reader.expression(handed), args: [{ value: item }], start, end };
}

function calleeOf(
  object: Expression | undefined,
  name: string,
  at: SyntaxNode,
  receiver: SyntaxNode | undefined,
  reader: Reader,
): Expression {
  if (!object || !receiver) return calleeNamed(name, at, reader);
  const file = fileOf(reader);
  const isType = receiver.type === 'constant' || receiver.type === 'scope_resolution';
  if (isType && name === 'new') return object;
  // `include Singleton`
  if (isType && name === 'instance' && file.classNames.has(lastConstant(reader.text(receiver))))
    return object;
  const ownClass = /^self\.class$/.test(reader.text(receiver)) ? file.className() : undefined;
  if (ownClass !== undefined && name === 'new') return nameAt(ownClass, receiver);
  const isFunction = name === 'call' && receiver.type === 'identifier' && !file.methodNames.has('call');
  if (isFunction) return object;
  return { kind: 'member', object, name, start: receiver.start, end: at.end };
}

/** A method without a receiver: of the object around, or one that the file has outside of classes. */
export function calleeNamed(name: string, { start, end }: SyntaxNode, reader: Reader): Expression {
  const file = fileOf(reader);
  const self = file.selfName();
  if (name === 'new' && self !== undefined) return nameAt(file.className() ?? self, { start, end });
  if (self === undefined || !file.methodNames.has(name)) return nameAt(name, { start, end });
  return { kind: 'member', object: nameAt(self, { start, end: start }), name, start, end };
}

/** `super(a)`, and `super` with the arguments of the method around. */
export const readSuper: ExpressionReader = (node, reader) => {
  const file = fileOf(reader);
  const { start, end } = node;
  const list = childOf(node, 'arguments');
  const args = list
    ? readArguments(list, reader)
    : node.type === 'call'
      ? []
      : file.parameters.map(({ name, isKeyword, isRest }): Argument => {
          const value: Expression = nameAt(name, node);
          if (isRest) return { value: { kind: 'spread', value, start, end } };
          return isKeyword ? { name, value } : { value };
        });
  const base: Expression = {
    kind: 'call',
    callee: nameAt('super', { start, end: start }),
    args: [],
    start,
    end,
  };
  const name = file.method?.name ?? 'initialize';
  return { kind: 'call', callee: { kind: 'member', object: base, name, start, end }, args, start, end };
};

export const readYield: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const args = readArguments(childOfType(node, 'argument_list'), reader);
  return { kind: 'call', callee: nameAt(blockParameter, { start, end: start }), args, start, end };
};

function readArguments(list: SyntaxNode | undefined, reader: Reader): Argument[] {
  const args: Argument[] = [];
  const entries: MapExpression['entries'][number][] = [];
  for (const child of list?.children ?? []) {
    const { start, end } = child;
    switch (child.type) {
      case 'pair': {
        const key = childOf(child, 'key');
        const value = childOf(child, 'value');
        if (!key) break;
        const isName = key.type === 'hash_key_symbol' || key.type === 'simple_symbol';
        const name = reader.text(key).replace(/^:/, '');
        // `connect(host:)`
        const given = value ? reader.expression(value) : reader.expression({ ...key, type: 'identifier' });
        if (isName) args.push({ name, value: given });
        else entries.push({ key: reader.expression(key), value: given });
        break;
      }
      case 'forward_argument':
        for (const name of [forwardedNames.list, forwardedNames.keywords])
          args.push({ value: { kind: 'spread', value: nameAt(name, { start, end }), start, end } });
        break;
      case 'splat_argument':
      case 'hash_splat_argument':
        if (child.children[0])
          args.push({ value: { kind: 'spread', value: reader.expression(child.children[0]), start, end } });
        break;
      case 'block_argument': {
        const [value] = child.children;
        if (value && value.type !== 'simple_symbol')
          args.push({ name: blockParameter, value: reader.expression(value) });
        break;
      }
      default:
        args.push({ value: reader.expression(child) });
    }
  }
  const [first] = entries;
  if (first && list) args.push({ value: { kind: 'map', entries, start: first.key.start, end: list.end } });
  return args;
}
