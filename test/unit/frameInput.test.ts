import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toHex, utf8Encode } from '../../src/base/bytes';
import { fromBase64, toBase64 } from '../../src/model/base64';
import {
  type FrameInputKind,
  frameInputKinds,
  frameInputOf,
  parseFrameInput,
} from '../../src/model/frameInput';

function hexOf(kind: FrameInputKind, value: string): string {
  const parsed = parseFrameInput({ kind, value });
  assert.ok(parsed.kind === 'bytes', JSON.stringify(parsed));
  return toHex(parsed.bytes);
}

/** The underlined text and the message. */
function mistakeOf(kind: FrameInputKind, value: string): [string, string] {
  const parsed = parseFrameInput({ kind, value });
  assert.ok(parsed.kind === 'mistakes', `parsed as ${parsed.kind}`);
  const [mistake] = parsed.mistakes;
  assert.ok(mistake);
  return [value.slice(mistake.from, mistake.to), mistake.message];
}

describe('parseFrameInput', () => {
  it('sends text as UTF-8, and nothing as an empty frame', () => {
    assert.equal(hexOf('text', 'é'), 'c3a9');
    assert.equal(hexOf('text', ''), '');
    assert.equal(hexOf('hex', ''), '');
    assert.equal(hexOf('base64', ''), '');
    assert.match(mistakeOf('json', '  ')[1], /choose text/);
  });

  it('keeps templates for whoever renders them, and literal braces as bytes', () => {
    assert.deepEqual(parseFrameInput({ kind: 'text', value: '{{seq}}' }), {
      kind: 'template',
      template: '{{seq}}',
    });
    assert.equal(hexOf('text', '{{{{'), toHex(utf8Encode('{{')));
    assert.equal(mistakeOf('text', 'x {{nope}}')[0], 'nope');
  });

  it('sends JSON as it was written', () => {
    assert.equal(hexOf('json', '{ "a": 1.10 }'), toHex(utf8Encode('{ "a": 1.10 }')));
  });

  it('names line and column of a JSON mistake', () => {
    assert.deepEqual(mistakeOf('json', '{\n  "é": 1,\n}'), [
      '}',
      'JSON, line 3, column 1: "}" stands where a key in double quotes should be.',
    ]);
    assert.deepEqual(mistakeOf('json', '["é😀", x]'), [
      'x',
      'JSON, line 1, column 9: "x" stands where a value should be.',
    ]);
    assert.deepEqual(mistakeOf('json', '{"a": NaN}'), [
      'N',
      'JSON, line 1, column 7: JSON has no NaN; use null or a string.',
    ]);
    assert.deepEqual(mistakeOf('json', '[1'), [
      '',
      'JSON, line 1, column 3: the text ends where "," or "]" should be.',
    ]);
  });

  it('checks JSON on a sample rendering and points into the template', () => {
    const value = '{"price": {{random 1 200}}, "id": "{{uuid}}", "at": {{now ms}}}';
    assert.deepEqual(parseFrameInput({ kind: 'json', value }), { kind: 'template', template: value });
    assert.deepEqual(mistakeOf('json', '{"id": "{{uuid}}", "n": {{seq}} !}'), [
      '!',
      'JSON, line 1, column 33: "!" stands where "," or "}" should be.',
    ]);
    assert.match(mistakeOf('json', '{"id": {{uuid}}}')[1], /column 8: a number must not start with 0/);
  });

  it('reads hex with 0x, white space, commas and colons', () => {
    for (const value of [
      'deadbeef',
      'DE AD be ef',
      '0xdeadbeef',
      '0xde, 0xAD, 0xbe, 0xef',
      'de:ad:be:ef',
      '0xde0xad0xbe0xef',
      'dead\nbeef\n',
    ]) {
      assert.equal(hexOf('hex', value), 'deadbeef', value);
    }
    assert.equal(hexOf('hex', '000x00'), '0000');
  });

  it('names place and fix of a hex mistake', () => {
    assert.deepEqual(mistakeOf('hex', 'de a'), [
      'a',
      'Hex, character 4: "a" has an odd number of digits. A byte takes two: write "0a".',
    ]);
    assert.equal(mistakeOf('hex', 'abc def')[0], 'abc');
    assert.deepEqual(mistakeOf('hex', 'de xy'), [
      'x',
      'Hex, character 4: "x" is not a hex digit. Use 0 to 9 and a to f, or send text.',
    ]);
    assert.equal(mistakeOf('hex', 'de 😀')[0], '😀');
    assert.deepEqual(mistakeOf('hex', '0x'), ['0x', 'Hex, character 1: digits must follow 0x.']);
  });

  it('names the place of a base64 mistake', () => {
    assert.deepEqual(mistakeOf('base64', 'AA*A'), ['*', 'Base64, character 3: "*" is not a base64 digit.']);
    assert.match(mistakeOf('base64', 'AAAAA')[1], /A single digit is left over/);
    assert.match(mistakeOf('base64', 'AB==')[1], /holds bits that make no byte/);
    assert.match(mistakeOf('base64', 'AA=')[1], /padding is incomplete/);
    assert.match(mistakeOf('base64', 'AA=A')[1], /Nothing may follow/);
    assert.match(mistakeOf('base64', 'A===')[1], /does not belong here/);
    assert.match(mistakeOf('base64', 'AAAA=')[1], /does not belong here/);
  });

  it('leaves files to who can read them', () => {
    assert.deepEqual(parseFrameInput({ kind: 'file', value: 'a b/c.bin' }), {
      kind: 'file',
      path: 'a b/c.bin',
    });
    assert.equal(mistakeOf('file', ' ')[1], 'Choose a file for this frame.');
  });

  it('refuses half characters instead of changing them', () => {
    assert.match(mistakeOf('text', 'ab\ud83d')[1], /^line 1, column 3: half of a character/);
  });

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...frameInputKinds),
        fc.oneof(fc.string({ unit: 'binary' }), fc.string()),
        (kind, value) => {
          const parsed = parseFrameInput({ kind, value });
          if (parsed.kind !== 'mistakes') return;
          assert.ok(parsed.mistakes.length > 0);
          for (const { from, to } of parsed.mistakes)
            assert.ok(0 <= from && from <= to && to <= value.length);
        },
      ),
    );
  });
});

describe('frameInputOf', () => {
  it('gives an input that sends the same bytes', () => {
    const frame = fc.oneof(
      fc.uint8Array(),
      fc.string({ unit: 'binary' }).map(utf8Encode),
      fc.json().map(utf8Encode),
      fc.constantFrom('{{seq}}', '{{{', '{"a":"{{"}').map(utf8Encode),
    );
    fc.assert(
      fc.property(frame, (bytes) => {
        const parsed = parseFrameInput(frameInputOf(bytes));
        assert.ok(parsed.kind === 'bytes');
        assert.equal(toHex(parsed.bytes), toHex(bytes));
      }),
    );
  });

  it('chooses the form that reads best', () => {
    assert.deepEqual(frameInputOf(utf8Encode('ticks.AAPL')), { kind: 'text', value: 'ticks.AAPL' });
    assert.deepEqual(frameInputOf(utf8Encode('{"a":1}')), { kind: 'json', value: '{"a":1}' });
    assert.deepEqual(frameInputOf(utf8Encode('{"a":NaN}')), { kind: 'text', value: '{"a":NaN}' });
    assert.deepEqual(frameInputOf(Uint8Array.of(1, 2)), { kind: 'hex', value: '01 02' });
    assert.deepEqual(frameInputOf(new Uint8Array(0)), { kind: 'text', value: '' });
  });
});

describe('base64', () => {
  it('reads and writes as Node does, in both alphabets', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
        for (const encoding of ['base64', 'base64url'] as const) {
          assert.deepEqual(fromBase64(Buffer.from(bytes).toString(encoding)), Uint8Array.from(bytes));
        }
      }),
    );
    assert.deepEqual(fromBase64(' aGVs\nbG8= '), utf8Encode('hello'));
  });
});
