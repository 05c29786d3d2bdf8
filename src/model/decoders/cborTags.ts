import { toHex } from '../../base/bytes';
import { type ScalarText, dateText } from './valueText';
import { maxValueText } from './treeNode';

/** Tags that one meets (https://www.iana.org/assignments/cbor-tags); the rest show as their number. */
const tagNames: Readonly<Record<string, string>> = {
  0: 'date and time',
  1: 'seconds since 1970',
  2: 'big integer',
  3: 'negative big integer',
  4: 'decimal fraction',
  5: 'big float',
  16: 'COSE_Encrypt0',
  17: 'COSE_Mac0',
  18: 'COSE_Sign1',
  21: 'to base64url',
  22: 'to base64',
  23: 'to base16',
  24: 'embedded CBOR',
  25: 'string reference',
  28: 'shareable',
  29: 'shared reference',
  30: 'rational',
  32: 'URI',
  33: 'base64url',
  34: 'base64',
  35: 'regular expression',
  36: 'MIME message',
  37: 'UUID',
  40: 'row-major array',
  61: 'CBOR web token',
  64: 'uint8 array',
  65: 'uint16 array, big-endian',
  66: 'uint32 array, big-endian',
  67: 'uint64 array, big-endian',
  69: 'uint16 array',
  70: 'uint32 array',
  71: 'uint64 array',
  72: 'int8 array',
  77: 'int16 array',
  78: 'int32 array',
  79: 'int64 array',
  81: 'float32 array, big-endian',
  82: 'float64 array, big-endian',
  85: 'float32 array',
  86: 'float64 array',
  100: 'days since 1970',
  258: 'set',
  1004: 'date',
  55799: 'CBOR',
};

export function tagNote(tag: number | bigint): string {
  const name = tagNames[tag.toString()];
  return name ? `tag ${tag}: ${name}` : `tag ${tag}`;
}

/** Beyond this many bytes a big integer stays bytes: its decimal digits cost more than they tell. */
const maxBigIntegerBytes = Math.floor(maxValueText / 2.5);

/**
 * What a tag makes of its value, for those that name a scalar of our own.
 *
 * @param content the value's bytes where it is a string
 * @returns undefined where the untagged value with a note says it best, also where the tag is misused
 */
export function taggedText(
  tag: number | bigint,
  value: ScalarText,
  content: Uint8Array | undefined,
): ScalarText | undefined {
  switch (tag) {
    case 0:
    case 1004:
      return value.kind === 'string' && !value.cut
        ? { kind: 'date', text: value.text.slice(1, -1) }
        : undefined;
    case 1:
      return epochText(value);
    case 2:
    case 3: {
      if (value.kind !== 'binary' || !content || content.length > maxBigIntegerBytes) return undefined;
      const magnitude = BigInt(`0x0${toHex(content)}`);
      return { kind: 'bigint', text: (tag === 2 ? magnitude : -1n - magnitude).toString() };
    }
    case 37:
      return value.kind === 'binary' && content?.length === 16
        ? { ...value, note: toHex(content).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') }
        : undefined;
    default:
      return undefined;
  }
}

function epochText(value: ScalarText): ScalarText | undefined {
  if (value.kind === 'number' || value.kind === 'bigint') return dateText(BigInt(value.text), 0);
  const seconds = Number(value.text);
  if (value.kind !== 'float' || !Number.isFinite(seconds)) return undefined;
  // A double around 1e9 is good for a tenth of a microsecond; more digits would be noise.
  const micros = Math.round((seconds - Math.floor(seconds)) * 1e6);
  return dateText(BigInt(Math.floor(seconds)) + (micros === 1e6 ? 1n : 0n), (micros % 1e6) * 1000);
}
