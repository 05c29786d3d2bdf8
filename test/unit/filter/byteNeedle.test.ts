import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ByteNeedle } from '../../../src/model/filter/byteNeedle';

const bytes = (maxLength: number, minLength = 0) =>
  fc
    .array(fc.constantFrom(0x00, 0x41, 0x42, 0x61, 0x62, 0x5b, 0x7b, 0xff), { minLength, maxLength })
    .map((values) => Uint8Array.from(values));

describe('ByteNeedle', () => {
  it('finds what Buffer.indexOf finds, within its bounds', () => {
    fc.assert(
      fc.property(bytes(30), bytes(4, 1), fc.nat(30), fc.nat(30), (haystack, needle, a, b) => {
        const [from, to] = [Math.min(a, b, haystack.length), Math.min(Math.max(a, b), haystack.length)];
        const within = Buffer.from(haystack.subarray(from, to)).indexOf(needle);
        assert.equal(
          new ByteNeedle(needle, false).indexIn(haystack, from, to),
          within < 0 ? -1 : from + within,
        );
      }),
    );
  });

  it('finds the first of several in a long haystack, wherever they lie', () => {
    const length = 40_000;
    const places = fc.array(fc.nat(length), { maxLength: 6 });
    const needles = fc.constantFrom('zebra', 'b', 'aa', 'abab', 'aaaaaaaaaaaaaaaaaaaa');
    fc.assert(
      fc.property(places, needles, fc.nat(length), fc.nat(length), (at, needle, a, b) => {
        const haystack = Buffer.alloc(length, 'abacada-');
        for (const place of at) haystack.write(needle, Math.max(0, place - needle.length), 'latin1');
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const within = haystack.subarray(from, to).indexOf(needle);
        assert.equal(
          new ByteNeedle(Buffer.from(needle), false).indexIn(haystack, from, to),
          within < 0 ? -1 : from + within,
        );
      }),
    );
  });

  it('ignores the case of ASCII letters and of nothing else', () => {
    fc.assert(
      fc.property(bytes(30), bytes(4, 1), (haystack, needle) => {
        const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
        const expected = lower(Buffer.from(haystack).toString('latin1')).indexOf(
          lower(Buffer.from(needle).toString('latin1')),
        );
        assert.equal(new ByteNeedle(needle, true).indexIn(haystack, 0, haystack.length), expected);
      }),
    );
    const bracket = new ByteNeedle(Uint8Array.of(0x5b), true);
    assert.equal(bracket.indexIn(Uint8Array.of(0x7b), 0, 1), -1);
  });

  it('compares at a position', () => {
    const needle = new ByteNeedle(Buffer.from('Ab'), true);
    const haystack = Buffer.from('xaBx');
    assert.ok(needle.isAt(haystack, 1, 4));
    assert.ok(!needle.isAt(haystack, 0, 4));
    assert.ok(!needle.isAt(haystack, 1, 2));
  });
});
