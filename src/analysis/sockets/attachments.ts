import type { UseRole } from '../facts';
import type { Operation } from '../library/library';
import { joinPattern, type PatternPart, type TextPattern } from '../textPattern';

/** Takes `@tcp://*:5555,>tcp://other:5556` apart, where the library reads it so (czmq, NetMQ). */
export function splitAttachments(
  pattern: TextPattern,
  role: UseRole,
  { separator, prefixed }: Operation,
): { readonly pattern: TextPattern; readonly role: UseRole }[] {
  const pieces = separator === undefined ? [pattern] : splitPattern(pattern, separator);
  return pieces.map((piece) => {
    const [first, ...rest] = piece;
    if (!prefixed || typeof first !== 'string') return { pattern: piece, role };
    const trimmed = first.trimStart();
    const own = trimmed.startsWith('@') ? 'bind' : trimmed.startsWith('>') ? 'connect' : undefined;
    return { pattern: joinPattern([own ? trimmed.slice(1) : trimmed, ...rest]), role: own ?? role };
  });
}

function splitPattern(pattern: TextPattern, separator: string): TextPattern[] {
  const pieces: PatternPart[][] = [[]];
  for (const part of pattern) {
    const texts: readonly PatternPart[] = typeof part === 'string' ? part.split(separator) : [part];
    texts.forEach((text, position) => {
      if (position > 0) pieces.push([]);
      pieces.at(-1)?.push(text);
    });
  }
  return pieces.map(joinPattern).filter((piece) => piece.length > 0);
}
