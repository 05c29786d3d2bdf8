import type { ThreadStart } from '../facts';
import type { Expression } from '../program/expression';
import type { Frame } from '../resolve/frame';
import type { Resolver } from '../resolve/resolver';
import { alternativesOf } from '../resolve/value';
import { placeOf } from './placeOf';

/** What starts a thread, in all languages; what else spawns calls (`forEach`, tasks, processes) does not. */
const startsThread =
  /(?:^|\.)(?:[Tt]hread|start_new_thread|to_thread|pthread_create|thrd_create|zmq_threadstart|zactor_new|zthread_(?:new|fork)|g_thread_new|uv_thread_create|CreateThread|_beginthread(?:ex)?|jthread|go|Thread\.(?:new|start|fork|startVirtualThread)|thread\.spawn|Task\.Run|StartNew|runAsync|supplyAsync)$/;
/** Calls inside the thread are followed this far. */
const maxDepth = 3;

/** The calls that start threads, with the functions of the file that run in them. */
export function threadStarts(resolver: Resolver): ThreadStart[] {
  const starts: ThreadStart[] = [];
  for (const fn of resolver.program.functions) {
    for (const { call, block } of fn.calls) {
      if (!call.spawns || !startsThread.test(pathOf(call.callee))) continue;
      const [frame] = resolver.frames.framesOf(fn);
      const functions = new Set<number>();
      if (frame) collect(call.spawns.callee, frame, resolver, functions, maxDepth);
      if (functions.size === 0) continue;
      const range = { start: call.start, end: call.end };
      starts.push({ range, place: placeOf(block), functions: [...functions] });
    }
  }
  return starts.sort((one, other) => one.range.start - other.range.start);
}

function collect(
  callee: Expression,
  frame: Frame,
  resolver: Resolver,
  into: Set<number>,
  depth: number,
): void {
  for (const value of alternativesOf(resolver.evaluate(callee, frame))) {
    if (value.kind !== 'function') continue;
    const { fn } = value;
    if (into.has(fn.declaration.start)) continue;
    into.add(fn.declaration.start);
    if (depth === 0) continue;
    const [running] = resolver.frames.framesOf(fn);
    if (!running) continue;
    for (const { call } of fn.calls) collect(call.callee, running, resolver, into, depth - 1);
  }
}

/** `std.thread` for `std::thread`; the empty text for what is no path. */
function pathOf(expression: Expression): string {
  if (expression.kind === 'name') return expression.name;
  return expression.kind === 'member' ? `${pathOf(expression.object)}.${expression.name}` : '';
}
