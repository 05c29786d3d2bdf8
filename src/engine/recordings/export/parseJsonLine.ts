import { utf8Encode } from '../../../base/bytes';
import { parseDefinitions } from '../../../model/parseDefinition';
import type { SessionDefinition } from '../../../model/sessionDefinition';
import { quoted, shorten } from '../../../model/visibleText';
import { jsonLinesFormat, jsonLinesVersion } from './jsonLines';

/** What is wrong with a line, as the rest of a sentence that begins with the line's number. */
export class LineMistake extends Error {}

export type ParsedLine =
  | {
      readonly kind: 'message';
      readonly timeNs: bigint;
      readonly sequence: number;
      readonly outgoing: boolean;
      readonly frames: readonly Uint8Array[];
    }
  | { readonly kind: 'event'; readonly timeNs: bigint; readonly sequence: number; readonly json: Uint8Array };

type Fields = Readonly<Record<string, unknown>>;

/** Reads the first line. @throws LineMistake */
export function parseHeader(line: string): SessionDefinition {
  const { format, version, definition, channels } = parseObject(line);
  if (format !== jsonLinesFormat) {
    throw new LineMistake(
      `is not the first line of an exported recording, which has "format":"${jsonLinesFormat}".`,
    );
  }
  if (version !== jsonLinesVersion) {
    throw new LineMistake(
      `has version ${shown(version)}; this version of the extension reads ${jsonLinesVersion}.`,
    );
  }
  if (channels !== undefined) {
    throw new LineMistake(
      "says that these are another tool's messages, which no socket received or sent. Open the file they are from instead.",
    );
  }
  const parsed = parseDefinitions([definition]);
  const [found] = parsed.definitions;
  if (found) return found;
  throw new LineMistake(`has no usable session definition. ${parsed.problems[0]?.message ?? ''}`.trim());
}

/** Reads any other line. @throws LineMistake */
export function parseJsonLine(line: string): ParsedLine {
  const fields = parseObject(line);
  const { time, sequence, direction, frames, event, eventBytes } = fields;
  const timeNs = parseTime(time);
  if (!isUint32(sequence)) {
    throw new LineMistake(
      `has ${shown(sequence)} as "sequence", which must be a whole number up to 4294967295.`,
    );
  }
  const common = { timeNs, sequence };
  if (eventBytes !== undefined)
    return { kind: 'event', ...common, json: parseFrame(eventBytes, 'the event') };
  if (event !== undefined) return { kind: 'event', ...common, json: utf8Encode(JSON.stringify(event)) };
  if (direction !== 'in' && direction !== 'out') {
    throw new LineMistake(`has ${shown(direction)} as "direction", which must be "in" or "out".`);
  }
  if (!Array.isArray(frames))
    throw new LineMistake(`has ${shown(frames)} as "frames", which must be a list.`);
  return {
    kind: 'message',
    ...common,
    outgoing: direction === 'out',
    frames: (frames as readonly unknown[]).map((frame, index) => parseFrame(frame, `frame ${index}`)),
  };
}

function parseObject(line: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new LineMistake(`is not JSON: ${shorten((error as Error).message, 200)}.`);
  }
  if (isObject(value)) return value;
  throw new LineMistake('is not a JSON object.');
}

const latest = 2n ** 64n - 1n;

function parseTime(time: unknown): bigint {
  if (typeof time === 'string' && /^\d{1,20}$/.test(time)) {
    const ns = BigInt(time);
    if (ns <= latest) return ns;
  }
  throw new LineMistake(
    `has ${shown(time)} as "time", which must be nanoseconds since 1970 as a text of digits, such as "1700000000000000000".`,
  );
}

function parseFrame(frame: unknown, name: string): Uint8Array {
  if (typeof frame === 'string') {
    if (!/\p{Surrogate}/u.test(frame)) return utf8Encode(frame);
    throw new LineMistake(
      `has half a character (an unpaired surrogate) in ${name}, which is no text. Give its bytes as {"base64":"…"}.`,
    );
  }
  const base64 = isObject(frame) ? frame['base64'] : undefined;
  if (typeof base64 !== 'string') {
    throw new LineMistake(`has ${shown(frame)} as ${name}, which must be a text or {"base64":"…"}.`);
  }
  const bytes = Buffer.from(base64, 'base64');
  // Node reads over what is not base64.
  if (bytes.toString('base64') !== base64) {
    throw new LineMistake(`has ${shown(base64)} as base64 of ${name}, which is malformed.`);
  }
  return bytes;
}

function isUint32(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 0xffffffff;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return quoted(shorten(value, 60));
  return shorten(JSON.stringify(value), 60);
}
