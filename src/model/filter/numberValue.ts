import type { NumberField, NumberValue } from './filterNode';

/** A value that was read, or a sentence that says what is wrong with it. */
export type ReadValue<T> = { readonly value: T } | { readonly fault: string };

const unitBytes: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};
const examples: Readonly<Record<NumberField, string>> = {
  size: 'size>100 or size>=1kB',
  frames: 'frames=2 or frames>1',
  row: 'row>=1000',
};

/** Reads `100`, and for sizes `1.5kB`, `2 MiB` without the space; case of the unit does not matter. */
export function readNumberValue(field: NumberField, text: string): ReadValue<NumberValue> {
  const match = /^(\d+(?:\.\d+)?|\.\d+)([A-Za-z]*)$/.exec(text);
  if (!match) {
    if (/^\d{1,3}(,\d{3})+$/.test(text))
      return { fault: `Write the number without commas: ${text.replaceAll(',', '')}.` };
    if (/^-\d/.test(text))
      return { fault: `${field} is never negative. Write a number such as ${examples[field]}.` };
    return { fault: `${field} needs a number, such as ${examples[field]}.` };
  }
  const [, digits = '', unit = ''] = match;
  if (field !== 'size') {
    if (unit) return { fault: `${field} has no unit. Write ${digits} alone.` };
    if (digits.includes('.')) return { fault: `${field} needs a whole number, such as ${examples[field]}.` };
  }
  const factor = unit === '' ? 1 : unitBytes[unit.toLowerCase()];
  if (factor === undefined) {
    return { fault: `${unit} is no unit of size. Use B, kB, MB, GB, KiB, MiB or GiB, such as size>=1kB.` };
  }
  const value = Number(digits) * factor;
  if (value > Number.MAX_SAFE_INTEGER)
    return { fault: `${field} cannot be this large. Write a smaller number.` };
  return { value: { text, value } };
}

/** Reads a number as JSON compares it. @returns undefined where the text is no number. */
export function readJsonNumber(text: string): number | undefined {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
