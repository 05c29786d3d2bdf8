import type { Argument, CallExpression, Expression } from '../../program/expression';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { zactorCall } from './actorCalls';
import { partOf } from './literals';
import { withTexts } from './stringifyingMacros';
import { synthetic } from './syntheticCalls';

export const readCall: ExpressionReader = (node, reader) => {
  const callee = childOf(node, 'function');
  const given = childOf(node, 'arguments');
  if (!callee || !given) return reader.opaque(node);
  const { start, end } = node;
  // `"tcp://*:" STR(PORT)` looks like a call of a text
  if (callee.type === 'concatenated_string' || callee.type === 'string_literal') {
    return { kind: 'text', parts: textThenCall(node, callee, given, reader), start, end };
  }
  const plain = readArguments(given, reader);
  const args = callee.type === 'identifier' ? withTexts(reader.text(callee), plain, reader) : plain;
  const call: CallExpression = { kind: 'call', callee: reader.expression(callee), args, start, end };
  const name = call.callee.kind === 'name' ? call.callee.name : undefined;
  if (name === undefined) return call;
  const written = Object.hasOwn(texts, name) ? texts[name]?.(call) : undefined;
  return (
    written ?? comparison(call, name) ?? { ...zactorCall(withFormat(call)), spawns: spawnedCall(call, name) }
  );
};

function textThenCall(node: SyntaxNode, callee: SyntaxNode, given: SyntaxNode, reader: Reader) {
  const name = callee.children.at(-1);
  if (callee.type === 'string_literal' || name?.type !== 'identifier') return partOf(callee, reader);
  const call: Expression = {
    kind: 'call',
    callee: reader.expression(name),
    args: readArguments(given, reader),
    start: name.start,
    end: node.end,
  };
  return [...callee.children.slice(0, -1).flatMap((part) => partOf(part, reader)), call];
}

/** Arguments in which macros with arguments stand between literals come in pieces, with no comma between them. */
export function readArguments({ children }: SyntaxNode, reader: Reader): Argument[] {
  const groups: SyntaxNode[][] = [];
  let previous: SyntaxNode | undefined;
  for (const child of children) {
    const goesOn = previous && !/[^\s]/.test(reader.source.slice(previous.end, child.start));
    const group = groups.at(-1);
    if (group && goesOn) group.push(child);
    else groups.push([child]);
    previous = child;
  }
  return groups.map((group) => {
    const value = readPieces(group, reader);
    const isReference =
      group.length === 1 && group[0]?.type === 'pointer_expression' && isAddress(group[0], reader);
    return isReference ? { value, isReference } : { value };
  });
}

/** `&name`, not `*name` */
function isAddress(node: SyntaxNode, { source }: Reader): boolean {
  return source.charAt(node.start) === '&';
}

/** Nodes side by side: one expression, or a text in pieces. */
export function readPieces(group: readonly SyntaxNode[], reader: Reader): Expression {
  const pieces = group.flatMap((piece) => (piece.type === 'ERROR' ? piece.children : [piece]));
  const [first] = pieces;
  const last = pieces.at(-1);
  if (!first || !last) return { kind: 'other', parts: [], start: 0, end: 0 };
  if (pieces.length === 1) return reader.expression(first);
  const parts = pieces.flatMap((piece) => {
    const value = reader.expression(piece);
    return value.kind === 'text' ? value.parts : partOf(piece, reader);
  });
  return { kind: 'text', parts, start: first.start, end: last.end };
}

/** What the arguments behind `...` are called. */
export const restName = '...';

type Rewrite = (call: CallExpression) => Expression | undefined;

function valuesOf({ args }: CallExpression): Expression[] {
  return args.map(({ value }) => value);
}

/** `buffer = printf(…)`: the template is at a position, its values follow. */
const prints =
  (templateAt: number): Rewrite =>
  (call) => {
    const [target] = valuesOf(call);
    const [template, ...rest] = valuesOf(call).slice(templateAt);
    if (!target || !template) return undefined;
    const { start, end } = call;
    return { kind: 'assign', target, value: synthetic('@format', [template, ...rest], template), start, end };
  };

const copies: Rewrite = (call) => {
  const [target, value] = valuesOf(call);
  return target && value && { kind: 'assign', target, value, start: call.start, end: call.end };
};

const appends: Rewrite = (call) => {
  const [target, more] = valuesOf(call);
  if (!target || !more) return undefined;
  const { start, end } = call;
  const value: Expression = { kind: 'text', parts: [target, more], start, end };
  return { kind: 'assign', target, value, start, end };
};

/** The same with a `va_list`: the values are the rest of the function's arguments. */
const printsRest =
  (templateAt: number): Rewrite =>
  (call) => {
    const [target] = valuesOf(call);
    const template = valuesOf(call)[templateAt];
    if (!target || !template) return undefined;
    const { start, end } = call;
    const rest: Expression = {
      kind: 'spread',
      value: { kind: 'name', name: restName, start, end },
      start,
      end,
    };
    return { kind: 'assign', target, value: synthetic('@format', [template, rest], template), start, end };
  };

/** Fills in the end of a template: what the name becomes is known to nobody else. */
const fillsIn: Rewrite = (call) => {
  const [target] = valuesOf(call);
  const { start, end } = call;
  return target && { kind: 'assign', target, value: { kind: 'other', parts: [], start, end }, start, end };
};

/** Functions that give a formatted text. */
const formats =
  (templateAt: number): Rewrite =>
  (call) => {
    const [template, ...rest] = valuesOf(call).slice(templateAt);
    return template && synthetic('@format', [template, ...rest], call);
  };

/** Functions that write texts, as assignments to what they write to. */
const texts: Readonly<Record<string, Rewrite>> = {
  sprintf: prints(1),
  snprintf: prints(2),
  sprintf_s: prints(2),
  _snprintf: prints(2),
  g_snprintf: prints(2),
  asprintf: prints(1),
  vsprintf: printsRest(1),
  vsnprintf: printsRest(2),
  vasprintf: printsRest(1),
  mkdtemp: fillsIn,
  mkstemp: fillsIn,
  mktemp: fillsIn,
  strcpy: copies,
  strncpy: copies,
  strlcpy: copies,
  stpcpy: copies,
  g_strlcpy: copies,
  strcat: appends,
  strncat: appends,
  strlcat: appends,
  zsys_sprintf: formats(0),
  g_strdup_printf: formats(0),
  xasprintf: formats(0),
};

export const comparesTexts = /^(?:str(?:n|case|ncase)?cmp|g_strcmp0|_stricmp)$/;

/** `streq (a, b)` is `a == b`, `strcmp (a, b)` by itself `a != b`. */
function comparison(call: CallExpression, name: string): Expression | undefined {
  const [left, right] = valuesOf(call);
  if (!left || !right) return undefined;
  const isEqual = /^(?:g_|zsys_)?(?:streq|str_?equal)$/.test(name);
  if (!isEqual && !comparesTexts.test(name)) return undefined;
  return { kind: 'binary', operator: isEqual ? '==' : '!=', left, right, start: call.start, end: call.end };
}

/** czmq's functions that take a template and its values for an endpoint. */
const formatted = new Set([
  'zsock_bind',
  'zsock_connect',
  'zsock_unbind',
  'zsock_disconnect',
  'zsocket_bind',
  'zsocket_connect',
  'zsocket_unbind',
  'zsocket_disconnect',
]);

function withFormat(call: CallExpression): CallExpression {
  const [socket, template, ...rest] = call.args;
  if (!socket || !template || rest.length === 0) return call;
  if (call.callee.kind !== 'name' || !formatted.has(call.callee.name)) return call;
  const { start, end } = template.value;
  const value = synthetic('@format', [template.value, ...rest.map((argument) => argument.value)], {
    start,
    end,
  });
  return { ...call, args: [socket, { value }] };
}

/** Functions that run another: where it is in their arguments, and what it gets. */
const runners: Readonly<Record<string, { readonly runs: number; readonly with: readonly number[] }>> = {
  pthread_create: { runs: 2, with: [3] },
  thrd_create: { runs: 1, with: [2] },
  zmq_threadstart: { runs: 0, with: [1] },
  g_thread_new: { runs: 1, with: [2] },
  g_thread_create: { runs: 0, with: [1] },
  uv_thread_create: { runs: 1, with: [2] },
  CreateThread: { runs: 2, with: [3] },
  _beginthread: { runs: 0, with: [2] },
  _beginthreadex: { runs: 2, with: [3] },
  // -1 stands for what the library passes
  zactor_new: { runs: 0, with: [-1, 1] },
  zthread_new: { runs: 0, with: [1] },
  zthread_fork: { runs: 1, with: [2, 0, -1] },
  zloop_reader: { runs: 2, with: [0, 1, 3] },
  zloop_poller: { runs: 2, with: [0, 1, 3] },
  zloop_timer: { runs: 3, with: [0, -1, 4] },
};

/** The call that a thread, an actor or a loop makes. */
function spawnedCall(call: CallExpression, name: string): CallExpression | undefined {
  const runner = Object.hasOwn(runners, name) ? runners[name] : undefined;
  const callee = runner && call.args[runner.runs]?.value;
  if (!runner || !callee || (callee.kind !== 'name' && callee.kind !== 'member')) return undefined;
  const { start, end } = call;
  const nothing: Argument = { value: { kind: 'other', parts: [], start, end } };
  const args = runner.with.map((at) => call.args[at] ?? nothing);
  return { kind: 'call', callee, args, start, end };
}
