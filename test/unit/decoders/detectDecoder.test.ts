import assert from 'node:assert/strict';
import { Encoder } from 'cbor-x';
import fc from 'fast-check';
import { Packr } from 'msgpackr';
import { utf8Encode } from '../../../src/base/bytes';
import { detectDecoder } from '../../../src/model/decoders/detectDecoder';
import { bytesOf } from './bytesOf';

const packr = new Packr({ useRecords: false, variableMapSize: true });
const encoder = new Encoder({ useRecords: false });

function detectText(text: string): string {
  return detectDecoder(utf8Encode(text));
}

describe('detectDecoder', () => {
  it('knows text, JSON and bare JSON values', () => {
    assert.equal(detectText(''), 'empty');
    assert.equal(detectText('ticks.AAPL'), 'text');
    assert.equal(detectText(' {"a": [1, NaN]}\n'), 'json');
    assert.equal(detectText('[]'), 'json');
    assert.equal(detectText('42'), 'json');
    assert.equal(detectText('"quoted"'), 'json');
    assert.equal(detectText('true'), 'json');
    assert.equal(detectText('42 apples'), 'text');
    assert.equal(detectText('{"a": 1} {"a": 2}'), 'text');
    assert.equal(detectText('{broken'), 'text');
    assert.equal(detectText('NaN'), 'text');
    assert.equal(detectText('line\r\n\ttab é 😀'), 'text');
    assert.equal(detectText('\u001b[31mred\u001b[0m'), 'text');
    assert.equal(detectText('Hello\0'), 'text', 'a C string');
    assert.equal(detectText('{"a":1}\0'), 'json', 'JSON from a C string');
  });

  it('takes UTF-8 with a few control characters for text', () => {
    assert.equal(detectText('hello from \0'), 'text');
    assert.equal(detectText('hello from \0, again'), 'text');
    assert.equal(detectDecoder(bytesOf('01 7469636b73')), 'text', 'a subscription');
    assert.equal(detectText('ab\u0001\u0002'), 'hex', 'more than a quarter');
    assert.equal(detectDecoder(bytesOf('00 6b8b4567')), 'hex');
    assert.equal(detectDecoder(bytesOf('00 6b4b4567')), 'hex', 'an automatic routing id that is UTF-8');
  });

  it('shows other bytes in hex', () => {
    assert.equal(detectDecoder(bytesOf('00')), 'hex');
    assert.equal(detectDecoder(bytesOf('00 12ab34cd')), 'hex', 'an automatic routing id');
    assert.equal(detectDecoder(bytesOf('c3 28')), 'hex', 'broken UTF-8');
    assert.equal(detectDecoder(bytesOf('80')), 'hex', 'an empty map says nothing');
    assert.equal(detectDecoder(bytesOf('90')), 'hex');
    assert.equal(detectDecoder(bytesOf('a0')), 'hex');
    assert.equal(detectDecoder(bytesOf('92 01 02')), 'hex', 'three bytes are no evidence');
    assert.equal(detectDecoder(bytesOf('9101 9102')), 'hex', 'bytes after the value');
    assert.equal(detectDecoder(utf8Encode('\u0085\u0003')), 'hex');
  });

  it('tells MessagePack and CBOR apart', () => {
    const samples: unknown[] = [
      { temp: 21.5 },
      { id: 1, on: true },
      { a: 1, b: 2, c: [1, 2, 3], d: { e: null } },
      [1, 'two', { three: 3 }],
      ['sensors.temp', 1_700_000_000, 21.25],
      Array.from({ length: 30 }, (_, i) => ({ i, name: `sensor ${i}` })),
      new Map([[1, 'one']]),
      [1000, 2000, 3000],
    ];
    for (const sample of samples) {
      assert.equal(detectDecoder(packr.pack(sample)), 'msgpack', JSON.stringify(sample));
      assert.equal(detectDecoder(encoder.encode(sample)), 'cbor', JSON.stringify(sample));
    }
  });

  it('knows objects of any content with at least one named member', () => {
    const name = fc.stringMatching(/^[a-z]{3,8}$/);
    const member = fc.oneof(
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.stringMatching(/^[ -~]*$/),
      fc.constant(null),
    );
    fc.assert(
      fc.property(fc.dictionary(name, member, { minKeys: 1, maxKeys: 40 }), (value) => {
        assert.equal(detectDecoder(packr.pack(value)), 'msgpack');
        assert.equal(detectDecoder(encoder.encode(new Map(Object.entries(value)))), 'cbor');
        assert.equal(detectText(JSON.stringify(value)), 'json');
      }),
    );
  });

  it('knows the start of a frame that was cut', () => {
    const value = { symbol: 'AAPL', price: 184.27, venue: 'XNAS', note: 'ü'.repeat(50) };
    const json = utf8Encode(JSON.stringify(value));
    for (let length = 1; length < json.length; length++)
      assert.equal(detectDecoder(json.subarray(0, length), true), 'json');
    const packed = packr.pack(value);
    const encoded = encoder.encode(value);
    for (let length = 10; length < 40; length++) {
      assert.equal(detectDecoder(packed.subarray(0, length), true), 'msgpack');
      assert.equal(detectDecoder(encoded.subarray(0, length), true), 'cbor');
    }
  });

  it('takes random bytes for a format less than once in two hundred times', () => {
    let wrong = 0;
    let seed = 12345;
    const runs = 40_000;
    for (let run = 0; run < runs; run++) {
      const bytes = new Uint8Array(1 + (run % 64));
      for (let i = 0; i < bytes.length; i++) {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        bytes[i] = seed >>> 24;
      }
      const kind = detectDecoder(bytes);
      if (kind === 'msgpack' || kind === 'cbor') wrong++;
    }
    assert.ok(wrong < runs / 200, `${wrong} of ${runs}`);
  });

  it('takes packed numbers for a format hardly ever', () => {
    let wrong = 0;
    for (let i = 0; i < 20_000; i++) {
      const view = new DataView(new ArrayBuffer(16));
      view.setUint32(0, i, i % 2 === 0);
      view.setFloat64(4, i * 1.1, i % 3 === 0);
      view.setUint32(12, 1_700_000_000 + i, i % 5 === 0);
      const kind = detectDecoder(new Uint8Array(view.buffer));
      if (kind === 'msgpack' || kind === 'cbor') wrong++;
    }
    assert.ok(wrong < 20, `${wrong} of 20000`);
  });
});
