const simple: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\x07',
  '0': '\0',
};

/** What an escape sequence stands for, in the way that C and most of its heirs share: `\n`, `\x2f`, `\u{1f4e6}`. */
export function decodeEscape(sequence: string): string {
  const body = sequence.slice(1);
  const hex = /^(?:x\{?|u\{?|U)([0-9a-fA-F]+)\}?$/.exec(body)?.[1];
  if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
  if (/^[0-7]{2,3}$/.test(body)) return codePoint(Number.parseInt(body, 8));
  if (/^\r?\n/.test(body)) return '';
  return simple[body] ?? body;
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
