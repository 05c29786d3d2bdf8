import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseRegex } from '../../../src/model/filter/regex/parseRegex';
import { RegexMatcher } from '../../../src/model/filter/regex/regexMatcher';
import { requiredLiteral } from '../../../src/model/filter/regex/regexNode';
import { compileRegex, mostInstructions, programSize } from '../../../src/model/filter/regex/regexProgram';

function matcher(source: string, ignoreCase = false): RegexMatcher {
  const parsed = parseRegex(source, ignoreCase);
  assert.ok(parsed.ok, `${source}: ${parsed.ok ? '' : parsed.fault.message}`);
  return new RegexMatcher(compileRegex(parsed.node));
}

function fault(source: string): [string, string] {
  const parsed = parseRegex(source, false);
  assert.ok(!parsed.ok, `${source} was accepted`);
  return [source.slice(parsed.fault.from, parsed.fault.to), parsed.fault.message];
}

const atom: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'A',
    'é',
    'É',
    'ж',
    '-',
    '1',
    '.',
    '\\d',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '\\.',
    '\\x61',
  ),
  fc.constantFrom(
    '[ab]',
    '[^a]',
    '[a-c1]',
    '[^\\w]',
    '[é-ü]',
    '[\\s\\S]',
    '\\u00e9',
    '[-a]',
    '[\\b]',
    '^',
    '$',
    '\\b',
    '\\B',
  ),
);
const regex = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => a + b),
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(?:${a}|${b})`),
    tie('any').map((a) => `(${a})`),
    fc
      .tuple(tie('any'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,}', '*?', '+?'))
      .map(([a, q]) => `(?:${a})${q}`),
  ),
})).any;
const subject = fc
  .array(fc.constantFrom('a', 'b', 'c', 'A', 'B', 'é', 'É', 'ж', 'Ж', '1', '_', '-', ' ', '\n', '.'), {
    maxLength: 12,
  })
  .map((chars) => chars.join(''));

describe('regular expressions of the filter', () => {
  it('match what ECMAScript matches', () => {
    fc.assert(
      fc.property(regex, subject, fc.boolean(), (source, text, ignoreCase) => {
        const expected = new RegExp(source, ignoreCase ? 'iu' : 'u').test(text);
        const ours = matcher(source, ignoreCase);
        const bytes = Buffer.from(`<<${text}>>`);
        assert.equal(ours.testText(text), expected);
        assert.equal(ours.testBytes(bytes, 2, bytes.length - 2), expected);
      }),
      { numRuns: 1500 },
    );
  });

  it('find ranges only where they match, apart from each other and inside the text', () => {
    fc.assert(
      fc.property(regex, subject, (source, text) => {
        const ours = matcher(source);
        let end = 0;
        for (const { from, to } of ours.findAll(text, 100)) {
          assert.ok(from >= end && to > from && to <= text.length);
          end = to;
        }
        const found = new RegExp(source, 'u').exec(text);
        if (found && found[0] !== '' && source.length === 1)
          assert.equal(ours.findAll(text, 1)[0]?.from, found.index);
      }),
    );
  });

  it('hold their required literal in every match', () => {
    fc.assert(
      fc.property(regex, subject, fc.boolean(), (source, text, ignoreCase) => {
        const parsed = parseRegex(source, ignoreCase);
        if (!parsed.ok || !matcher(source, ignoreCase).testText(text)) return;
        const literal = requiredLiteral(parsed.node, ignoreCase);
        assert.ok((ignoreCase ? text.toLowerCase() : text).includes(literal), `${literal} in ${text}`);
      }),
    );
    const parsed = parseRegex('(?:x|y)?ticks\\.(AAPL)+', true);
    assert.ok(parsed.ok);
    assert.equal(requiredLiteral(parsed.node, true), 'ticks.');
  });

  it('finds the longest match from the left', () => {
    assert.deepEqual(matcher('a+|b').findAll('xaaab', 10), [
      { from: 1, to: 4 },
      { from: 4, to: 5 },
    ]);
    assert.deepEqual(matcher('\\bb').findAll('ab b', 10), [{ from: 3, to: 4 }]);
    assert.deepEqual(matcher('^a').findAll('aa', 10), [{ from: 0, to: 1 }]);
    assert.deepEqual(matcher('a$').findAll('aa', 10), [{ from: 1, to: 2 }]);
    assert.deepEqual(matcher('😀').findAll('x😀y😀', 10), [
      { from: 1, to: 3 },
      { from: 4, to: 6 },
    ]);
  });

  it('take bytes that are not UTF-8 for one replacement character each', () => {
    const binary = Uint8Array.of(0x61, 0xff, 0xc3, 0x62, 0xed, 0xa0, 0x80);
    assert.ok(matcher('^a..b...$').testBytes(binary, 0, binary.length));
    assert.ok(matcher('\\ufffd').testBytes(binary, 0, binary.length));
    assert.ok(!matcher('\\ufffd').testBytes(binary, 0, 1));
  });

  it('ignore the case of letters beyond ASCII, but never across its border', () => {
    assert.ok(matcher('straße é', true).testText('STRAßE É'));
    assert.ok(matcher('[а-я]+', true).testText('ЖУК'));
    assert.ok(!matcher('k', true).testText('\u212a'));
    assert.ok(matcher('[^a]', true).testText('b'));
    assert.ok(!matcher('^[^a]+$', true).testText('A'));
  });

  it('need time in proportion to the text, whatever the expression', () => {
    const hostile = Buffer.alloc(1 << 20, 'a');
    for (const source of ['(a+)+$b', '(a|a)*b', '(a*)*b', 'a.*a.*a.*b', '(?:a?){30}b', '\\s+$', '.*.*=.*']) {
      const started = process.hrtime.bigint();
      assert.ok(!matcher(source).testBytes(hostile, 0, hostile.length));
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      assert.ok(seconds < 2, `${source} took ${seconds} s`);
    }
  });

  it('stay right when the cache of states overflows', () => {
    let random = 1;
    const letter = () => {
      random = (random * 1103515245 + 12345) % 0x80000000;
      return random & 0x10000 ? 'a' : 'b';
    };
    // Of the 2^14 states that such a text leads to, 1,000 are kept.
    const text = Array.from({ length: 3000 }, letter).join('');
    for (const source of ['a.{12}b.{3}aaaaaaaaa', 'a[ab]{13}c', '(?:a|b)*a(?:a|b){14}$']) {
      assert.equal(matcher(source).testText(text), new RegExp(source).test(text), source);
    }
  });

  it('say what is wrong and how to put it right', () => {
    const cases: [string, string, RegExp][] = [
      ['a)', ')', /closes no group\. Write \\\)/],
      ['(ab', '(', /not closed\. Add \)/],
      ['[ab', '[', /class is not closed/],
      ['*a', '*', /nothing here that \* could repeat/],
      ['a**', '*', /Two quantifiers/],
      ['^*', '*', /nothing here that \* could repeat/],
      ['{2}', '{2}', /nothing here that the count/],
      ['a{3,2}', '{3,2}', /smaller number comes first/],
      ['a{2000}', '{2000}', /count to 1000/],
      ['(?=a)b', '(?=', /Lookahead and lookbehind are not available/],
      ['(?<!a)b', '(?<', /Lookahead and lookbehind/],
      ['(?x)', '(?x', /unknown way/],
      ['(a)\\1', '\\1', /Backreferences/],
      ['\\p{L}', '\\p', /not available/],
      ['\\q', '\\q', /no meaning\. Write q/],
      ['a\\', '\\', /lone \\/],
      ['\\xg', '\\x', /two hex digits/],
      ['\\u12', '\\u', /four hex digits/],
      ['[z-a]', 'z-a', /upside down/],
      ['[\\d-z]', '\\d-z', /single characters/],
      ['\\01', '\\01', /Octal/],
    ];
    for (const [source, range, message] of cases) {
      const [underlined, said] = fault(source);
      assert.equal(underlined, range, source);
      assert.match(said, message, source);
    }
    assert.match(fault('('.repeat(50) + ')'.repeat(50))[1], /nest 40 deep/);
  });

  it('reject every text or accept it, and never throw', () => {
    const pieces = fc.array(fc.constantFrom(...'()[]{}?*+|\\^$.-abdwxu01,:=!<>'), { maxLength: 20 });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          pieces.map((p) => p.join('')),
        ),
        fc.boolean(),
        (source, i) => {
          const parsed = parseRegex(source, i);
          if (!parsed.ok) {
            const { from, to } = parsed.fault;
            assert.ok(from >= 0 && from <= to && to <= source.length);
          } else if (programSize(parsed.node) <= mostInstructions) {
            assert.ok(compileRegex(parsed.node).length <= programSize(parsed.node) + 1);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('count their size before they are written out', () => {
    const parsed = parseRegex('((a{1000}){1000}){1000}', false);
    assert.ok(parsed.ok);
    assert.ok(programSize(parsed.node) >= 1e9);
    const empty = parseRegex('((){1000}){1000}', false);
    assert.ok(empty.ok);
    assert.ok(compileRegex(empty.node).length < 10);
  });
});
