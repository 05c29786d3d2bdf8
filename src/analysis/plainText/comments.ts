import { fileNameOf } from '../workspacePath';

/** How a kind of text marks what does not count. */
export interface CommentStyle {
  /** Starts of comments that go to the line's end; after the line's start or a space only. */
  readonly line: readonly string[];
  /** Only where nothing else stands in front of them. */
  readonly atLineStart?: boolean;
  /** `<!-- … -->` */
  readonly isMarkup?: boolean;
  /** Comments of code in fences, ``` to ```. */
  readonly hasFences?: boolean;
}

const none: CommentStyle = { line: [] };
/** What most languages have. */
const inCode: CommentStyle = { line: ['#', '//'] };
const hash: CommentStyle = { line: ['#'] };
const slashes: CommentStyle = { line: ['//'] };
const markup: CommentStyle = { line: [], isMarkup: true };
const inComponent: CommentStyle = { line: ['//'], isMarkup: true };
const byExtension: Readonly<Record<string, CommentStyle>> = {
  yml: hash,
  yaml: hash,
  toml: hash,
  env: hash,
  sh: hash,
  bash: hash,
  ps1: hash,
  conf: hash,
  tf: inCode,
  service: { line: ['#', ';'], atLineStart: true },
  bat: { line: ['::', 'rem ', 'REM ', 'Rem ', '@rem ', '@REM '], atLineStart: true },
  json5: slashes,
  kt: slashes,
  kts: slashes,
  swift: slashes,
  scala: slashes,
  lua: { line: ['--'] },
  vue: inComponent,
  svelte: inComponent,
  cfg: { line: ['#', ';'] },
  ini: { line: ['#', ';'] },
  properties: { line: ['#', '!'], atLineStart: true },
  json: { line: ['//'], atLineStart: true },
  jsonc: { line: ['//'], atLineStart: true },
  md: { line: [], isMarkup: true, hasFences: true },
  markdown: { line: [], isMarkup: true, hasFences: true },
  html: inComponent,
  xml: markup,
  // `.. ` opens a comment and a directive alike, and what a directive holds counts
  rst: none,
  adoc: { line: ['//'], atLineStart: true },
  txt: none,
};

/** Whether it is known how the file marks comments, or that it has none. */
export function hasKnownComments(path: string): boolean {
  return styleOf(path) !== undefined;
}

/** By the file's name: `.env.local` is an environment file, `Dockerfile` and the like use `#`. */
export function commentStyleOf(path: string): CommentStyle {
  return styleOf(path) ?? none;
}

function styleOf(path: string): CommentStyle | undefined {
  const name = fileNameOf(path).toLowerCase();
  if (/^\.?env(\.|$)|\.env(\.|$)|^(docker|container|make|proc)file/.test(name)) return hash;
  const extension = name.slice(name.lastIndexOf('.') + 1);
  return Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
}

/** The text with its comments blanked, so that offsets stay. */
export function withoutComments(text: string, style: CommentStyle): string {
  const marked = style.isMarkup ? text.replace(/<!--[\s\S]*?(?:-->|$)/g, blank) : text;
  if (style.line.length === 0 && !style.hasFences) return marked;
  let inFence = false;
  return marked.replace(/[^\r\n]+/g, (line) => {
    if (style.hasFences && /^\s*(```|~~~)/.test(line)) inFence = !inFence;
    if (style.hasFences && !inFence) return line;
    const at = commentStart(line, style.hasFences ? inCode : style);
    return at < 0 ? line : line.slice(0, at) + blank(line.slice(at));
  });
}

function commentStart(line: string, { line: starts, atLineStart }: CommentStyle): number {
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (quote !== '') {
      if (character === '\\' && quote === '"') at++;
      else if (character === quote) quote = '';
      continue;
    }
    const before = line.slice(0, at);
    const mayStart = atLineStart ? before.trim() === '' : at === 0 || /\s$/.test(before);
    if (mayStart && starts.some((start) => line.startsWith(start, at))) return at;
    // an apostrophe inside a word opens nothing
    if ((character === '"' || character === "'") && !/\w$/.test(before)) quote = character;
  }
  return -1;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
