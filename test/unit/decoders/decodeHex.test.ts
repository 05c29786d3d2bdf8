import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toHex, utf8Encode } from '../../../src/base/bytes';
import { decodeHex, hexRowsOf } from '../../../src/model/decoders/decodeHex';

describe('decodeHex', () => {
  it('looks as hex dumps do', () => {
    const bytes = utf8Encode('{"symbol":"NVDA","é":1}');
    assert.deepEqual(decodeHex(bytes).rows(0, 10), [
      {
        offset: 0,
        label: '0000',
        hex: '7b 22 73 79 6d 62 6f 6c  22 3a 22 4e 56 44 41 22',
        ascii: '{"symbol":"NVDA"',
      },
      { offset: 16, label: '0010', hex: '2c 22 c3 a9 22 3a 31 7d'.padEnd(48), ascii: ',"..":1}' },
    ]);
  });

  it('puts fewer bytes on a row where there is less room', () => {
    const rows = decodeHex(utf8Encode('{"symbol"'), 8).rows(0, 10);
    assert.deepEqual(rows, [
      { offset: 0, label: '0000', hex: '7b 22 73 79 6d 62 6f 6c ', ascii: '{"symbol' },
      { offset: 8, label: '0008', hex: '22'.padEnd(24), ascii: '"' },
    ]);
  });

  it('gives the same rows in any window', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(16), fc.nat(16), (bytes, from, count) => {
        const view = decodeHex(bytes);
        const all = view.rows(0, view.rowCount);
        assert.equal(all.map((row) => row.hex.replaceAll(' ', '')).join(''), toHex(bytes));
        assert.deepEqual(view.rows(from, count), all.slice(from, from + count));
      }),
    );
  });

  it('finds the rows of a byte range at every offset', () => {
    const bytes = Uint8Array.from({ length: 50 }, (_, i) => i);
    for (let offset = 0; offset <= 52; offset++) {
      for (let count = 0; count <= 52; count++) {
        const last = Math.min(50, offset + count) - 1;
        const rows = hexRowsOf(bytes, offset, count);
        const expected =
          last < offset ? [] : decodeHex(bytes).rows(offset >> 4, (last >> 4) - (offset >> 4) + 1);
        assert.deepEqual(rows, expected, `${offset}+${count}`);
      }
    }
  });

  it('widens the offset column for large frames and makes only what is asked', () => {
    const bytes = new Uint8Array(64 * 1024 * 1024);
    const view = decodeHex(bytes);
    assert.equal(view.rowCount, 4 * 1024 * 1024);
    assert.equal(view.rows(view.rowCount - 1, 5)[0]?.label, '3fffff0');
    assert.equal(view.rows(0, 1)[0]?.label, '0000000');
  });
});
