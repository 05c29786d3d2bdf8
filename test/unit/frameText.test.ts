import assert from 'node:assert/strict';
import { Encoder } from 'cbor-x';
import fc from 'fast-check';
import { Packr } from 'msgpackr';
import { concatBytes, utf8Encode } from '../../src/base/bytes';
import {
  bytesOfShown,
  previewOf,
  previewOfJoined,
  showBytes,
  showRoutingId,
} from '../../src/model/frameText';
import {
  escapeHidden,
  findEscapes,
  isPlain,
  shorten,
  unescapeHidden,
  visibleLine,
} from '../../src/model/visibleText';

const packr = new Packr({ useRecords: false });

describe('showBytes', () => {
  it('shows plain text as it is and bytes in hex', () => {
    assert.equal(showBytes(utf8Encode('ticks.AAPL é 😀')), 'ticks.AAPL é 😀');
    assert.equal(showBytes(Uint8Array.of(0, 0x12, 0xab)), '0x0012ab');
    assert.equal(showBytes(utf8Encode('a\u202eb')), '0x61e280ae62', 'a third of it is hidden');
    assert.equal(showBytes(utf8Encode('C:\\new\\x')), 'C:\\new\\x');
    assert.equal(showBytes(utf8Encode('0x00')), '0x30783030');
    assert.equal(showBytes(new Uint8Array(0)), '');
  });

  it('escapes control characters in what is text for the most part', () => {
    assert.equal(showBytes(utf8Encode('ctl.\0\u0001 and more')), 'ctl.\\x00\\x01 and more');
    assert.equal(showBytes(utf8Encode('line\n')), 'line\\x0a');
    assert.equal(showBytes(utf8Encode('rtl.\u200fabc')), 'rtl.\\u200fabc');
    assert.equal(showBytes(utf8Encode('text \\x00')), 'text \\x5cx00', 'not the byte 0');
    assert.equal(showBytes(utf8Encode('a\0b')), '0x610062', 'a third are controls');
  });

  it('keeps the routing ids that libzmq makes in hex, also where their random bytes are text', () => {
    assert.equal(showRoutingId(Uint8Array.of(0, 0x6b, 0x42, 0x39, 0x66)), '0x006b423966');
  });

  it('gives names that lead back to the bytes', () => {
    const texts = fc.string({
      unit: fc.constantFrom('a', 'é', '😀', '\0', '\u200f', '\\', 'x', 'u', '0', 'c'),
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.string().map(utf8Encode), texts.map(utf8Encode)), (bytes) => {
        const shown = showBytes(bytes, 10_000);
        assert.deepEqual([...bytesOfShown(shown)], [...bytes], shown);
      }),
    );
  });

  it('gives different bytes different names', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), fc.uint8Array({ maxLength: 12 }), (a, b) => {
        if (Buffer.compare(a, b) !== 0) assert.notEqual(showBytes(a), showBytes(b));
      }),
    );
    assert.notEqual(showBytes(Uint8Array.of(0)), showBytes(utf8Encode('0x00')));
  });

  it('keeps to the length and to one line', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array(), fc.string({ unit: 'binary' }).map(utf8Encode)),
        fc.integer({ min: 1, max: 20 }),
        (bytes, max) => {
          const text = showBytes(bytes, max);
          assert.ok(text.length <= max && isPlain(text), text);
        },
      ),
    );
  });

  it('shows routing ids whole', () => {
    const id = Uint8Array.from({ length: 255 }, () => 0xff);
    assert.equal(showRoutingId(id), `0x${'ff'.repeat(255)}`);
    assert.equal(showRoutingId(utf8Encode('w'.repeat(255))), 'w'.repeat(255));
  });
});

describe('previewOf', () => {
  it('puts frames on one line', () => {
    const frames = ['{"a":1}', '', 'two\nlines\0'].map(utf8Encode);
    assert.equal(previewOf(frames), '{"a":1} │ ∅ │ two␊lines\\x00');
    assert.equal(previewOf([]), '');
  });

  it('shows MessagePack and CBOR as values, other bytes in hex', () => {
    const value = { temp: 21.5, unit: 'C', tags: [1, null, true] };
    const expected = '{"temp": 21.5, "unit": "C", "tags": [1, null, true]}';
    assert.equal(previewOf([packr.pack(value)]), expected);
    assert.equal(previewOf([new Encoder({ useRecords: false }).encode(value)]), expected);
    assert.equal(previewOf([Uint8Array.of(0xff, 0xad)]), '0xffad');
  });

  it('shows the start of a frame that was cut', () => {
    const packed = packr.pack({ name: 'sensor', values: [1, 2, 3] });
    assert.equal(previewOf([packed.subarray(0, 16)], 200, true), '{"name": "sensor", …');
    assert.equal(previewOf([utf8Encode('{"é":"é').subarray(0, 7)], 200, true), '{"é":"…');
  });

  it('is bounded and on one line for any frames', () => {
    const frame = fc.oneof(
      fc.uint8Array({ maxLength: 3000 }),
      fc.string({ unit: 'binary' }).map(utf8Encode),
      fc.object().map((value) => new Uint8Array(packr.pack(value))),
    );
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 5 }),
        fc.integer({ min: 1, max: 300 }),
        fc.boolean(),
        (frames, max, cut) => {
          const line = previewOf(frames, max, cut);
          assert.ok(line.length <= max && isPlain(line), JSON.stringify(line));
        },
      ),
    );
  });

  it('does not read a large frame whole', () => {
    const line = previewOf([new Uint8Array(64 * 1024 * 1024).fill(0x61)], 200);
    assert.equal(line, `${'a'.repeat(199)}…`);
  });

  it('takes frames that travel joined apart', () => {
    const joined = (...parts: Uint8Array[]): Uint8Array =>
      concatBytes(parts.flatMap((part, i) => (i === 0 ? [part] : [Uint8Array.of(0x1f), part])));
    const [a, b] = ['{"a":1}', 'b'].map(utf8Encode) as [Uint8Array, Uint8Array];
    assert.equal(previewOfJoined(joined(a, b), 2), '{"a":1} │ b');
    assert.equal(previewOfJoined(joined(new Uint8Array(0), a), 2), '∅ │ {"a":1}');
    assert.equal(previewOfJoined(joined(a, b).subarray(0, 5), 2, 200, true), '{"a":…');
    assert.equal(previewOfJoined(Uint8Array.of(0xff, 0x1f, 0xfe, 0x1f), 2), '0xff1ffe1f');
    assert.equal(previewOfJoined(a, 1), '{"a":1}');
    assert.equal(previewOfJoined(new Uint8Array(0), 0), '');
    assert.equal(previewOfJoined(new Uint8Array(0), 1), '∅');
  });
});

describe('visibleLine', () => {
  it('leaves nothing hidden', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.ok(isPlain(visibleLine(text)))));
    assert.equal(visibleLine('a\0\u007f\u0085\ufeff\ud800'), 'a␀␡\\u0085\\ufeff\\ud800');
    assert.equal(visibleLine('👩‍👧'), '👩‍👧');
  });
});

describe('escapeHidden', () => {
  it('leaves nothing hidden, and gives the text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeHidden(text);
        assert.ok(isPlain(escaped), escaped);
        assert.equal(unescapeHidden(escaped), text);
      }),
    );
    assert.deepEqual(findEscapes('a\\x00b\\u200f'), [
      { from: 1, to: 5 },
      { from: 6, to: 12 },
    ]);
  });
});

describe('shorten', () => {
  it('never cuts through a character', () => {
    assert.equal(shorten('ab😀', 4), 'ab😀');
    assert.equal(shorten('ab😀d', 4), 'ab…');
    assert.equal(shorten('ab', 1), '…');
  });
});
