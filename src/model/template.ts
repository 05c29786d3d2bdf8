/** What a rendering is made of; one context per message, so that all its frames agree. */
export interface RenderContext {
  /** Messages of this run that went before: `{{seq}}` shows one more, `{{seq 0}}` this. */
  readonly seq: number;
  /** Epoch milliseconds, fractional. */
  readonly nowMs: number;
  uuid(): string;
  /** At least 0, below 1. */
  random(): number;
}

/** Characters in the source, `from` inclusive, `to` exclusive. */
export interface TemplateMistake {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

type Render = (context: RenderContext) => string;

interface Part {
  /** Where the part starts and ends in the source. */
  readonly from: number;
  readonly to: number;
  /** Text, or what makes it. */
  readonly value: string | Render;
}

/** A rendering that knows where each of its characters came from. */
export interface SampleRendering {
  readonly text: string;
  /** @returns the offset in the template of what stands at `offset` in `text`. */
  toSource(offset: number): number;
}

/** Always the same, for checks. */
const sampleContext: RenderContext = {
  seq: 0,
  nowMs: Date.UTC(2025, 0, 1),
  uuid: () => '00000000-0000-4000-8000-000000000000',
  random: () => 0.5,
};

/** A text with `{{placeholders}}`, taken apart once and rendered per message. */
export class Template {
  readonly mistakes: readonly TemplateMistake[];
  /** Whether renderings can differ from each other. */
  readonly hasPlaceholders: boolean;

  constructor(
    private readonly parts: readonly Part[],
    mistakes: readonly TemplateMistake[],
  ) {
    this.mistakes = mistakes;
    this.hasPlaceholders = parts.some((part) => typeof part.value !== 'string');
  }

  /** Mistaken placeholders come out as they were written; look at `mistakes` first. */
  render(context: RenderContext): string {
    let text = '';
    for (const { value } of this.parts) text += typeof value === 'string' ? value : value(context);
    return text;
  }

  renderSample(): SampleRendering {
    const starts: number[] = [];
    let text = '';
    for (const { value } of this.parts) {
      starts.push(text.length);
      text += typeof value === 'string' ? value : value(sampleContext);
    }
    const toSource = (offset: number): number => {
      const index = starts.findLastIndex((start) => start <= offset);
      const part = this.parts[index];
      if (!part) return 0;
      const inside = offset - (starts[index] as number);
      return typeof part.value === 'string' ? Math.min(part.from + inside, part.to) : part.from;
    };
    return { text, toSource };
  }
}

/**
 * Takes a text apart. `{{seq}}` counts from 1, `{{seq 0}}` from the number given; `{{now}}` is ISO 8601 in UTC,
 * `{{now ms}}` and `{{now us}}` count since 1970; `{{uuid}}`; `{{random 1 200}}` is a whole number from 1 to 200,
 * with decimals as many as either bound has. `{{{{` stands for a literal `{{`; `}}` alone is text.
 */
export function compileTemplate(source: string): Template {
  const parts: Part[] = [];
  const mistakes: TemplateMistake[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('{{', at);
    if (open !== at) {
      const to = open < 0 ? source.length : open;
      parts.push({ from: at, to, value: source.slice(at, to) });
      at = to;
      continue;
    }
    if (source.startsWith('{{{{', at)) {
      parts.push({ from: at, to: at + 4, value: '{{' });
      at += 4;
      continue;
    }
    const close = source.indexOf('}}', at + 2);
    const to = close < 0 ? source.length : close + 2;
    const compiled =
      close < 0
        ? mistake(at, to, 'This placeholder has no end: add }}, or write {{{{ for a literal {{.')
        : compilePlaceholder(source.slice(at + 2, close), at + 2);
    if (typeof compiled === 'function') {
      parts.push({ from: at, to, value: compiled });
    } else {
      mistakes.push(compiled);
      parts.push({ from: at, to, value: source.slice(at, to) });
    }
    at = to;
  }
  return new Template(parts, mistakes);
}

/** @returns a template that renders to exactly this text. */
export function escapeTemplate(text: string): string {
  return text.replaceAll('{{', '{{{{');
}

function mistake(from: number, to: number, message: string): TemplateMistake {
  return { from, to, message };
}

function compilePlaceholder(content: string, offset: number): Render | TemplateMistake {
  const from = offset + content.length - content.trimStart().length;
  const to = Math.max(from, offset + content.trimEnd().length);
  const [name = '', ...words] = content.trim().split(/\s+/);
  switch (name) {
    case 'seq':
      return compileSeq(words, from, to);
    case 'now':
      return compileNow(words, from, to);
    case 'uuid':
      if (words.length > 0) return mistake(from, to, 'uuid takes nothing: write {{uuid}}.');
      return (context) => context.uuid();
    case 'random':
      return compileRandom(words, from, to);
    case '':
      return mistake(offset - 2, offset + content.length + 2, `This placeholder is empty. ${known}`);
    default:
      return mistake(from, from + name.length, `There is no placeholder "${name}". ${known}`);
  }
}

const known = 'Use seq, now, uuid or random, or write {{{{ for a literal {{.';

function compileSeq(words: readonly string[], from: number, to: number): Render | TemplateMistake {
  const [start = '1', ...more] = words;
  const first = Number(start);
  if (more.length > 0 || !/^-?\d+$/.test(start) || !Number.isSafeInteger(first)) {
    return mistake(from, to, 'seq takes at most one whole number to start from: {{seq}} or {{seq 0}}.');
  }
  return (context) => {
    const count = first + context.seq;
    return Number.isSafeInteger(count) ? String(count) : String(BigInt(first) + BigInt(context.seq));
  };
}

function compileNow(words: readonly string[], from: number, to: number): Render | TemplateMistake {
  const [unit, ...more] = words;
  if (more.length === 0) {
    if (unit === undefined) return (context) => new Date(context.nowMs).toISOString();
    if (unit === 'ms') return (context) => String(Math.floor(context.nowMs));
    if (unit === 'us') return (context) => String(Math.floor(context.nowMs * 1000));
  }
  return mistake(from, to, 'now takes nothing, ms or us: {{now}}, {{now ms}} or {{now us}}.');
}

const maxDecimals = 12;

function compileRandom(words: readonly string[], from: number, to: number): Render | TemplateMistake {
  const [low = '', high = '', ...more] = words;
  const number = /^-?\d+(?:\.(\d+))?$/;
  const lowMatch = number.exec(low);
  const highMatch = number.exec(high);
  if (more.length > 0 || !lowMatch || !highMatch) {
    return mistake(from, to, 'random takes two numbers, the lowest and the highest: {{random 1 200}}.');
  }
  const lowest = Number(low);
  const highest = Number(high);
  if (lowest > highest) {
    return mistake(from, to, `The lowest number comes first: {{random ${high} ${low}}}.`);
  }
  const decimals = Math.max(lowMatch[1]?.length ?? 0, highMatch[1]?.length ?? 0);
  const scale = 10 ** decimals;
  const steps = Math.round((highest - lowest) * scale);
  if (decimals > maxDecimals || !isExact(lowest * scale) || !isExact(highest * scale) || !isExact(steps)) {
    return mistake(from, to, 'random handles 15 digits in all, 12 of them decimals: use shorter numbers.');
  }
  const first = Math.round(lowest * scale);
  // Counted in steps of the last decimal, so that both bounds are as likely as any value between.
  return (context) => {
    const step = Math.min(steps, Math.floor(context.random() * (steps + 1)));
    return ((first + step) / scale).toFixed(decimals);
  };
}

function isExact(value: number): boolean {
  return Math.abs(value) <= 1e15;
}
