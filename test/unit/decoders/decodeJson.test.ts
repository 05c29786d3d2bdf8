import assert from 'node:assert/strict';
import fc from 'fast-check';
import { utf8Encode } from '../../../src/base/bytes';
import { decodeJson } from '../../../src/model/decoders/decodeJson';
import type { TreeNode } from '../../../src/model/decoders/treeNode';
import { expectedPlain, plainValue } from './plainValue';

function rootOf(text: string): TreeNode {
  const decoded = decodeJson(utf8Encode(text));
  assert.ok(decoded.kind === 'json', decoded.kind === 'error' ? decoded.error : decoded.kind);
  return decoded.root;
}

function errorOf(text: string | Uint8Array): { error: string; offset?: number } {
  const decoded = decodeJson(typeof text === 'string' ? utf8Encode(text) : text);
  assert.ok(decoded.kind === 'error');
  return decoded;
}

describe('decodeJson', () => {
  it('reads every JSON document as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(undefined, 1, '\t'), (json, space) => {
        const value: unknown = JSON.parse(json);
        const root = rootOf(JSON.stringify(value, null, space));
        assert.deepEqual(readableKeys(plainValue(root)), readableKeys(expectedPlain(value)));
      }),
    );
  });

  it('accepts exactly what JSON.parse accepts, apart from NaN and Infinity', () => {
    const nearJson = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '\\',
        'a',
        '"k"',
        '0',
        '1',
        '-',
        '.',
        'e',
        ' ',
        'true',
        'null',
        '\\u00e9',
        '\n',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(nearJson, (parts) => {
        const text = parts.join('');
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        assert.equal(decodeJson(utf8Encode(text)).kind, valid ? 'json' : 'error', text);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps the digits of numbers beyond what a double holds', () => {
    const [exact, big, float, small] = rootOf(
      '[9007199254740991, 12345678901234567890123, 1.10, -0]',
    ).children();
    assert.deepEqual([exact?.kind, exact?.text], ['number', '9007199254740991']);
    assert.deepEqual([big?.kind, big?.text], ['bigint', '12345678901234567890123']);
    assert.deepEqual([float?.kind, float?.text], ['float', '1.10']);
    assert.deepEqual([small?.kind, small?.text], ['number', '-0']);
  });

  it('shows every member of a repeated key and marks them', () => {
    const members = rootOf('{"a":1,"b":2,"\\u0061":3}').children();
    assert.deepEqual(
      members.map((node) => [node.key?.text, node.text, node.note]),
      [
        ['a', '1', 'duplicate key'],
        ['b', '2', undefined],
        ['a', '3', 'duplicate key'],
      ],
    );
  });

  it('treats __proto__ and constructor as keys like any other', () => {
    const root = rootOf('{"__proto__":{"polluted":1},"constructor":2}');
    assert.deepEqual(
      root.children().map((node) => node.key?.text),
      ['__proto__', 'constructor'],
    );
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  it('reads children in windows anywhere in a long array', () => {
    const root = rootOf(`[${Array.from({ length: 1000 }, (_, i) => `{"i": ${i}}`).join(' , ')}]`);
    assert.equal(root.childCount, 1000);
    for (const from of [0, 63, 64, 65, 500, 998, 10, 999]) {
      const window = root.children(from, 2).map((node) => [node.key?.text, node.children()[0]?.text]);
      const expected = [from, from + 1].filter((i) => i < 1000).map((i) => [String(i), String(i)]);
      assert.deepEqual(window, expected);
    }
    assert.deepEqual(root.children(1000, 5), []);
  });

  it('says what is wrong and at which byte', () => {
    assert.deepEqual(errorOf('{"a" 1}'), {
      kind: 'error',
      decoder: 'json',
      error: 'Not JSON: "1" stands where ":" after the key should be (byte 5).',
      offset: 5,
    });
    assert.match(errorOf('{"é": tru}').error, /"t" stands where a value should be \(byte 7\)/);
    assert.match(errorOf('[1,2').error, /the text ends where "," or "\]" should be \(byte 4\)/);
    assert.match(errorOf('{"a":1} x').error, /something follows the value \(byte 8\)/);
    assert.match(errorOf('[01]').error, /must not start with 0 \(byte 1\)/);
    assert.match(errorOf('["\\x"]').error, /no known escape \(byte 2\)/);
    assert.match(errorOf('').error, /the text ends where a value should be \(byte 0\)/);
    assert.match(errorOf(Uint8Array.of(0x22, 0xff, 0x22)).error, /not valid UTF-8 \(byte 1\)/);
  });

  it('refuses nesting beyond 200 levels, and takes 200', () => {
    assert.equal(decodeJson(utf8Encode('['.repeat(200) + ']'.repeat(200))).kind, 'json');
    assert.match(errorOf('['.repeat(100_000)).error, /deeper than 200 levels \(byte 200\)/);
  });

  it('takes NaN, a trailing NUL and a byte order mark with a notice', () => {
    const decoded = decodeJson(utf8Encode('\ufeff{"a": NaN, "b": -Infinity}\0'));
    assert.ok(decoded.kind === 'json');
    assert.equal(
      decoded.notice,
      'Starts with a byte order mark. Ends with a NUL byte. NaN or Infinity at byte 9: not JSON by the standard.',
    );
    assert.deepEqual(
      decoded.root.children().map((node) => [node.kind, node.text]),
      [
        ['float', 'NaN'],
        ['float', '-Infinity'],
      ],
    );
  });

  it('shows a long string in part and gives it whole on request', () => {
    for (const unit of ['x', 'é', '😀', '\\', '\\"', '\u202e', '\n']) {
      const value = unit.repeat(5000);
      const node = rootOf(JSON.stringify([value])).children()[0];
      assert.ok(node);
      assert.ok(node.text.length <= 1000 && node.text.endsWith('…') && node.cut);
      assert.equal(node.fullText(), value);
    }
    const escaped = rootOf(`"${'a'.repeat(3995)}${'\\u00e9'.repeat(500)}"`);
    assert.ok(escaped.cut);
    assert.equal(escaped.fullText().length, 4495);
  });

  it('shows strings on one line with nothing hidden', () => {
    assert.equal(rootOf('"a\\nb\\u202e\\u0000"').text, '"a\\nb\\u202e\\u0000"');
    assert.equal(rootOf('"\\ud800"').text, '"\\ud800"');
  });
});

/** Keys are shown with hidden characters made visible, which JSON.parse does not do: compare them by their ASCII. Big integers as doubles. */
function readableKeys(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item === 'bigint') return Number(item);
    if (Array.isArray(item) && typeof item[0] === 'string' && item[0].startsWith('string:')) {
      return [item[0].replace(/[^ -~]|\\u[0-9a-f]{4}/g, ''), item[1]] as unknown;
    }
    return item;
  });
}
