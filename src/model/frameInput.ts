import { toHex, utf8Decode, utf8Encode } from '../base/bytes';
import { fromBase64 } from './base64';
import { DecodeFault, catchFault } from './decoders/decodeFault';
import { detectDecoder } from './decoders/detectDecoder';
import { JsonScanner } from './decoders/jsonScanner';
import { type Template, compileTemplate, escapeTemplate } from './template';
import { isPrintable } from './visibleText';

export const frameInputKinds = ['text', 'json', 'hex', 'base64', 'file'] as const;
export type FrameInputKind = (typeof frameInputKinds)[number];

/** A frame as a person writes it. Text and JSON may hold templates; `file` holds a path. */
export interface FrameInput {
  readonly kind: FrameInputKind;
  readonly value: string;
}

/** Characters in the value, `from` inclusive, `to` exclusive, and a sentence with the place and the fix. */
export interface InputMistake {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export type ParsedFrameInput =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** To be rendered per message: the value as it was written, checked. */
  | { readonly kind: 'template'; readonly template: string }
  /** To be read by whoever has a file system. */
  | { readonly kind: 'file'; readonly path: string }
  /** At least one mistake. */
  | { readonly kind: 'mistakes'; readonly mistakes: readonly InputMistake[] };

export function parseFrameInput(input: FrameInput): ParsedFrameInput {
  switch (input.kind) {
    case 'text':
    case 'json':
      return parseText(input.value, input.kind === 'json');
    case 'hex':
      return parseHex(input.value);
    case 'base64': {
      const parsed = fromBase64(input.value);
      if (parsed instanceof Uint8Array) return { kind: 'bytes', bytes: parsed };
      return oneMistake(
        parsed.at,
        Math.min(parsed.at + 1, input.value.length),
        `Base64, character ${parsed.at + 1}: ${parsed.message}`,
      );
    }
    case 'file':
      if (input.value.trim() === '')
        return oneMistake(0, input.value.length, 'Choose a file for this frame.');
      return { kind: 'file', path: input.value };
  }
}

/** @returns the input that sends exactly these bytes, in the form that reads best. */
export function frameInputOf(bytes: Uint8Array): FrameInput {
  const text = utf8Decode(bytes);
  if (text === undefined || !isPrintable(text)) return { kind: 'hex', value: groupedHex(bytes) };
  const value = escapeTemplate(text);
  const isJson = /^\s*[{[]/.test(text) && detectDecoder(bytes) === 'json';
  const kind = isJson && parseText(value, true).kind === 'bytes' ? 'json' : 'text';
  return { kind, value };
}

function groupedHex(bytes: Uint8Array): string {
  return toHex(bytes).replace(/(..)(?!$)/g, '$1 ');
}

function oneMistake(from: number, to: number, message: string): ParsedFrameInput {
  return { kind: 'mistakes', mistakes: [{ from, to, message }] };
}

function parseText(value: string, json: boolean): ParsedFrameInput {
  const half = /\p{Surrogate}/u.exec(value);
  if (half) {
    return oneMistake(
      half.index,
      half.index + 1,
      `${placeOf(value, half.index)}: half of a character, which UTF-8 cannot hold. Delete it, or send hex.`,
    );
  }
  const template = compileTemplate(value);
  if (template.mistakes.length > 0) return { kind: 'mistakes', mistakes: template.mistakes };
  if (json) {
    const mistake = findJsonMistake(value, template);
    if (mistake) return { kind: 'mistakes', mistakes: [mistake] };
  }
  if (template.hasPlaceholders) return { kind: 'template', template: value };
  return { kind: 'bytes', bytes: utf8Encode(template.renderSample().text) };
}

/** Checks a sample rendering, and finds the place in what was written. */
function findJsonMistake(value: string, template: Template): InputMistake | undefined {
  const sample = template.renderSample();
  if (sample.text.trim() === '') {
    return { from: 0, to: value.length, message: 'JSON needs a value. For an empty frame choose text.' };
  }
  const bytes = utf8Encode(sample.text);
  const scanner = new JsonScanner(bytes, false);
  const fault = catchFault(() => {
    const rest = scanner.skipSpace(scanner.skipValue(0).end);
    if (rest < bytes.length) throw new DecodeFault('something follows the value', rest);
  });
  if (!(fault instanceof DecodeFault)) return undefined;
  const from = sample.toSource(utf8Decode(bytes.subarray(0, fault.offset))?.length ?? 0);
  return {
    from,
    to: Math.min(from + 1, value.length),
    message: `JSON, ${placeOf(value, from)}: ${fault.message}.`,
  };
}

/** Counted from 1, as editors do. */
function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1) as string).length + 1}`;
}

const hexSeparator = /[\s,:;_-]/;

/** Pairs of digits; white space, commas, colons, dashes and `0x` may stand between and before bytes. */
function parseHex(value: string): ParsedFrameInput {
  const bytes: number[] = [];
  let at = 0;
  while (at < value.length) {
    if (hexSeparator.test(value[at] as string)) {
      at++;
      continue;
    }
    if (/^0x/i.test(value.slice(at, at + 2))) at += 2;
    const from = at;
    while (at < value.length && isHexDigit(value[at] as string)) {
      if (/^0x/i.test(value.slice(at, at + 2)) && (at - from) % 2 === 0) break;
      at++;
    }
    const digits = value.slice(from, at);
    if (digits.length % 2 !== 0) {
      return oneMistake(
        from,
        at,
        `Hex, character ${from + 1}: "${digits.slice(0, 20)}" has an odd number of digits. A byte takes two: write "${`0${digits}`.slice(0, 21)}".`,
      );
    }
    if (at < value.length && !isHexDigit(value[at] as string) && !hexSeparator.test(value[at] as string)) {
      const wrong = String.fromCodePoint(value.codePointAt(at) as number);
      const message = `Hex, character ${at + 1}: ${JSON.stringify(wrong)} is not a hex digit. Use 0 to 9 and a to f, or send text.`;
      return oneMistake(at, at + wrong.length, message);
    }
    if (digits.length === 0) {
      return oneMistake(from - 2, from, `Hex, character ${from - 1}: digits must follow 0x.`);
    }
    for (let i = 0; i < digits.length; i += 2) bytes.push(Number.parseInt(digits.slice(i, i + 2), 16));
  }
  return { kind: 'bytes', bytes: Uint8Array.from(bytes) };
}

function isHexDigit(character: string): boolean {
  return /[0-9a-fA-F]/.test(character);
}
