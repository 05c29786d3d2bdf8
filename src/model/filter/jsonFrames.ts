import type { JsonStep } from './filterNode';
import type { MessageView } from './messageView';

/** Frames longer than this are not read as JSON. */
export const jsonFrameLimit = 1 << 20;

const unread = Symbol('unread');
/** What a frame is that holds no JSON object or array. */
const none = Symbol('none');

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The JSON of one message's frames, each parsed once however many terms ask. */
export class JsonFrames {
  private readonly parsed: unknown[] = [];
  private view: MessageView | undefined;

  begin(view: MessageView): void {
    this.view = view;
  }

  /** Lets go of the message. */
  end(): void {
    this.view = undefined;
    if (this.parsed.length > 0) this.parsed.length = 0;
  }

  /** @returns the object or array that a frame of the message is, or undefined. */
  at(index: number): object | undefined {
    const { view, parsed } = this;
    if (!view) return undefined;
    while (parsed.length <= index) parsed.push(unread);
    if (parsed[index] === unread) {
      parsed[index] = parse(view.bytes, view.frameStart(index), view.frameEnd(index)) ?? none;
    }
    const value = parsed[index];
    return typeof value === 'object' && value !== null ? value : undefined;
  }
}

/** Whether the bytes begin and end as an object or an array does. */
export function looksLikeJson(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from > jsonFrameLimit) return false;
  let start = from;
  while (start < to && isSpace(bytes[start]!)) start++;
  let end = to - 1;
  while (end > start && isSpace(bytes[end]!)) end--;
  if (end <= start) return false;
  const first = bytes[start];
  return (first === 0x7b && bytes[end] === 0x7d) || (first === 0x5b && bytes[end] === 0x5d);
}

/** What JSON takes as space between values, and what comes near it. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

function parse(bytes: Uint8Array, from: number, to: number): unknown {
  if (!looksLikeJson(bytes, from, to)) return undefined;
  try {
    return JSON.parse(decoder.decode(bytes.subarray(from, to)));
  } catch {
    return undefined;
  }
}

/** Runs the test on each value the path leads to. @returns whether one passed. */
export function someAtPath(
  root: unknown,
  path: readonly JsonStep[],
  test: (value: unknown) => boolean,
  depth = 0,
): boolean {
  const step = path[depth];
  if (!step) return test(root);
  if (typeof root !== 'object' || root === null) return false;
  switch (step.kind) {
    case 'key':
      if (Array.isArray(root) || !Object.hasOwn(root, step.key)) return false;
      return someAtPath((root as Record<string, unknown>)[step.key], path, test, depth + 1);
    case 'index': {
      if (!Array.isArray(root)) return false;
      const index = step.index < 0 ? root.length + step.index : step.index;
      return index >= 0 && index < root.length && someAtPath(root[index], path, test, depth + 1);
    }
    case 'any':
      return Object.values(root).some((value) => someAtPath(value, path, test, depth + 1));
  }
}
