import type { FilterError, RegexPattern, SourceRange } from './filterNode';
import { parseRegex } from './regex/parseRegex';
import { mostInstructions, programSize } from './regex/regexProgram';

export type TokenKind = 'keyword' | 'operator' | 'string' | 'number' | 'regex' | 'word' | 'error';

/** A piece of a filter's text for colouring. Fields and json paths are keywords. */
export interface DisplayToken extends SourceRange {
  readonly kind: TokenKind;
}

export type Keyword = 'and' | 'or' | 'not';

/** `:` and the comparisons; `==` and `=~` are read as `=` and `~`. */
export type Operator = ':' | '=' | '!=' | '<' | '<=' | '>' | '>=' | '~';

export interface OperatorToken extends SourceRange {
  readonly op: Operator;
}

/** A value as written after an operator, or a term of its own. */
export type RawValue = SourceRange &
  (
    | { readonly kind: 'run' | 'quoted'; readonly text: string }
    | { readonly kind: 'regex'; readonly pattern: RegexPattern }
  );

const keywords: Readonly<Record<string, Keyword>> = {
  and: 'and',
  '&&': 'and',
  or: 'or',
  '||': 'or',
  not: 'not',
};
/** What is written for other operators, silently or with a mistake reported. */
const aliases: Readonly<Record<string, Operator>> = { '==': '=', '=~': '~' };
const foreign: Readonly<Record<string, { op: Operator; fix: string }>> = {
  '!~': { op: '~', fix: 'Put not in front of the term and write ~.' },
  '<>': { op: '!=', fix: 'Write !=.' },
  '=>': { op: '>=', fix: 'Write >=.' },
  '=<': { op: '<=', fix: 'Write <=.' },
};
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
const mostErrors = 20;

/** The position in a filter's text, with what was found on the way: mistakes, and tokens for colouring. */
export class FilterScanner {
  at = 0;
  readonly errors: FilterError[] = [];
  readonly tokens: DisplayToken[] = [];

  constructor(readonly text: string) {}

  get char(): string {
    return this.text[this.at] ?? '';
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Whether a term or value cannot go on here: at white space, a bracket or the end. */
  get atBoundary(): boolean {
    return this.atEnd || /[\s()]/.test(this.char);
  }

  skipSpace(): void {
    while (!this.atEnd && /\s/.test(this.char)) this.at++;
  }

  /** Reports a mistake, which is given at least one character to underline. */
  fail(range: SourceRange, message: string): void {
    if (this.errors.length >= mostErrors) return;
    const to = Math.min(Math.max(range.to, range.from + 1), this.text.length);
    this.errors.push({ from: Math.max(0, Math.min(range.from, to - 1)), to, message });
  }

  token(kind: TokenKind, from: number, to = this.at): SourceRange {
    if (to > from) this.tokens.push({ kind, from, to });
    return { from, to };
  }

  /** The connective at this position, which is not passed. */
  peekKeyword(): Keyword | undefined {
    const run = this.runAt(this.at).toLowerCase();
    return Object.hasOwn(keywords, run) ? keywords[run] : undefined;
  }

  /** Passes the connective that `peekKeyword` saw. */
  takeKeyword(): SourceRange {
    const from = this.at;
    this.at += this.runAt(from).length;
    return this.token('keyword', from);
  }

  /** Passes what the sticky expression matches here. */
  take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const taken = pattern.exec(this.text)?.[0] ?? '';
    this.at += taken.length;
    return taken;
  }

  /** Passes an operator, if one stands here; reports those of other languages. */
  operator(): OperatorToken | undefined {
    const from = this.at;
    const written = this.take(/=~|!~|<>|=>|=<|==|<=|>=|!=|[:=<>~]/y);
    if (written === '') return undefined;
    const range = this.token('operator', from);
    const wrong = foreign[written];
    if (wrong) this.fail(range, `There is no operator ${written}. ${wrong.fix}`);
    return { ...range, op: wrong?.op ?? aliases[written] ?? (written as Operator) };
  }

  /** Passes a word: everything up to white space, a bracket or a quote. */
  run(): string {
    const run = this.runAt(this.at);
    this.at += run.length;
    return run;
  }

  /** Passes a quoted text, at whose opening quote this stands. */
  quoted(): RawValue & { kind: 'quoted' } {
    const from = this.at;
    const text = this.quotedText();
    const to = this.at;
    if (text === undefined) this.fail({ from, to }, 'This quote is not closed. Add " where the text ends.');
    else this.requireBoundary('the closing quote');
    return { kind: 'quoted', text: text ?? '', from, to };
  }

  /** The same, where something may follow at once. @returns undefined, with all text passed, without a closing quote. */
  quotedText(): string | undefined {
    let text = '';
    for (this.at++; this.char !== '"'; this.at++) {
      if (this.atEnd) return undefined;
      const escaped = this.char === '\\' ? escapes[this.text[this.at + 1] ?? ''] : undefined;
      text += escaped ?? this.char;
      if (escaped !== undefined) this.at++;
    }
    this.at++;
    return text;
  }

  /** Passes a /regex/, at whose opening slash this stands. @returns undefined after reporting a mistake. */
  regex(): RawValue | undefined {
    const from = this.at;
    const asText = `If / is part of a text, put the text in quotes.`;
    const close = this.regexEnd();
    if (close < 0) {
      this.run();
      this.fail({ from, to: this.at }, `This expression is not closed. Add / where it ends. ${asText}`);
      return undefined;
    }
    const source = this.text.slice(from + 1, close);
    this.at = close + 1;
    const flags = this.run();
    const range = { from, to: this.at };
    if (flags !== '' && flags !== 'i') {
      this.fail(range, `After the closing / only i may follow, which ignores case. ${asText}`);
      return undefined;
    }
    if (source === '') {
      this.fail(range, 'There is nothing between the slashes. Write an expression such as /AAPL|MSFT/.');
      return undefined;
    }
    const pattern: RegexPattern = { kind: 'regex', source, ignoreCase: flags === 'i' };
    const parsed = parseRegex(source, pattern.ignoreCase);
    if (!parsed.ok) {
      const { fault } = parsed;
      this.fail({ from: from + 1 + fault.from, to: from + 1 + fault.to }, fault.message);
      return undefined;
    }
    if (programSize(parsed.node) > mostInstructions) {
      this.fail(range, 'This expression is too large with its repetitions written out. Use smaller counts.');
      return undefined;
    }
    this.requireBoundary('the expression');
    return { kind: 'regex', pattern, ...range };
  }

  /** Reports text that clings to what ended at this position, and passes it. */
  requireBoundary(what: string): void {
    if (this.atBoundary) return;
    const clung = this.at;
    while (!this.atBoundary) this.at++;
    const fix = this.text[clung] === '"' ? ' For a quote within quotes write \\".' : '';
    this.fail({ from: clung, to: this.at }, `Put a space after ${what}.${fix}`);
    this.token('error', clung);
  }

  /** The position of the slash that closes an expression: not escaped and not in a character class. */
  private regexEnd(): number {
    let inClass = false;
    for (let at = this.at + 1; at < this.text.length; at++) {
      const char = this.text[at];
      if (char === '\\') at++;
      else if (char === '[') inClass = true;
      else if (char === ']') inClass = false;
      else if (char === '/' && !inClass) return at;
    }
    return -1;
  }

  private runAt(at: number): string {
    const end = /[\s()"]/g;
    end.lastIndex = at;
    const match = end.exec(this.text);
    return this.text.slice(at, match ? match.index : this.text.length);
  }
}
