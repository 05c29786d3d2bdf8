import { fromHex, utf8Encode } from '../../base/bytes';
import { bytesOfShown, showBytes } from '../frameText';
import { ByteNeedle } from './byteNeedle';
import type { RegexPattern, SourceRange, TextPattern } from './filterNode';
import { anyChar, caseVariants } from './regex/charSet';
import { parseRegex } from './regex/parseRegex';
import { RegexMatcher } from './regex/regexMatcher';
import { literalNode, type RegexNode, requiredLiteral } from './regex/regexNode';
import { compileRegex } from './regex/regexProgram';

/** Expressions look at this much of a frame; the words of a filter look at all of it. */
export const regexFrameLimit = 1 << 18;

/** Where in the text a literal stands. */
export type TextPlace = 'inside' | 'start' | 'whole';

/** Tests text that lies as UTF-8 in a buffer, without decoding it, or in a string. */
export interface TextMatcher {
  readonly inBytes: (bytes: Uint8Array, from: number, to: number) => boolean;
  readonly inText: (text: string) => boolean;
  /** Ranges of a string to highlight. */
  readonly findAll: (text: string, most: number) => SourceRange[];
  /** Bytes that every match holds. */
  readonly needle: ByteNeedle | undefined;
}

/** @param place `inside` for words, `start` for prefixes. Globs and bytes of a topic stand at the start. */
export function textMatcher(pattern: TextPattern, place: TextPlace, ignoreCase: boolean): TextMatcher {
  switch (pattern.kind) {
    case 'text':
      return literalMatcher(pattern.text, place, ignoreCase);
    case 'regex':
      return regexMatcher(pattern);
    case 'glob':
      return globMatcher(pattern.glob, ignoreCase);
    case 'bytes':
      return bytesMatcher(pattern.hex, place);
  }
}

function literalMatcher(text: string, place: TextPlace, ignoreCase: boolean): TextMatcher {
  const literal = literalNode(text, ignoreCase);
  const regex = lazyRegex(placed(literal, place));
  const plain = lazyRegex(literal);
  // The bytes tell as much as the characters unless a letter beyond ASCII has another case.
  const bytesDecide = !ignoreCase || !hasCasedLetterBeyondAscii(text);
  const needle = bytesDecide ? needleOf(text, ignoreCase) : requiredNeedle(literal, ignoreCase);
  return {
    needle,
    inBytes: bytesDecide
      ? literalInBytes(needle, place)
      : (bytes, from, to) => {
          if (needle && needle.indexIn(bytes, from, to) < 0) return false;
          return regex().testBytes(bytes, from, to);
        },
    inText: (subject) => regex().testText(subject),
    findAll: (subject, most) => (place === 'inside' ? plain : regex)().findAll(subject, most),
  };
}

function literalInBytes(needle: ByteNeedle | undefined, place: TextPlace): TextMatcher['inBytes'] {
  if (!needle) return place === 'whole' ? (_, from, to) => from === to : () => true;
  const { length } = needle.bytes;
  switch (place) {
    case 'inside':
      return (bytes, from, to) => needle.indexIn(bytes, from, to) >= 0;
    case 'start':
      return (bytes, from, to) => needle.isAt(bytes, from, to);
    case 'whole':
      return (bytes, from, to) => to - from === length && needle.isAt(bytes, from, to);
  }
}

function regexMatcher(pattern: RegexPattern): TextMatcher {
  const parsed = parseRegex(pattern.source, pattern.ignoreCase);
  if (!parsed.ok) throw new Error(parsed.fault.message);
  const regex = lazyRegex(parsed.node);
  const needle = requiredNeedle(parsed.node, pattern.ignoreCase);
  return {
    needle,
    inBytes: (bytes, from, to) => {
      const end = Math.min(to, from + regexFrameLimit);
      if (needle && needle.indexIn(bytes, from, end) < 0) return false;
      return regex().testBytes(bytes, from, end, to);
    },
    inText: (text) => regex().testText(text),
    findAll: (text, most) => regex().findAll(text, most),
  };
}

function globMatcher(glob: string, ignoreCase: boolean): TextMatcher {
  const pieces = glob.split(/([*?])/).map((piece): RegexNode => {
    const any: RegexNode = { kind: 'set', set: anyChar };
    if (piece === '*') return { kind: 'repeat', item: any, min: 0, max: Infinity };
    return piece === '?' ? any : literalNode(piece, ignoreCase);
  });
  const node: RegexNode = { kind: 'sequence', items: pieces };
  const regex = lazyRegex(placed(node, 'whole'));
  const head = glob.search(/[*?]/);
  const tail = glob.length - 1 - Math.max(glob.lastIndexOf('*'), glob.lastIndexOf('?'));
  const inBytes: TextMatcher['inBytes'] =
    head === glob.length - 1 && glob.endsWith('*')
      ? literalMatcher(glob.slice(0, -1), 'start', ignoreCase).inBytes
      : (bytes, from, to) => regex().testBytes(bytes, from, Math.min(to, from + regexFrameLimit), to);
  return {
    needle: requiredNeedle(node, ignoreCase),
    inBytes,
    inText: (text) => regex().testText(text),
    // What the wildcards stood for is what tells one topic from the next.
    findAll: (text) =>
      regex().testText(text) && text.length - tail > head ? [{ from: head, to: text.length - tail }] : [],
  };
}

function bytesMatcher(hex: string, place: TextPlace): TextMatcher {
  const bytes = fromHex(hex) ?? new Uint8Array();
  const needle = bytes.length > 0 ? new ByteNeedle(bytes, false) : undefined;
  const inBytes = literalInBytes(needle, place);
  return {
    needle,
    inBytes,
    // Text is compared by the bytes that it shows (MessageView.peer).
    inText: (text) => {
      const shown = bytesOfShown(text);
      return inBytes(shown, 0, shown.length);
    },
    findAll: (text) => {
      const isHex = text.startsWith('0x');
      const shown = isHex ? hex : showBytes(bytes, 6 * bytes.length + 2);
      const at = text.indexOf(shown, isHex ? 2 : 0);
      return at < 0 || hex === '' ? [] : [{ from: at, to: at + shown.length }];
    },
  };
}

function placed(node: RegexNode, place: TextPlace): RegexNode {
  const items: RegexNode[] = place === 'inside' ? [node] : [{ kind: 'assert', at: 'start' }, node];
  if (place === 'whole') items.push({ kind: 'assert', at: 'end' });
  return { kind: 'sequence', items };
}

/** Tables are made when the first text comes, since words seldom need them. */
function lazyRegex(node: RegexNode): () => RegexMatcher {
  let matcher: RegexMatcher | undefined;
  return () => {
    if (!matcher) {
      // What comes here was measured by the parser, or is no longer than the filter's text.
      matcher = new RegexMatcher(compileRegex(node));
    }
    return matcher;
  };
}

function hasCasedLetterBeyondAscii(text: string): boolean {
  for (const char of text) {
    const codePoint = char.codePointAt(0) ?? 0;
    if (codePoint >= 0x80 && caseVariants(codePoint).length > 1) return true;
  }
  return false;
}

function requiredNeedle(node: RegexNode, ignoreCase: boolean): ByteNeedle | undefined {
  return needleOf(requiredLiteral(node, ignoreCase), ignoreCase);
}

function needleOf(text: string, ignoreCase: boolean): ByteNeedle | undefined {
  return text === '' ? undefined : new ByteNeedle(utf8Encode(text), ignoreCase);
}
