import assert from 'node:assert/strict';
import { Encoder } from 'cbor-x';
import fc from 'fast-check';
import { decodeCbor } from '../../../src/model/decoders/decodeBinary';
import type { TreeNode } from '../../../src/model/decoders/treeNode';
import { bytesOf } from './bytesOf';
import { expectedPlain, plainValue } from './plainValue';

const encoder = new Encoder({ useRecords: false, tagUint8Array: false });

function rootOf(bytes: Uint8Array): TreeNode {
  const decoded = decodeCbor(bytes);
  assert.ok(decoded.kind === 'cbor', decoded.kind === 'error' ? decoded.error : decoded.kind);
  return decoded.root;
}

function shown(hex: string): [string, string, string | undefined] {
  const root = rootOf(bytesOf(hex));
  return [root.kind, root.text, root.note];
}

function errorOf(hex: string): string {
  const decoded = decodeCbor(bytesOf(hex));
  assert.ok(decoded.kind === 'error', `decoded as ${decoded.kind}`);
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
    fc.constant(undefined),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }),
    fc.bigInt({ min: -(2n ** 64n), max: -(2n ** 53n) }),
    fc.array(tie('value'), { maxLength: 20 }),
    fc
      .uniqueArray(fc.tuple(key, tie('value')), { maxLength: 20, selector: ([name]) => name })
      .map((entries) => new Map(entries)),
  ),
}));

describe('decodeCbor', () => {
  it('reads back whatever cbor-x encodes', () => {
    fc.assert(
      fc.property(value, (original) => {
        assert.deepEqual(plainValue(rootOf(encoder.encode(original))), expectedPlain(original));
      }),
    );
  });

  it('reads the examples of RFC 8949, appendix A', () => {
    const examples: [string, string, string][] = [
      ['00', 'number', '0'],
      ['1bffffffffffffffff', 'bigint', '18446744073709551615'],
      ['3bffffffffffffffff', 'bigint', '-18446744073709551616'],
      ['c249010000000000000000', 'bigint', '18446744073709551616'],
      ['c349010000000000000000', 'bigint', '-18446744073709551617'],
      ['f90000', 'float', '0.0'],
      ['f98000', 'float', '-0.0'],
      ['f93c00', 'float', '1.0'],
      ['f97bff', 'float', '65504.0'],
      ['f90001', 'float', '5.960464477539063e-8'],
      ['f9c400', 'float', '-4.0'],
      ['f97c00', 'float', 'Infinity'],
      ['f97e00', 'float', 'NaN'],
      ['fa47c35000', 'float', '100000.0'],
      ['fb3ff199999999999a', 'float', '1.1'],
      ['f4', 'boolean', 'false'],
      ['f6', 'null', 'null'],
      ['f7', 'undefined', 'undefined'],
      ['f0', 'extension', 'simple(16)'],
      ['f8ff', 'extension', 'simple(255)'],
      ['c074323031332d30332d32315432303a30343a30305a', 'date', '2013-03-21T20:04:00Z'],
      ['c11a514b67b0', 'date', '2013-03-21T20:04:00Z'],
      ['c1fb41d452d9ec200000', 'date', '2013-03-21T20:04:00.500Z'],
      ['4401020304', 'binary', '01 02 03 04'],
      ['62c3bc', 'string', '"ü"'],
      ['5f42010243030405ff', 'binary', '01 02 03 04 05'],
      ['7f657374726561646d696e67ff', 'string', '"streaming"'],
      ['80', 'array', '[]'],
      ['a0', 'object', '{}'],
      ['9fff', 'array', '[]'],
    ];
    for (const [hex, kind, text] of examples) assert.deepEqual(shown(hex).slice(0, 2), [kind, text], hex);
  });

  it('reads lists and maps of indefinite length', () => {
    assert.deepEqual(plainValue(rootOf(bytesOf('9f018202039f0405ffff'))), [1, [2, 3], [4, 5]]);
    const map = rootOf(bytesOf('bf61610161629f0203ffff'));
    assert.equal(map.childCount, 2);
    assert.deepEqual(plainValue(map), {
      map: [
        ['string:a', 1],
        ['string:b', [2, 3]],
      ],
    });
  });

  it('names tags beside the value they tag', () => {
    assert.deepEqual(shown('d9d9f7 81 01').slice(1), ['[…]', 'tag 55799: CBOR']);
    assert.deepEqual(shown('d82076687474703a2f2f7777772e6578616d706c652e636f6d').slice(1), [
      '"http://www.example.com"',
      'tag 32: URI',
    ]);
    assert.deepEqual(shown('d91234 d9d9f7 01').slice(1), ['1', 'tag 4660, tag 55799: CBOR']);
    assert.deepEqual(shown('d825 50 00112233445566778899aabbccddeeff').slice(0, 3), [
      'binary',
      '00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff',
      'tag 37: UUID, 00112233-4455-6677-8899-aabbccddeeff',
    ]);
    const tagged = rootOf(bytesOf('d90102 83 01 02 03'));
    assert.deepEqual([tagged.childCount, tagged.note, plainValue(tagged)], [3, 'tag 258: set', [1, 2, 3]]);
    assert.deepEqual(
      shown('c0 01'),
      ['number', '1', 'tag 0: date and time'],
      'a misused tag changes nothing',
    );
  });

  it('says what is wrong and at which byte', () => {
    assert.equal(errorOf('82 01'), 'Not CBOR: an array of 2 items starts with only 1 byte left (byte 0).');
    assert.equal(
      errorOf('9b ffffffffffffffff 00'),
      'Not CBOR: a list of 18446744073709551615 values is more than a frame can hold (byte 0).',
    );
    assert.equal(errorOf('81 1c'), 'Not CBOR: additional information 28 is reserved (byte 1).');
    assert.equal(errorOf('ff'), 'Not CBOR: a break stands where no list is open (byte 0).');
    assert.equal(errorOf('81 ff'), 'Not CBOR: a break stands where no list is open (byte 1).');
    assert.equal(errorOf('9f c1 ff'), 'Not CBOR: a break stands where no list is open (byte 2).');
    assert.equal(errorOf('bf 01 ff'), 'Not CBOR: a map key has no value (byte 2).');
    assert.equal(
      errorOf('5f 01 ff'),
      'Not CBOR: a string in chunks holds something other than its chunks (byte 1).',
    );
    assert.equal(errorOf('f8 10'), 'Not CBOR: a simple value below 32 has two bytes (byte 0).');
    assert.equal(errorOf('1f'), 'Not CBOR: an integer or tag cannot be of indefinite length (byte 0).');
    assert.equal(errorOf('9f'), 'Not CBOR: the bytes end where a value should be (byte 1).');
    assert.equal(errorOf('81'.repeat(5000)), 'Not CBOR: nesting is deeper than 200 levels (byte 200).');
    assert.equal(errorOf('c1'.repeat(5000)), 'Not CBOR: nesting is deeper than 200 levels (byte 200).');
  });

  it('decodes the first value and says what follows it', () => {
    const decoded = decodeCbor(bytesOf('01 02'));
    assert.ok(decoded.kind === 'cbor');
    assert.equal(decoded.notice, 'The value ends at byte 1; 1 byte follows.');
  });
});
