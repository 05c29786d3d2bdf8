import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Packr } from 'msgpackr';
import { decodeMsgpack } from '../../../src/model/decoders/decodeBinary';
import type { TreeNode } from '../../../src/model/decoders/treeNode';
import { bytesOf } from './bytesOf';
import { expectedPlain, plainValue } from './plainValue';

const packr = new Packr({ useRecords: false, variableMapSize: true });

function rootOf(bytes: Uint8Array): TreeNode {
  const decoded = decodeMsgpack(bytes);
  assert.ok(decoded.kind === 'msgpack', decoded.kind === 'error' ? decoded.error : decoded.kind);
  return decoded.root;
}

function shown(hex: string): [string, string, string | undefined] {
  const root = rootOf(bytesOf(hex));
  return [root.kind, root.text, root.note];
}

function errorOf(hex: string): string {
  const decoded = decodeMsgpack(bytesOf(hex));
  assert.ok(decoded.kind === 'error');
  return decoded.error;
}

const key = fc.stringMatching(/^[ -~é]{0,12}$/);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true }).map((number) => (number === 0 ? 0 : number)), // the encoder drops the sign of -0
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }),
    fc.bigInt({ min: -(2n ** 63n), max: -(2n ** 53n) }),
    fc.array(tie('value'), { maxLength: 20 }),
    fc
      .uniqueArray(fc.tuple(key, tie('value')), { maxLength: 20, selector: ([name]) => name })
      .map((entries) => new Map(entries)),
  ),
}));

describe('decodeMsgpack', () => {
  it('reads back whatever msgpackr packs', () => {
    fc.assert(
      fc.property(value, (original) => {
        assert.deepEqual(plainValue(rootOf(packr.pack(original))), expectedPlain(original));
      }),
    );
  });

  it('tells integers from floats and keeps 64 bits', () => {
    assert.deepEqual(shown('7f'), ['number', '127', undefined]);
    assert.deepEqual(shown('e0'), ['number', '-32', undefined]);
    assert.deepEqual(shown('cf ffffffffffffffff'), ['bigint', '18446744073709551615', undefined]);
    assert.deepEqual(shown('d3 8000000000000000'), ['bigint', '-9223372036854775808', undefined]);
    assert.deepEqual(shown('ca 3dcccccd'), ['float', '0.1', 'float32']);
    assert.deepEqual(shown('cb 3ff0000000000000'), ['float', '1.0', undefined]);
    assert.deepEqual(shown('cb 8000000000000000'), ['float', '-0.0', undefined]);
    assert.deepEqual(shown('cb 7ff8000000000000'), ['float', 'NaN', undefined]);
    assert.deepEqual(shown('ca ff800000'), ['float', '-Infinity', 'float32']);
  });

  it('reads timestamps of all three lengths, to the nanosecond', () => {
    assert.deepEqual(shown('d6 ff 5a4af6a5'), ['date', '2018-01-02T03:04:05Z', undefined]);
    assert.deepEqual(shown('d7 ff 8000000400000000'), ['date', '1970-01-01T00:00:00.536870913Z', undefined]);
    assert.deepEqual(shown('c7 0c ff 00000001 ffffffffffffffff'), [
      'date',
      '1969-12-31T23:59:59.000000001Z',
      undefined,
    ]);
    assert.deepEqual(shown('c7 0c ff 00000000 7fffffffffffffff').slice(0, 2), [
      'date',
      '9223372036854775807 s',
    ]);
  });

  it('shows extensions and bytes as bytes', () => {
    assert.deepEqual(shown('c4 03 010203'), ['binary', '01 02 03', '3 bytes']);
    assert.deepEqual(shown('d4 05 aa'), ['extension', 'aa', 'ext 5, 1 byte']);
    assert.deepEqual(shown('c7 02 80 aabb'), ['extension', 'aa bb', 'ext -128, 2 bytes']);
    assert.deepEqual(shown('a2 fffe'), ['binary', 'ff fe', 'a string that is not UTF-8']);
  });

  it('shows keys of any kind, repeated ones and __proto__', () => {
    const root = rootOf(bytesOf('85 01a161 a131a162 01a163 9101a164 a95f5f70726f746f5f5f01'));
    assert.deepEqual(
      root.children().map((node) => [node.key?.kind, node.key?.text, node.text, node.note]),
      [
        ['number', '1', '"a"', 'duplicate key'],
        ['string', '1', '"b"', undefined],
        ['number', '1', '"c"', 'duplicate key'],
        ['array', '[1]', '"d"', undefined],
        ['string', '__proto__', '1', undefined],
      ],
    );
  });

  it('says what is wrong and at which byte', () => {
    assert.equal(errorOf('91 c1'), 'Not MessagePack: 0xc1 starts no value (byte 1).');
    assert.equal(
      errorOf('82 a161 01'),
      'Not MessagePack: a map of 2 entries starts with only 3 bytes left (byte 0).',
    );
    assert.equal(errorOf('81 a161'), 'Not MessagePack: the bytes end where a value should be (byte 3).');
    assert.equal(errorOf('a5 6161'), 'Not MessagePack: a value of 5 bytes starts with only 2 left (byte 0).');
    assert.equal(
      errorOf('dd ffffffff'),
      'Not MessagePack: an array of 4294967295 items starts with only 0 bytes left (byte 0).',
    );
    assert.equal(errorOf('da 00'), 'Not MessagePack: the bytes end inside a length (byte 0).');
    assert.equal(
      errorOf('91'.repeat(5000) + '01'),
      'Not MessagePack: nesting is deeper than 200 levels (byte 200).',
    );
  });

  it('decodes the first value and says what follows it', () => {
    const decoded = decodeMsgpack(bytesOf('9101 9102'));
    assert.ok(decoded.kind === 'msgpack');
    assert.equal(decoded.notice, 'The value ends at byte 2; 2 bytes follow.');
  });

  it('opens a million items without making a million nodes', () => {
    const count = 1_000_000;
    const bytes = new Uint8Array(5 + count).fill(7);
    bytes.set([0xdd, 0, 0x0f, 0x42, 0x40]);
    const root = rootOf(bytes);
    assert.equal(root.childCount, count);
    const tail = root.children(count - 1);
    assert.deepEqual([tail.length, tail[0]?.key?.text], [1, '999999']);
  });

  it('works on a view into a larger buffer', () => {
    const whole = bytesOf('ffff 81a161cd0102 ffff');
    assert.equal(rootOf(whole.subarray(2, 8)).children()[0]?.text, '258');
  });
});
