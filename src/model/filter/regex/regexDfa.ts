import { charSet, type CharSet, includesChar, lastCodePoint, wordChars } from './charSet';
import type { RegexProgram } from './regexProgram';

/** What stands before a position. */
const prevStart = 0;
const prevWord = 1;
const prevOther = 2;

/** Bounds of the cache of states; when it is full it is emptied and fills again. */
const mostStates = 1000;
const mostEntries = 1 << 18;
const dead = 0;

interface State {
  /** Instructions to go on from, before following jumps and assertions. */
  readonly pending: readonly number[];
  readonly prev: number;
}

/**
 * Runs a program over characters in one pass: each is looked at once, whatever the expression, so no content can
 * make a match slow (as backtracking would). States are sets of instructions, made when first needed.
 *
 * An entry of the table is `next state * 2 + 1 if a match ends in front of this character`.
 */
export class RegexDfa {
  private readonly classStarts: Int32Array;
  private readonly asciiClass = new Uint16Array(128);
  private readonly width: number;
  private readonly states: State[] = [{ pending: [], prev: prevOther }];
  private readonly ids = new Map<string, number>();
  private table: Int32Array;
  private readonly capacity: number;
  private readonly restarts: boolean;
  private readonly seesStart: boolean;
  private readonly seesWords: boolean;
  private readonly visited: Int32Array;
  private visit = 0;
  private flushes = 0;
  /** Ids of the first states by what stands before, -1 until needed. */
  private readonly starts = new Int32Array(3).fill(-1);

  /** @param anchored a match must begin at the first character; otherwise anywhere. */
  constructor(
    private readonly program: RegexProgram,
    anchored: boolean,
  ) {
    this.seesWords = program.some(
      (step) => step.op === 'assert' && (step.at === 'boundary' || step.at === 'notBoundary'),
    );
    this.seesStart = program.some((step) => step.op === 'assert' && step.at === 'start');
    this.classStarts = classBoundaries(program, this.seesWords);
    for (let i = 0; i < 128; i++) this.asciiClass[i] = this.findClass(i);
    // One more class: the end of the text.
    this.width = this.classStarts.length + 1;
    this.capacity = Math.max(8, Math.min(mostStates, Math.floor(mostEntries / this.width)));
    this.table = new Int32Array(8 * this.width).fill(-1);
    this.visited = new Int32Array(program.length);
    this.restarts = !anchored && this.canBeginInside();
  }

  /** The state in front of the first character to look at, given the code point before it, if any. */
  startState(previous: number | undefined): number {
    const prev = previous === undefined ? prevStart : this.kindOf(previous);
    const known = this.starts[prev]!;
    if (known >= 0) return known;
    const id = this.intern([0], prev);
    this.starts[prev] = id;
    return id;
  }

  /** @returns the table's entry; see above. */
  step(state: number, codePoint: number): number {
    const charClass = codePoint < 128 ? this.asciiClass[codePoint]! : this.findClass(codePoint);
    const entry = this.table[state * this.width + charClass]!;
    return entry >= 0 ? entry : this.makeEntry(state, charClass);
  }

  /** @returns whether a match ends at the end of the text. */
  matchesAtEnd(state: number): boolean {
    const endClass = this.width - 1;
    const entry = this.table[state * this.width + endClass]!;
    return ((entry >= 0 ? entry : this.makeEntry(state, endClass)) & 1) === 1;
  }

  private kindOf(codePoint: number): number {
    return includesChar(wordChars, codePoint) ? prevWord : prevOther;
  }

  private findClass(codePoint: number): number {
    const starts = this.classStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= codePoint) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private makeEntry(state: number, charClass: number): number {
    const { pending, prev } = this.states[state]!;
    const atEnd = charClass === this.width - 1;
    const codePoint = atEnd ? -1 : this.classStarts[charClass]!;
    const nextKind = atEnd || !includesChar(wordChars, codePoint) ? prevOther : prevWord;
    const next: number[] = [];
    const matched = this.follow(pending, prev, nextKind, atEnd, codePoint, next) ? 1 : 0;
    if (this.restarts && !next.includes(0)) next.push(0);
    const flushes = this.flushes;
    const nextState = atEnd || next.length === 0 ? dead : this.intern(next, nextKind);
    const entry = nextState * 2 + matched;
    if (flushes === this.flushes) this.table[state * this.width + charClass] = entry;
    return entry;
  }

  /** Collects where the pending instructions lead over the character. @returns whether a match ends before it. */
  private follow(
    pending: readonly number[],
    prev: number,
    nextKind: number,
    atEnd: boolean,
    codePoint: number,
    next: number[],
  ): boolean {
    const { program, visited } = this;
    const visit = ++this.visit;
    const stack = [...pending];
    let matched = false;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (visited[at] === visit) continue;
      visited[at] = visit;
      const step = program[at]!;
      switch (step.op) {
        case 'match':
          matched = true;
          break;
        case 'jump':
          stack.push(step.next);
          break;
        case 'split':
          stack.push(step.next, step.other);
          break;
        case 'assert': {
          const isBoundary = (prev === prevWord) !== (nextKind === prevWord);
          const holds =
            step.at === 'start'
              ? prev === prevStart
              : step.at === 'end'
                ? atEnd
                : isBoundary === (step.at === 'boundary');
          if (holds) stack.push(step.next);
          break;
        }
        case 'char':
          if (!atEnd && includesChar(step.set, codePoint)) next.push(step.next);
          break;
      }
    }
    return matched;
  }

  /** Whether a match can begin elsewhere than at the start: not so where `^` stands in front of everything. */
  private canBeginInside(): boolean {
    const seen = new Set<number>();
    const stack = [0];
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const step = this.program[at]!;
      if (step.op === 'char' || step.op === 'match') return true;
      if (step.op === 'assert' && step.at === 'start') continue;
      stack.push(step.next);
      if (step.op === 'split') stack.push(step.other);
    }
    return false;
  }

  private intern(pending: number[], kind: number): number {
    const prev = this.seesWords ? kind : this.seesStart && kind === prevStart ? prevStart : prevOther;
    // Not sorted: the same set in another order becomes another state, which costs less than sorting them all.
    const key = String.fromCharCode(prev, ...pending);
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    if (this.states.length >= this.capacity) this.flush();
    const id = this.states.length;
    this.states.push({ pending, prev });
    this.ids.set(key, id);
    if ((id + 1) * this.width > this.table.length) {
      const larger = new Int32Array(Math.min(2 * this.table.length, this.capacity * this.width)).fill(-1);
      larger.set(this.table);
      this.table = larger;
    }
    return id;
  }

  private flush(): void {
    this.flushes++;
    this.states.length = 1;
    this.ids.clear();
    this.starts.fill(-1);
    this.table.fill(-1);
  }
}

/** First code points of the classes: runs of characters that no set of the program tells apart. */
function classBoundaries(program: RegexProgram, seesWords: boolean): Int32Array {
  const sets = new Set<CharSet>(seesWords ? [wordChars] : []);
  for (const step of program) if (step.op === 'char') sets.add(step.set);
  const starts = new Set<number>([0]);
  for (const set of sets) {
    const ranges = charSet(set);
    for (let i = 0; i + 1 < ranges.length; i += 2) {
      starts.add(ranges[i]!);
      if (ranges[i + 1]! < lastCodePoint) starts.add(ranges[i + 1]! + 1);
    }
  }
  return Int32Array.from(starts).sort();
}
