import { toHex } from '../../base/bytes';
import { bytesOfShown } from '../frameText';
import { unescapeHidden } from '../visibleText';
import { fieldInfos, fieldNames } from './filterField';
import type { SourceRange } from './filterNode';
import { printText } from './printFilter';

/** What the capture holds, most frequent first; values as they are shown (printable text, or `0x` and hex). */
export interface CompletionContext {
  readonly topics: readonly string[];
  readonly peers: readonly string[];
  /** Paths of values seen in JSON frames, without the leading `json.`: `price`, `book.bids[0].px`. */
  readonly jsonPaths?: readonly string[];
}

/** A suggestion: `insertText` takes the place of the characters `from` to `to`. */
export interface Completion extends SourceRange {
  readonly label: string;
  readonly insertText: string;
  readonly detail: string;
}

const mostCompletions = 50;
const connectives = [
  { label: 'and', detail: 'Both sides match (so does a space)' },
  { label: 'or', detail: 'One side matches' },
  { label: 'not', detail: 'The next term does not match' },
];

/** @returns suggestions for the term at the caret, best first; none within quotes or an expression of their own. */
export function completions(text: string, caret: number, context: CompletionContext): Completion[] {
  const at = Math.max(0, Math.min(caret, text.length));
  const segment = segmentAt(text, at);
  const head = text.slice(segment.from, at);
  if (head.startsWith('"') || head.startsWith('/')) return [];
  return (valueCompletions(text, at, segment, context) ?? nameCompletions(text, at, segment, context)).slice(
    0,
    mostCompletions,
  );
}

function valueCompletions(
  text: string,
  caret: number,
  segment: SourceRange,
  context: CompletionContext,
): Completion[] | undefined {
  const before = text.slice(0, caret);
  const field = /(?:^|[\s()!-])(topic|peer|dir)\s*(?::|!=|==?|=?~)\s*$/i;
  const clinging = /^(?:topic|peer|dir)(?::|!=|==?|=?~)/i.exec(text.slice(segment.from, caret));
  const from = segment.from + (clinging?.[0].length ?? 0);
  const name = field.exec(before.slice(0, from))?.[1]?.toLowerCase();
  if (!name) return undefined;
  const typed = before.slice(from);
  if (typed.startsWith('/')) return [];
  const range = { from, to: Math.max(segment.to, from) };
  if (name === 'dir') {
    return [
      { label: 'in', insertText: 'in', detail: 'Received', ...range },
      { label: 'out', insertText: 'out', detail: 'Sent', ...range },
    ].filter(({ label }) => label.startsWith(typed.toLowerCase()));
  }
  const wanted = typed.replace(/^"/, '');
  const suggest = (label: string, insertText: string, detail: string): Completion => {
    return { label, insertText, detail, ...range };
  };
  if (name === 'peer')
    return ranked(context.peers, wanted).map((peer) => suggest(peer, written(peer), 'Peer'));
  return [
    ...ranked(topicGroups(context.topics), wanted).map((group) =>
      suggest(group, group, 'Topics that begin so'),
    ),
    ...ranked(context.topics, wanted).map((topic) => suggest(topic, written(topic), 'Topic')),
  ];
}

/** A shown topic or peer as a filter has it: hex as it is, text quoted where it must be, escaped text as its bytes. */
function written(shown: string): string {
  if (unescapeHidden(shown) !== shown) return `0x${toHex(bytesOfShown(shown.replace(/…$/, '')))}`;
  return /^0x(?:[0-9a-f]{2})+$/.test(shown) ? shown : printText(shown);
}

/** `ticks.*` where several topics begin with `ticks.`. */
function topicGroups(topics: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const topic of topics) {
    const prefix = /^[^./:]+[./:]/.exec(topic)?.[0];
    if (prefix && printText(prefix) === prefix) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([prefix]) => `${prefix}*`);
}

/** Those that begin with what was typed, then those that contain it. */
function ranked(values: readonly string[], typed: string): string[] {
  const wanted = typed.toLowerCase();
  const begin = values.filter((value) => value.toLowerCase().startsWith(wanted));
  const rest = values.filter((value) => value.toLowerCase().indexOf(wanted) > 0);
  return [...new Set([...begin, ...rest])];
}

function nameCompletions(
  text: string,
  caret: number,
  segment: SourceRange,
  context: CompletionContext,
): Completion[] {
  const head = text.slice(segment.from, caret);
  const jsonHead = /^(?:frame\[-?\d+\]\.)?json\./i.exec(head)?.[0];
  if (jsonHead) {
    const pathEnd = /^[\p{L}\p{N}_$@.[\]*-]*/u.exec(text.slice(caret))?.[0].length ?? 0;
    const range = { from: segment.from + jsonHead.length, to: caret + pathEnd };
    return ranked(context.jsonPaths ?? [], head.slice(jsonHead.length)).map((path) => {
      return { label: `json.${path}`, insertText: path, detail: 'Value in a JSON frame', ...range };
    });
  }
  if (!/^\w*$/.test(head)) return [];
  const nameEnd = caret + (/^\w*/.exec(text.slice(caret))?.[0].length ?? 0);
  const range = { from: segment.from, to: nameEnd };
  const hasOperator = /^\s*[:=!<>~.[]/.test(text.slice(nameEnd));
  const fields = fieldNames.map((name) => {
    const { suffix, detail, example } = fieldInfos[name];
    const insertText = hasOperator ? name : name + suffix;
    return { label: name, insertText, detail: `${detail}, such as ${example}`, ...range };
  });
  // Only not can stand where nothing stands before.
  const isFirst = /(?:^|\()\s*$/.test(text.slice(0, segment.from));
  const words = hasOperator ? [] : connectives.filter(({ label }) => !isFirst || label === 'not');
  const all = [...fields, ...words.map((word) => ({ ...word, insertText: `${word.label} `, ...range }))];
  return all.filter(({ label }) => label.startsWith(head.toLowerCase()));
}

/** The run of characters around the caret without a leading negation; quoted white space belongs to it. */
function segmentAt(text: string, caret: number): SourceRange {
  const segment = /[!-]*((?:"(?:\\.|[^"\\])*(?:"|$)|[^\s()"])*)/gsy;
  for (let at = 0; at <= caret;) {
    while (at < caret && /[\s()]/.test(text[at] ?? '')) at++;
    segment.lastIndex = at;
    const match = segment.exec(text);
    const from = at + (match ? match[0].length - (match[1] ?? '').length : 0);
    const to = at + (match?.[0].length ?? 0);
    if (caret <= to) return { from: Math.min(from, caret), to };
    at = Math.max(to, at + 1);
  }
  return { from: caret, to: caret };
}
