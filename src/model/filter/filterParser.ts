import { isFieldName, nearestField, fieldNames } from './filterField';
import type { FilterNode, FilterTerm, SourceRange } from './filterNode';
import { FilterScanner, type OperatorToken } from './filterScanner';
import { readFieldTerm, readValue } from './readFieldTerm';
import { readJsonPath, readJsonTest } from './readJsonTerm';

export interface ParsedFilter {
  /** Stands for the text only where the scanner has no errors. */
  readonly root: FilterNode;
  readonly scanner: FilterScanner;
}

const deepestNesting = 64;

/**
 * Reads a filter by recursive descent. Mistakes are reported to the scanner and reading goes on behind them, so
 * that all are found in one go; nothing throws.
 */
export function parseFilterTree(text: string): ParsedFilter {
  const scanner = new FilterScanner(text);
  return { root: new FilterParser(scanner).whole(), scanner };
}

class FilterParser {
  private depth = 0;
  private stopped = false;

  constructor(private readonly scanner: FilterScanner) {}

  whole(): FilterNode {
    const { scanner } = this;
    scanner.skipSpace();
    if (scanner.atEnd) return { kind: 'all', from: 0, to: scanner.text.length };
    let root = this.or();
    while (!scanner.atEnd) {
      const from = scanner.at++;
      scanner.fail({ from, to: scanner.at }, 'This bracket closes nothing. Remove it, or put it in quotes.');
      scanner.token('error', from);
      root = this.or();
    }
    return root;
  }

  private or(): FilterNode {
    const { scanner } = this;
    const children = [this.and(undefined)];
    scanner.skipSpace();
    while (scanner.peekKeyword() === 'or') {
      children.push(this.and(scanner.takeKeyword()));
      scanner.skipSpace();
    }
    return group('or', children);
  }

  /** @param connective the `or` in front, which needs a term behind it. */
  private and(connective: SourceRange | undefined): FilterNode {
    const { scanner } = this;
    const children: FilterNode[] = [];
    let pending = connective;
    for (;;) {
      scanner.skipSpace();
      if (scanner.atEnd || scanner.char === ')') break;
      const keyword = scanner.peekKeyword();
      if (keyword === 'or') {
        if (!pending && children.length === 0) this.needsLeft();
        break;
      }
      if (keyword === 'and') {
        const hasLeft = children.length > 0;
        if (pending) this.needsRight(pending);
        else if (!hasLeft) this.needsLeft();
        const keywordRange = scanner.takeKeyword();
        pending = hasLeft ? keywordRange : undefined;
        continue;
      }
      pending = undefined;
      children.push(this.unary());
    }
    if (pending) this.needsRight(pending);
    return group('and', children);
  }

  private needsLeft(): void {
    const { scanner } = this;
    const from = scanner.at;
    const word = scanner.run();
    const range = { from, to: scanner.at };
    scanner.at = from;
    scanner.fail(
      range,
      `Nothing stands before ${word}. Put a term there, or write "${word}" for the word itself.`,
    );
  }

  private needsRight({ from, to }: SourceRange): void {
    const word = this.scanner.text.slice(from, to);
    const message = `Nothing follows ${word}. Put a term there, or write "${word}" for the word itself.`;
    this.scanner.fail({ from, to }, message);
  }

  private unary(): FilterNode {
    const { scanner } = this;
    const from = scanner.at;
    const negation = this.takeNegation();
    if (!negation) return this.primary();
    if (this.tooDeep(from)) return nothing(from, scanner.at);
    scanner.skipSpace();
    const keyword = scanner.peekKeyword();
    if (scanner.atEnd || scanner.char === ')' || keyword === 'and' || keyword === 'or') {
      this.needsRight(negation);
      this.depth--;
      return nothing(from, scanner.at);
    }
    const child = this.unary();
    this.depth--;
    return { kind: 'not', child, from, to: child.to };
  }

  /** Passes `not`, `!` or a `-` that a term clings to. */
  private takeNegation(): SourceRange | undefined {
    const { scanner } = this;
    if (scanner.peekKeyword() === 'not') return scanner.takeKeyword();
    const from = scanner.at;
    const next = scanner.text[from + 1] ?? ' ';
    const isMark = (scanner.char === '!' && next !== '=') || (scanner.char === '-' && !/[\s)]/.test(next));
    if (!isMark) return undefined;
    scanner.at++;
    return scanner.token('operator', from);
  }

  /** Counts one level down. @returns true, with the rest of the text passed, where that is too deep. */
  private tooDeep(from: number): boolean {
    const { scanner } = this;
    if (++this.depth <= deepestNesting) return false;
    this.depth--;
    this.stopped = true;
    scanner.at = scanner.text.length;
    scanner.fail({ from, to: scanner.at }, `Brackets and not may nest ${deepestNesting} deep at most.`);
    scanner.token('error', from);
    return true;
  }

  private primary(): FilterNode {
    const { scanner } = this;
    const from = scanner.at;
    const term = this.term(from);
    return term ? { ...term, from, to: scanner.at } : nothing(from, scanner.at);
  }

  /** @returns undefined after a mistake. */
  private term(from: number): FilterTerm | FilterNode | undefined {
    const { scanner } = this;
    switch (scanner.char) {
      case '(':
        return this.brackets(from);
      case '"': {
        const value = scanner.quoted();
        scanner.token('string', value.from, value.to);
        if (value.text === '' && value.to === from + 2) {
          scanner.fail(value, 'There is nothing between the quotes. Write the text to look for.');
        }
        return { kind: 'content', pattern: { kind: 'text', text: value.text }, frame: undefined };
      }
      case '/': {
        const value = scanner.regex();
        scanner.token(value ? 'regex' : 'error', from, value?.to);
        return value?.kind === 'regex'
          ? { kind: 'content', pattern: value.pattern, frame: undefined }
          : undefined;
      }
      default:
        return /[<>=~:!]/.test(scanner.char) ? this.strayOperator(from) : this.wordOrField(from);
    }
  }

  private brackets(from: number): FilterNode | undefined {
    const { scanner } = this;
    if (this.tooDeep(from)) return undefined;
    scanner.at++;
    const open = scanner.token('operator', from);
    scanner.skipSpace();
    const isEmpty = scanner.char === ')';
    const inner = this.or();
    this.depth--;
    if (scanner.char !== ')') {
      if (!this.stopped)
        scanner.fail(open, 'This bracket is not closed. Add ) where it ends, or put it in quotes.');
      return inner;
    }
    const close = scanner.at++;
    scanner.token('operator', close);
    if (isEmpty)
      scanner.fail({ from, to: scanner.at }, 'There is nothing between the brackets. Put a term there.');
    return inner;
  }

  private strayOperator(from: number): undefined {
    const { scanner } = this;
    const run = scanner.run();
    scanner.token('error', from);
    scanner.fail(
      { from, to: scanner.at },
      `Nothing stands before ${run} that it could compare. Write a field, such as size>100, or put the text in quotes.`,
    );
    return undefined;
  }

  private wordOrField(from: number): FilterTerm | undefined {
    const { scanner } = this;
    const name = scanner.take(/[\p{L}_][\p{L}\p{N}_]*/uy);
    const field = name.toLowerCase();
    if (field === 'json' && /[.[]/.test(scanner.char)) return this.json(from, undefined);
    let frame: number | undefined;
    if (field === 'frame') {
      const index = scanner.take(/\[-?\d{1,9}\]/y);
      if (index) frame = Number(index.slice(1, -1));
      if (index && scanner.take(/\.json(?=[.[])/iy)) return this.json(from, frame);
    }
    const tail = name && frame === undefined ? scanner.take(/(?:\.[\p{L}\p{N}_]+|\[\d+\])*/uy) : '';
    const named = { from, to: scanner.at };
    scanner.skipSpace();
    const tokens = scanner.tokens.length;
    const errors = scanner.errors.length;
    const operator = name ? scanner.operator() : undefined;
    if (!operator) {
      scanner.at = from;
      if (frame !== undefined) return this.frameAlone(named);
      return this.word();
    }
    if (!tail && isFieldName(field) && field !== 'json') {
      scanner.tokens.splice(tokens, 0, { kind: 'keyword', ...named });
      return readFieldTerm(scanner, field, operator, frame);
    }
    scanner.errors.length = errors;
    scanner.tokens.splice(tokens, 0, { kind: 'error', ...named });
    this.unknownField(name + tail, named, operator);
    return undefined;
  }

  private frameAlone({ from, to }: SourceRange): undefined {
    const { scanner } = this;
    const name = scanner.text.slice(from, to);
    while (!scanner.atBoundary) scanner.at++;
    scanner.token('error', from);
    scanner.fail(
      { from, to: scanner.at },
      `Say what the frame contains, such as ${name}:text or ${name}.json.price > 100, or put the text in quotes.`,
    );
    return undefined;
  }

  private word(): FilterTerm | undefined {
    const { scanner } = this;
    const from = scanner.at;
    const text = scanner.run();
    const { from: start, to } = scanner.token('word', from);
    if (scanner.char === '"') {
      scanner.quotedText();
      while (!scanner.atBoundary) scanner.at++;
      scanner.fail(
        { from: start, to: scanner.at },
        'A quote stands within a word. Put a space before it, or quote the whole text and write \\" for the quote.',
      );
      scanner.token('error', to);
      return undefined;
    }
    return { kind: 'content', pattern: { kind: 'text', text }, frame: undefined };
  }

  private json(from: number, frame: number | undefined): FilterTerm | undefined {
    const { scanner } = this;
    const path = readJsonPath(scanner, from);
    scanner.token(path ? 'keyword' : 'error', from);
    if (!path) {
      const junk = scanner.at;
      while (!scanner.atBoundary && !/[:=!<>~]/.test(scanner.char)) scanner.at++;
      scanner.token('error', junk);
      this.skipComparison();
      return undefined;
    }
    const test = readJsonTest(scanner);
    return test && { kind: 'json', frame, path, test };
  }

  /** Passes what is compared with a path that could not be read, so that it makes no second mistake. */
  private skipComparison(): void {
    const { scanner } = this;
    const end = scanner.at;
    const errors = scanner.errors.length;
    scanner.skipSpace();
    const operator = scanner.operator();
    if (operator) this.skipValue(operator);
    else scanner.at = end;
    scanner.errors.length = errors;
  }

  private skipValue(operator: OperatorToken): void {
    const value = readValue(this.scanner, operator, operator.op === '~');
    if (value && value !== 'fault') this.scanner.token('error', value.from, value.to);
  }

  private unknownField(name: string, named: SourceRange, operator: OperatorToken): void {
    const { scanner } = this;
    this.skipValue(operator);
    scanner.fail(named, `There is no field ${name}. ${fixForUnknownField(name, operator)}`);
  }
}

function fixForUnknownField(name: string, { op }: OperatorToken): string {
  const near = nearestField(name);
  const quote = 'To search for the text itself, put it in quotes.';
  if (name.toLowerCase() === 'json') return `Name a key of the JSON, such as json.price > 100. ${quote}`;
  if (near) return `Did you mean ${near}? ${quote}`;
  if (op === ':') return `The fields are ${fieldNames.join(', ')}. ${quote}`;
  return `For a key in JSON write json.${name}. ${quote}`;
}

function nothing(from: number, to: number): FilterNode {
  return { kind: 'all', from, to };
}

/** One node for several, itself for one. */
function group(kind: 'and' | 'or', children: readonly FilterNode[]): FilterNode {
  const [first] = children;
  const last = children.at(-1);
  if (!first || !last) return nothing(0, 0);
  return children.length === 1 ? first : { kind, children, from: first.from, to: last.to };
}
