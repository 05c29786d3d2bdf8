import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { unpackLz4 } from '../../../src/recording/lz4';

/** What the lz4 command (1.9.4) made of the texts below, with the options that change the frame. */
const packed = {
  // each name with its options: text -1, noise -1 (a block that is stored), zeros -9 -BX --content-size,
  // linked -9 -B4 -BD (blocks that refer to those before them), empty -1
  text:
    'BCJNGGRAp8UBAAD4C3sic3ltYm9sIjoiUzAiLCJwcmljZSI6MH0KGgAWMRoAGjEaABYyGgAaNBoAFjMaABo5GgAWNBoAKjE2GwAW' +
    'NRsAKjI1GwAWNhsAGzM2AAe5ABs0bAAHugAbNqEAB7sAGzjWAAe8ACsxMAwBCL4AGzI4AAe/ACsxNG8AB8AAKzE2pgAHwQArMTnd' +
    'AAfCABwyFAEHwwArMjU4AAfEACsyOHAAB8QAKzMyqAAHxAArMzbgAAfEABw0GAEHxAArNDQ4AAfEACs0OHAAB8QAOjUyOfQBB8QA' +
    'KzU34AAHxAAcNhgBB8QAHDY4AAfEABw3cAAHxAAcN6gAB8QAHDjgAAfEABw5GAEHxAAcOVABB8QAD4cBCAy+AQfCABwx9gEHwgAN' +
    'LgIHwgAcMmYCB8IAHDOeAgfCABw01gIHwgAfNQ4DCBw2FgEHxAAcNn4DB8QAHDe1AwfEABw47AMHxAAcOSMEB8QADC0CB8MAHzGQ' +
    'BAkbMJ0CB8MAKzMw1QIHwwAvNDANAwccNRcBB8MAHDY4AAfDABw3cAAHxAAcOKgABw0DHDngAAfEAAwXAQfDABwxTgEHhgEfMoYB' +
    'CBwzvgEHwwBQNDgxfQoAAAAA6sYDbw==',
  noise:
    'BCJNGGRAp0AAAIBjlTb+MFW6HH5qX8UyGfYcxlYLIEXTbvpS2l6FR1GJgFRa8vott6W1xCLYgtC9jv+1soix1v4DiSU+x4Y7zhE+' +
    'AAAAAOwrn6k=',
  zeros:
    'BCJNGHxQcBEBAAAAAACzHQEAAB8AAQD/////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////aVAA' +
    'AAAAAJcxnF8AAAAA5DG70Q==',
  linked:
    'BCJNGERAXnkBAAD/XzAgMSAyIDMgNCA1IDYgNyA4IDkgMTAgMTEgMTIgMTMgMTQgMTUgMTYgMTcgMTggMTkgMjAgMjEgMjIgMjMg' +
    'MjQgMjUgMjYgMjcgMjggMjkgMzAgMzEgMzIgMzMgMzQgMzUgMzYgMzcgMzggMzkgbgD/////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////elAwIDMxIAoBAAAPbgD/////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////6FAyIDIzIPoAAAAPbgD/////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '////////////////////////////////////////////////////////////////////////////////////////////////////' +
    '///////MUDggMzkgAAAAAFdiSHI=',
  empty: 'BCJNGGRApwAAAAAFXcwC',
};

const texts: Readonly<Record<keyof typeof packed, Buffer>> = {
  text: Buffer.from(
    Array.from({ length: 60 }, (_, i) => `{"symbol":"S${i % 7}","price":${(i * i) % 1000}}\n`).join(''),
  ),
  noise: createHash('sha512').update('noise').digest(),
  zeros: Buffer.alloc(70_000),
  linked: Buffer.from(Array.from({ length: 70_000 }, (_, i) => `${i % 40} `).join('')),
  empty: Buffer.alloc(0),
};

const names = Object.keys(texts) as (keyof typeof packed)[];
const bytesOf = (name: keyof typeof packed) => new Uint8Array(Buffer.from(packed[name], 'base64'));

describe('LZ4 frames', () => {
  for (const name of names) {
    it(`of the lz4 command are unpacked: ${name}`, () => {
      const plain = texts[name];
      assert.equal(Buffer.compare(unpackLz4(bytesOf(name), plain.length), plain), 0);
    });
  }

  it('that hold more or less than they should are refused', () => {
    for (const name of names) {
      const { length } = texts[name];
      assert.throws(() => unpackLz4(bytesOf(name), length + 1), RangeError);
      if (length > 0) assert.throws(() => unpackLz4(bytesOf(name), length - 1), RangeError);
    }
  });

  it('that were cut off are refused wherever the cut is', () => {
    for (const name of names) {
      const bytes = bytesOf(name);
      // Behind the end mark stands the checksum of the content, which is not looked at.
      for (let length = 0; length < bytes.length - 4; length++) {
        assert.throws(() => unpackLz4(bytes.subarray(0, length), texts[name].length), RangeError);
      }
    }
  });

  it('with changed bytes bring range errors or as many bytes as they should', () => {
    const change = fc.record({ at: fc.nat({ max: 1000 }), bits: fc.integer({ min: 1, max: 255 }) });
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (name, changes) => {
          const bytes = bytesOf(name);
          for (const { at, bits } of changes) bytes[at % bytes.length]! ^= bits;
          try {
            assert.equal(unpackLz4(bytes, texts[name].length).length, texts[name].length);
          } catch (error) {
            assert.ok(error instanceof RangeError, String(error));
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('that claim what no frame of their size can hold take no memory for it', () => {
    assert.throws(() => unpackLz4(bytesOf('text'), 2 ** 40), RangeError);
    assert.throws(() => unpackLz4(bytesOf('text'), 2 ** 30), /cannot hold/);
  });
});
