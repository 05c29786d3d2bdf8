const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...alphabet].map((character, value) => [character, value]));
// The URL-safe alphabet differs in two characters (RFC 4648, section 5).
values.set('-', 62).set('_', 63);

/** @returns base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const group = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digit = (shift: number): string => alphabet[(group >> shift) & 63] as string;
    parts.push(digit(18), digit(12), left > 1 ? digit(6) : '=', left > 2 ? digit(0) : '=');
  }
  return parts.join('');
}

export interface Base64Mistake {
  /** Character at which it shows. */
  readonly at: number;
  readonly message: string;
}

/**
 * Reads base64 in either alphabet; white space anywhere is fine, padding may be missing. Nothing is guessed: left-over
 * bits that are not zero are a mistake, for they would be lost.
 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | Base64Mistake {
  const bytes: number[] = [];
  let bits = 0;
  let bitCount = 0;
  let digits = 0;
  let padding = 0;
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (/\s/.test(character)) continue;
    if (character === '=') {
      padding++;
      if (digits % 4 < 2 || digits + padding > Math.ceil(digits / 4) * 4) {
        return { at, message: 'The padding "=" does not belong here: it only fills the last group of four.' };
      }
      continue;
    }
    const value = values.get(character);
    if (value === undefined) return { at, message: `${JSON.stringify(character)} is not a base64 digit.` };
    if (padding > 0) return { at, message: 'Nothing may follow the padding "=".' };
    last = at;
    digits++;
    bits = ((bits << 6) | value) & 0xffff;
    bitCount += 6;
    if (bitCount >= 8) {
      bitCount -= 8;
      bytes.push((bits >> bitCount) & 0xff);
    }
  }
  if (digits % 4 === 1)
    return { at: last, message: 'A single digit is left over: some of the base64 is missing.' };
  if (padding > 0 && (digits + padding) % 4 !== 0) {
    return { at: text.length, message: 'The padding is incomplete: add "=" or leave it out altogether.' };
  }
  if ((bits & ((1 << bitCount) - 1)) !== 0) {
    return {
      at: last,
      message: 'The last digit holds bits that make no byte: some of the base64 is missing.',
    };
  }
  return Uint8Array.from(bytes);
}
