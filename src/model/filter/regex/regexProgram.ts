import type { CharSet } from './charSet';
import type { RegexNode, RegexPosition } from './regexNode';

/** Thompson's construction: instructions by number, 0 being the entry. */
export type Instruction =
  | { readonly op: 'char'; readonly set: CharSet; next: number }
  | { readonly op: 'split'; next: number; other: number }
  | { readonly op: 'assert'; readonly at: RegexPosition; next: number }
  | { readonly op: 'jump'; next: number }
  | { readonly op: 'match' };

export type RegexProgram = readonly Instruction[];

/** A step over one character costs at most this many visits; larger expressions are refused. */
export const mostInstructions = 300;

export function compileRegex(node: RegexNode): RegexProgram {
  const program: Instruction[] = [];
  emit(program, node);
  program.push({ op: 'match' });
  return program;
}

/** @returns how many instructions the node makes with its counts written out, without making them. */
export function programSize(node: RegexNode): number {
  switch (node.kind) {
    case 'set':
    case 'assert':
      return 1;
    case 'sequence':
      return node.items.reduce((sum, item) => sum + programSize(item), 0);
    case 'choice':
      return node.options.reduce((sum, option) => sum + programSize(option) + 2, 0);
    case 'repeat': {
      const item = programSize(node.item);
      return node.min * item + (node.max === Infinity ? item + 2 : (node.max - node.min) * (item + 1));
    }
  }
}

/** Appends the node's instructions; falling off their end means it matched. */
function emit(program: Instruction[], node: RegexNode): void {
  const here = program.length;
  switch (node.kind) {
    case 'set':
      program.push({ op: 'char', set: node.set, next: here + 1 });
      return;
    case 'assert':
      program.push({ op: 'assert', at: node.at, next: here + 1 });
      return;
    case 'sequence':
      for (const item of node.items) emit(program, item);
      return;
    case 'choice':
      emitChoice(program, node.options);
      return;
    case 'repeat': {
      for (let i = 0; i < node.min; i++) {
        emit(program, node.item);
        // An item of no instructions, such as (), is as good once as a million times.
        if (program.length === here) break;
      }
      if (node.max === Infinity) emitLoop(program, node.item);
      else emitOptional(program, node.item, node.max - node.min);
    }
  }
}

function emitChoice(program: Instruction[], options: readonly RegexNode[]): void {
  const exits: { next: number }[] = [];
  for (const [i, option] of options.entries()) {
    if (i === options.length - 1) {
      emit(program, option);
      break;
    }
    const split = pushSplit(program);
    emit(program, option);
    const exit = { op: 'jump' as const, next: 0 };
    program.push(exit);
    exits.push(exit);
    split.other = program.length;
  }
  for (const exit of exits) exit.next = program.length;
}

function emitLoop(program: Instruction[], item: RegexNode): void {
  const start = program.length;
  const split = pushSplit(program);
  emit(program, item);
  program.push({ op: 'jump', next: start });
  split.other = program.length;
}

function emitOptional(program: Instruction[], item: RegexNode, times: number): void {
  const splits: { other: number }[] = [];
  for (let i = 0; i < times; i++) {
    splits.push(pushSplit(program));
    emit(program, item);
  }
  for (const split of splits) split.other = program.length;
}

/** Appends a split whose second way is set later. */
function pushSplit(program: Instruction[]): { other: number } {
  const split = { op: 'split' as const, next: program.length + 1, other: 0 };
  program.push(split);
  return split;
}
