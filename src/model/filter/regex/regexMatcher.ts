import type { SourceRange } from '../filterNode';
import { RegexDfa } from './regexDfa';
import type { RegexProgram } from './regexProgram';

/** Steps that one call of `findAll` may take, so that hostile text on screen cannot hold up a redraw. */
const findBudget = 1_000_000;

/** A compiled expression over UTF-8 bytes and over strings, in time linear in their length. */
export class RegexMatcher {
  private readonly search: RegexDfa;
  private anchored: RegexDfa | undefined;

  constructor(private readonly program: RegexProgram) {
    this.search = new RegexDfa(program, false);
  }

  /**
   * Whether a match begins anywhere in bytes [from, to). Bytes that are not UTF-8 count as U+FFFD each.
   *
   * @param end where the text ends; matches are looked for up to `to` only
   */
  testBytes(bytes: Uint8Array, from: number, to: number, end = to): boolean {
    const dfa = this.search;
    let state = dfa.startState(undefined);
    // A step tells of the match that ends before its character, so one is taken over what stands at `to`.
    const stop = to < end ? to + 1 : end;
    for (let at = from; at < stop;) {
      let codePoint = bytes[at]!;
      if (codePoint < 0x80) {
        at++;
      } else {
        const packed = decodeUtf8(bytes, at, end);
        codePoint = packed >> 3;
        at += packed & 7;
      }
      const entry = dfa.step(state, codePoint);
      if ((entry & 1) === 1) return true;
      state = entry >> 1;
      if (state === 0) return false;
    }
    return to >= end && dfa.matchesAtEnd(state);
  }

  testText(text: string): boolean {
    const dfa = this.search;
    let state = dfa.startState(undefined);
    for (let at = 0; at < text.length;) {
      const codePoint = text.codePointAt(at)!;
      at += codePoint > 0xffff ? 2 : 1;
      const entry = dfa.step(state, codePoint);
      if ((entry & 1) === 1) return true;
      state = entry >> 1;
      if (state === 0) return false;
    }
    return dfa.matchesAtEnd(state);
  }

  /** All matches that are not empty, from left to right, each as long as can be. */
  findAll(text: string, most: number): SourceRange[] {
    const found: SourceRange[] = [];
    if (!this.testText(text)) return found;
    this.anchored ??= new RegexDfa(this.program, true);
    let budget = findBudget;
    for (let from = 0; from < text.length && found.length < most && budget > 0;) {
      let state = this.anchored.startState(from === 0 ? undefined : codePointBefore(text, from));
      let end = -1;
      let at = from;
      while (state !== 0 && at < text.length) {
        const codePoint = text.codePointAt(at)!;
        const entry = this.anchored.step(state, codePoint);
        if ((entry & 1) === 1) end = at;
        state = entry >> 1;
        at += codePoint > 0xffff ? 2 : 1;
        budget--;
      }
      if (state !== 0 && at >= text.length && this.anchored.matchesAtEnd(state)) end = text.length;
      if (end > from) {
        found.push({ from, to: end });
        from = end;
      } else {
        from += text.codePointAt(from)! > 0xffff ? 2 : 1;
      }
    }
    return found;
  }
}

function codePointBefore(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1);
  return unit >= 0xdc00 && unit <= 0xdfff && at > 1 ? text.codePointAt(at - 2)! : unit;
}

/** @returns the code point times 8 plus its width in bytes; U+FFFD of width 1 for a byte that is not UTF-8. */
function decodeUtf8(bytes: Uint8Array, at: number, to: number): number {
  const lead = bytes[at]!;
  const width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  const invalid = (0xfffd << 3) | 1;
  if (lead < 0xc2 || lead > 0xf4 || at + width > to) return invalid;
  let codePoint = lead & (0x7f >> width);
  for (let i = 1; i < width; i++) {
    const next = bytes[at + i]!;
    if ((next & 0xc0) !== 0x80) return invalid;
    codePoint = (codePoint << 6) | (next & 0x3f);
  }
  const overlong = (width === 3 && codePoint < 0x800) || (width === 4 && codePoint < 0x10000);
  const surrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  return overlong || surrogate || codePoint > 0x10ffff ? invalid : (codePoint << 3) | width;
}
