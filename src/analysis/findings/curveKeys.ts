import type { FileFacts } from '../facts';
import type { TextRange } from '../textRange';

export interface CurveKey {
  readonly name: string;
  readonly text: string;
  /** Of the call or assignment that sets it. */
  readonly range: TextRange;
}

/** The CURVE keys whose text is known, each place once. */
export function curveKeysOf({ sockets }: FileFacts): readonly CurveKey[] {
  const keys = new Map<number, CurveKey>();
  for (const { options } of sockets) {
    for (const { name, value, range } of options) {
      if (!/^CURVE_(?:SERVER|PUBLIC|SECRET)KEY$/.test(name) || typeof value !== 'string') continue;
      keys.set(range.start, { name, text: value, range });
    }
  }
  return [...keys.values()];
}

/** RFC 32: 5 characters for each 4 bytes. */
export function isZ85Key(text: string): boolean {
  return /^[0-9A-Za-z.\-:+=^!/*?&<>()[\]{}@%$#]{40}$/.test(text);
}
