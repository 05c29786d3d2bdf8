import {
  type CharSet,
  charSet,
  digits,
  foldCase,
  negate,
  notLineTerminators,
  spaces,
  wordChars,
} from './charSet';
import type { RegexNode } from './regexNode';

export interface RegexFault {
  /** Characters of the expression's source, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export type ParsedRegex =
  { readonly ok: true; readonly node: RegexNode } | { readonly ok: false; readonly fault: RegexFault };

const deepestNesting = 40;
const mostRepeats = 1000;
const controlEscapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, v: 11, f: 12, 0: 0 };

/**
 * Reads the part of ECMAScript's regular expressions that can be matched in linear time: everything but
 * backreferences and lookaround. Groups do not capture, and lazy quantifiers mean the same as greedy ones, since
 * only whether a text matches is asked.
 */
export function parseRegex(source: string, ignoreCase: boolean): ParsedRegex {
  const reader = new RegexReader(source, ignoreCase);
  try {
    return { ok: true, node: reader.whole() };
  } catch (error) {
    if (error instanceof RegexStop) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** Leaves the recursive reader at the first fault. */
class RegexStop extends Error {
  constructor(readonly fault: RegexFault) {
    super(fault.message);
  }
}

class RegexReader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly source: string,
    private readonly ignoreCase: boolean,
  ) {}

  whole(): RegexNode {
    const node = this.choice();
    if (this.at < this.source.length)
      this.fail(this.at, 'This ) closes no group. Write \\) for the character.');
    return node;
  }

  private fail(from: number, message: string, to = Math.max(this.at, from + 1)): never {
    throw new RegexStop({
      from: Math.min(from, this.source.length),
      to: Math.min(to, this.source.length),
      message,
    });
  }

  private choice(): RegexNode {
    const options = [this.sequence()];
    while (this.source[this.at] === '|') {
      this.at++;
      options.push(this.sequence());
    }
    const [first] = options;
    return options.length === 1 && first ? first : { kind: 'choice', options };
  }

  private sequence(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      const char = this.source[this.at];
      if (char === undefined || char === '|' || char === ')') return { kind: 'sequence', items };
      items.push(this.quantified());
    }
  }

  private quantified(): RegexNode {
    const item = this.atom();
    const from = this.at;
    const counts = this.quantifier();
    if (!counts) return item;
    if (item.kind === 'assert')
      this.fail(from, `There is nothing here that ${this.source.slice(from, this.at)} could repeat.`);
    if (this.source[this.at] === '?') this.at++;
    const again = this.at;
    if (this.quantifier())
      this.fail(again, 'Two quantifiers follow each other. Put brackets around the first.');
    const [min, max] = counts;
    if (min > max) this.fail(from, 'The smaller number comes first, such as {2,5}.');
    if (min > mostRepeats || (max !== Infinity && max > mostRepeats)) {
      this.fail(from, `A repetition may count to ${mostRepeats} at most.`);
    }
    return { kind: 'repeat', item, min, max };
  }

  private quantifier(): readonly [number, number] | undefined {
    switch (this.source[this.at]) {
      case '*':
        this.at++;
        return [0, Infinity];
      case '+':
        this.at++;
        return [1, Infinity];
      case '?':
        this.at++;
        return [0, 1];
      case '{': {
        const counts = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.source.slice(this.at, this.at + 40));
        if (!counts) return undefined;
        this.at += counts[0].length;
        const min = Number(counts[1]);
        if (!counts[2]) return [min, min];
        return [min, counts[3] ? Number(counts[3]) : Infinity];
      }
      default:
        return undefined;
    }
  }

  private atom(): RegexNode {
    const from = this.at;
    const char = this.source[from] ?? '';
    switch (char) {
      case '(':
        return this.group();
      case '[':
        return { kind: 'set', set: this.charClass() };
      case '.':
        this.at++;
        return { kind: 'set', set: notLineTerminators };
      case '^':
        this.at++;
        return { kind: 'assert', at: 'start' };
      case '$':
        this.at++;
        return { kind: 'assert', at: 'end' };
      case '*':
      case '+':
      case '?':
        return this.fail(
          from,
          `There is nothing here that ${char} could repeat. Write \\${char} for the character.`,
        );
      case '{':
        if (this.quantifier()) this.fail(from, 'There is nothing here that the count could repeat.');
        break;
      case '\\': {
        const next = this.source[from + 1];
        if (next === 'b' || next === 'B') {
          this.at += 2;
          return { kind: 'assert', at: next === 'b' ? 'boundary' : 'notBoundary' };
        }
        const chars = this.escape();
        return { kind: 'set', set: chars[0] === chars[1] ? this.folded(chars) : chars };
      }
    }
    return { kind: 'set', set: this.folded(this.plainChar()) };
  }

  /** Only what was spelled out is folded; `\d`, `\W` and the like hold both cases already. */
  private folded(chars: CharSet): CharSet {
    return this.ignoreCase ? foldCase(chars) : chars;
  }

  private plainChar(): CharSet {
    const codePoint = this.source.codePointAt(this.at) ?? 0;
    this.at += codePoint > 0xffff ? 2 : 1;
    return [codePoint, codePoint];
  }

  private group(): RegexNode {
    const from = this.at++;
    if (++this.depth > deepestNesting) this.fail(from, `Groups may nest ${deepestNesting} deep at most.`);
    if (this.source[this.at] === '?') {
      const opening = /^\?(?::|<[A-Za-z_$][\w$]*>)/.exec(this.source.slice(this.at, this.at + 80));
      if (!opening) {
        const isLook = /^\?<?[=!]/.test(this.source.slice(this.at, this.at + 3));
        this.at = Math.min(this.at + 2, this.source.length);
        this.fail(
          from,
          isLook
            ? 'Lookahead and lookbehind are not available here. Combine terms with and, or, not instead.'
            : 'This group begins in an unknown way. Write (…) or (?:…).',
        );
      }
      this.at += opening[0].length;
    }
    const node = this.choice();
    if (this.source[this.at] !== ')') {
      this.fail(from, 'This group is not closed. Add ) or write \\( for the character.', from + 1);
    }
    this.at++;
    this.depth--;
    return node;
  }

  private charClass(): CharSet {
    const from = this.at++;
    const negated = this.source[this.at] === '^';
    if (negated) this.at++;
    const ranges: number[] = [];
    while (this.source[this.at] !== ']') {
      if (this.at >= this.source.length) {
        this.fail(
          from,
          'This character class is not closed. Add ] or write \\[ for the character.',
          from + 1,
        );
      }
      const itemFrom = this.at;
      const low = this.classItem();
      const isRange = this.source[this.at] === '-' && (this.source[this.at + 1] ?? ']') !== ']';
      if (!isRange) {
        ranges.push(...(low.length === 2 ? this.folded(low) : low));
        continue;
      }
      this.at++;
      const high = this.classItem();
      const [start = 0, startEnd] = low;
      const [end = 0, endEnd] = high;
      if (low.length > 2 || high.length > 2 || start !== startEnd || end !== endEnd) {
        this.fail(itemFrom, 'A range needs single characters at both ends. Write \\- for the character -.');
      }
      if (start > end)
        this.fail(itemFrom, 'This range is upside down: its first character comes after its last.');
      ranges.push(...this.folded([start, end]));
    }
    this.at++;
    // Folded before it is negated: /[^a]/i takes neither a nor A.
    return negated ? negate(charSet(ranges)) : charSet(ranges);
  }

  private classItem(): CharSet {
    return this.source[this.at] === '\\' ? this.escape() : this.plainChar();
  }

  private escape(): CharSet {
    const from = this.at;
    const char = this.source[from + 1];
    this.at += 2;
    switch (char) {
      case undefined:
        return this.fail(from, 'A lone \\ ends the expression. Write \\\\ for the character.', from + 1);
      case 'd':
        return digits;
      case 'D':
        return negate(digits);
      case 'w':
        return wordChars;
      case 'W':
        return negate(wordChars);
      case 's':
        return spaces;
      case 'S':
        return negate(spaces);
      case 'b':
        // Only in a class: outside of one it is a word boundary, and never comes here.
        return [8, 8];
      case 'x':
      case 'u':
        return this.hexEscape(from, char);
      case 'p':
      case 'P':
      case 'k':
      case 'c':
        return this.fail(from, `\\${char} is not available here. Use a character class such as [a-z].`);
    }
    if (/[1-9]/.test(char)) {
      this.fail(from, 'Backreferences are not available here. Spell out what the group matches.');
    }
    const control = Object.hasOwn(controlEscapes, char) ? controlEscapes[char] : undefined;
    if (control !== undefined) {
      if (char === '0' && /[0-9]/.test(this.source[this.at] ?? '')) {
        this.at++;
        this.fail(from, 'Octal escapes are not available. Write \\x and two hex digits.');
      }
      return [control, control];
    }
    if (/[A-Za-z]/.test(char)) this.fail(from, `\\${char} has no meaning. Write ${char} for the letter.`);
    this.at = from + 1;
    return this.plainChar();
  }

  private hexEscape(from: number, letter: 'x' | 'u'): CharSet {
    const pattern = letter === 'x' ? /^([0-9a-fA-F]{2})/ : /^(?:([0-9a-fA-F]{4})|\{([0-9a-fA-F]{1,6})\})/;
    const match = pattern.exec(this.source.slice(this.at, this.at + 8));
    const codePoint = match ? Number.parseInt(match[1] ?? match[2] ?? '', 16) : Number.NaN;
    if (!match || codePoint > 0x10ffff) {
      return this.fail(
        from,
        letter === 'x'
          ? '\\x needs two hex digits, such as \\x1f.'
          : '\\u needs four hex digits, such as \\u00e9, or up to six in braces, such as \\u{1f600}.',
      );
    }
    this.at += match[0].length;
    return [codePoint, codePoint];
  }
}
