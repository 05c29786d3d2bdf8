import type { Argument, Expression } from '../../program/expression';
import { macroPart, numberIn, stringContent } from './literals';

interface Token {
  readonly kind: 'string' | 'number' | 'name' | 'sign';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const pattern =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\\\r?\n|\s+|((?:u8|[uUL])?"(?:\\[\s\S]|[^"\\\n])*"?)|(\d[\w.']*)|([A-Za-z_]\w*)|(->|##|\|\||&&|<<|>>|[\s\S])/g;

/** Longer bodies are code, not values. */
const maxTokens = 200;

/**
 * The expression that a macro's body is; the grammar leaves it as text. Undefined for what is none, or none that could
 * be an address, a port or a type.
 * @param offset where the text starts in the file
 */
export function readMacroText(text: string, offset: number): Expression | undefined {
  const tokens = tokensOf(text, offset);
  if (tokens.length === 0 || tokens.length > maxTokens) return undefined;
  const parser = new MacroParser(tokens);
  const value = parser.expression();
  return parser.isAtEnd ? value : undefined;
}

function tokensOf(text: string, offset: number): Token[] {
  return [...text.matchAll(pattern)].flatMap((match): Token[] => {
    const [whole, string, number, name, sign] = match;
    const kind = string ? 'string' : number ? 'number' : name ? 'name' : sign ? 'sign' : undefined;
    const start = offset + match.index;
    return kind ? [{ kind, text: whole, start, end: start + whole.length }] : [];
  });
}

class MacroParser {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  get isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  expression(depth = 0): Expression | undefined {
    let left = this.run(depth);
    while (left && this.isSign('+', '-', '*', '|')) {
      const operator = this.next()?.text ?? '';
      const right = this.run(depth);
      if (!right) return undefined;
      left = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
    }
    return left;
  }

  /** Literals and names side by side are one text. */
  private run(depth: number): Expression | undefined {
    const items: Expression[] = [];
    for (let item = this.item(depth); item; item = this.item(depth)) items.push(item);
    const [first] = items;
    const last = items.at(-1);
    if (!first || !last || items.length === 1) return first;
    const parts = items.flatMap((item) =>
      item.kind === 'text' ? item.parts : [(item.kind === 'name' && macroPart(item.name)) || item],
    );
    return { kind: 'text', parts, start: first.start, end: last.end };
  }

  private item(depth: number): Expression | undefined {
    const token = this.tokens[this.at];
    if (!token || depth > 20) return undefined;
    const { start, end, text } = token;
    switch (token.kind) {
      case 'string':
        this.at++;
        return { kind: 'text', parts: [stringContent(text)], start, end };
      case 'number': {
        this.at++;
        const value = numberIn(text);
        return value === undefined
          ? { kind: 'other', parts: [], start, end }
          : { kind: 'constant', value, start, end };
      }
      case 'name':
        this.at++;
        return this.tail({ kind: 'name', name: text, start, end }, depth);
      case 'sign':
        return this.signed(token, depth);
    }
  }

  private signed({ text, start }: Token, depth: number): Expression | undefined {
    // `#x` is the text of x, which for numbers and texts looks the same
    if (text === '#' || text === '##') {
      this.at++;
      return this.item(depth + 1);
    }
    if (text !== '(') return undefined;
    this.at++;
    const inner = this.expression(depth + 1);
    const close = this.next();
    if (!inner || close?.text !== ')') return this.fail();
    return { ...inner, start, end: close.end };
  }

  /** `NAME`, `NAME(a, b)`, `object->name` */
  private tail(name: Expression, depth: number): Expression | undefined {
    if (this.isSign('->', '.')) {
      this.at++;
      const member = this.next();
      if (member?.kind !== 'name') return this.fail();
      return this.tail(
        { kind: 'member', object: name, name: member.text, start: name.start, end: member.end },
        depth,
      );
    }
    if (!this.isSign('(')) return name;
    this.at++;
    const args: Argument[] = [];
    while (!this.isAtEnd && !this.isSign(')')) {
      const value = this.expression(depth + 1);
      if (!value) return this.fail();
      args.push({ value });
      if (this.isSign(',')) this.at++;
      else if (!this.isSign(')')) return this.fail();
    }
    const close = this.next();
    return close ? { kind: 'call', callee: name, args, start: name.start, end: close.end } : undefined;
  }

  private isSign(...texts: readonly string[]): boolean {
    const token = this.tokens[this.at];
    return token?.kind === 'sign' && texts.includes(token.text);
  }

  private next(): Token | undefined {
    const token = this.tokens[this.at];
    if (token) this.at++;
    return token;
  }

  /** Leaves something over, so that the whole is no expression. */
  private fail(): undefined {
    this.at = Number.MAX_SAFE_INTEGER;
    return undefined;
  }
}
