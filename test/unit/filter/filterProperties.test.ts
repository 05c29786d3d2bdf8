import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { FilterNode } from '../../../src/model/filter/filterNode';
import { parseFilterTree } from '../../../src/model/filter/filterParser';
import { completions } from '../../../src/model/filter/completions';
import { highlightRanges } from '../../../src/model/filter/highlightRanges';
import { parseFilter } from '../../../src/model/filter/parseFilter';
import { printFilter, printText, quote } from '../../../src/model/filter/printFilter';
import { tokenizeForDisplay } from '../../../src/model/filter/tokenizeForDisplay';
import { messageOf } from './messageOf';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        ...'()"/\\!-:=<>~.,[]*?| \n\t0159abi'.split(''),
        ...[
          'size',
          'topic:',
          'json.',
          'json.a',
          'frame[1]',
          'time',
          'peer=',
          'dir:',
          'in',
          '0x',
          '0x0a',
          '..',
          '+4s',
        ],
        ...[
          '09:31',
          '2026-01-31',
          'T',
          'Z',
          'kB',
          'and',
          'or',
          'not',
          '&&',
          '||',
          'null',
          'true',
          'é',
          '😀',
          '…',
          '\ud800',
        ],
        ...[' and ', ' or ', ' not ', '"a b"', '/a/', '/a/i', '>='],
      ),
      { maxLength: 25 },
    )
    .map((pieces) => pieces.join('')),
);

const word = fc.oneof(
  fc.constantFrom(
    'AAPL',
    'and',
    'size',
    'json.x',
    '0x00',
    'a b',
    '-x',
    '!x',
    '/x/',
    '35=D',
    'a"b',
    'c\\d',
    '\n',
    'é',
    '(x)',
  ),
  fc.string({ minLength: 1, maxLength: 8 }),
);
const key = fc.constantFrom('price', 'odd key', 'a"b', 'é', '$x', 'a.b', '0', '');
const jsonValue = fc.oneof(
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value) => (Object.is(value, -0) ? '0' : String(value))),
  fc.constantFrom('true', 'false', 'null', 'AAPL'),
  word.map(quote),
);
const op = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const wordy = fc.constantFrom(':', '=', '!=', '~');
const term: fc.Arbitrary<string> = fc.oneof(
  word.map(printText),
  fc.constantFrom('/a|b/', '/[/"]x/i', '/\\/ y/', 'dir:in', 'dir!=out', 'dir:sent'),
  fc
    .tuple(
      fc.constantFrom('topic', 'peer'),
      wordy,
      fc.oneof(word.map(printText), fc.constantFrom('a*b?', '0x00ff', '/x y/i', '""')),
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('size', 'frames', 'row'), op, fc.nat().map(String))
    .map((parts) => parts.join(' ')),
  fc.constantFrom('size>=1.5kB', 'size:1kB..2MiB', 'row:5..', 'frames:..3'),
  fc.constantFrom(
    'time>=09:31:22.5',
    'time<+41.3s',
    'time:09:31..09:32',
    'time:+1m30s..',
    'time="2026-01-31 09:31"',
    'time:"2026-01-31 09:31..2026-02-01 00:00"',
    'time<=2026-01-31T09:31:22.123Z',
  ),
  fc
    .tuple(
      fc.constantFrom('frame', 'frame[1]', 'frame[-1]'),
      fc.constantFrom(':', '~'),
      fc.oneof(word.map(printText), fc.constantFrom('/x/', '0xff')),
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(
      fc.constantFrom('', 'frame[0].'),
      fc.array(
        fc.oneof(
          key.map((k) => `.${quote(k)}`),
          fc.constantFrom('[0]', '[-1]', '[*]', '.x'),
        ),
        { minLength: 1, maxLength: 4 },
      ),
      fc.oneof(
        fc.constant(''),
        jsonValue.filter((value) => /^["\d-]/.test(value)).chain((value) => op.map((o) => ` ${o} ${value}`)),
        jsonValue.map((value) => ` != ${value}`),
        fc.constantFrom(' ~ /a b/', ' ~ "x"', ' ~ x'),
      ),
    )
    .map(([frame, path, test]) => `${frame}json${path.join('')}${test}`),
);
const filterText = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    term,
    fc
      .tuple(tie('node'), fc.constantFrom(' ', ' and ', ' or ', ' && ', ' || '), tie('node'))
      .map((parts) => parts.join('')),
    tie('node').map((inner) => `(${inner})`),
    tie('node').map((inner) => `not ${inner}`),
    tie('node').map((inner) => `-(${inner})`),
  ),
})).node;

/** The tree without its positions. */
function shape(node: FilterNode): unknown {
  return JSON.parse(
    JSON.stringify(node, (name, value: unknown) => {
      if (name === 'from' || name === 'to') return undefined;
      return typeof value === 'number' ? `number ${Object.is(value, -0) ? 0 : value}` : value;
    }),
  );
}

const message = messageOf({
  frames: ['ticks.AAPL', '{"price":1,"x":[{"x":"a b"}],"odd key":null}', Uint8Array.of(0xff, 0, 0x41)],
  topicFrame: 0,
  peer: 'worker-1',
});

describe('the filter language', () => {
  it('reads any text without throwing, with every mistake inside of it', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, matchCase) => {
        const result = parseFilter(text, { matchCase });
        if (result.ok) {
          result.filter.matches(message);
          highlightRanges(result.filter, 'ticks.AAPL', 'topic');
          return;
        }
        assert.ok(result.errors.length > 0);
        for (const { from, to, message: said } of result.errors) {
          assert.ok(from >= 0 && from < to && to <= text.length, `${from} to ${to}`);
          assert.match(said, /\.$/);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('prints what reads back as the same tree', () => {
    fc.assert(
      fc.property(filterText, (text) => {
        const { root, scanner } = parseFilterTree(text);
        assert.deepEqual(scanner.errors, [], text);
        const printed = printFilter(root);
        const again = parseFilterTree(printed);
        assert.deepEqual(again.scanner.errors, [], printed);
        assert.deepEqual(shape(again.root), shape(root), printed);
        assert.equal(printFilter(again.root), printed);
      }),
      { numRuns: 2000 },
    );
  });

  it('prints whatever it takes from arbitrary text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { root, scanner } = parseFilterTree(text);
        if (scanner.errors.length > 0) return;
        assert.deepEqual(shape(parseFilterTree(printFilter(root)).root), shape(root), printFilter(root));
      }),
      { numRuns: 3000, examples: [['peer=\n<?']] },
    );
  });

  it('knows where each node stands', () => {
    const within = (node: FilterNode, length: number): void => {
      assert.ok(node.from >= 0 && node.from <= node.to && node.to <= length);
      if (node.kind === 'and' || node.kind === 'or') node.children.forEach((child) => within(child, node.to));
      if (node.kind === 'not') within(node.child, node.to);
    };
    fc.assert(fc.property(filterText, (text) => within(parseFilterTree(text).root, text.length)));
    const { root } = parseFilterTree('a  (size > 5 or "b c")');
    assert.ok(root.kind === 'and');
    assert.deepEqual(
      root.children.map(({ from, to }) => [from, to]),
      [
        [0, 1],
        [3, 22],
      ],
    );
  });

  it('colours every character but white space exactly once', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, filterText), (text) => {
        const seen = new Uint8Array(text.length);
        let end = 0;
        for (const { from, to } of tokenizeForDisplay(text)) {
          assert.ok(from >= end && to > from && to <= text.length, `${from} to ${to}`);
          seen.fill(1, from, to);
          end = to;
        }
        for (let i = 0; i < text.length; i++) assert.ok(seen[i] === 1 || /\s/.test(text[i] ?? ''), `at ${i}`);
      }),
      { numRuns: 3000, examples: [['/(/"a b"']] },
    );
  });

  it('colours a mistake-free filter without errors', () => {
    fc.assert(
      fc.property(filterText, (text) => tokenizeForDisplay(text).every(({ kind }) => kind !== 'error')),
    );
  });

  it('matches only messages that hold the required bytes', () => {
    const frame = fc.constantFrom(
      'ticks.AAPL',
      'a b',
      'c\\d',
      'AND',
      'aapl é',
      'x y',
      '{"x":"a b"}',
      'size',
      'é',
      '[/"]x/',
    );
    fc.assert(
      fc.property(filterText, fc.array(frame, { maxLength: 3 }), fc.boolean(), (text, frames, matchCase) => {
        const result = parseFilter(text, { matchCase });
        assert.ok(result.ok);
        const { requiredNeedle, matches } = result.filter;
        const view = messageOf({ frames, topicFrame: frames.length - 1 });
        if (!requiredNeedle || !matches(view)) return;
        assert.ok(requiredNeedle.indexIn(view.bytes, 0, view.bytes.length) >= 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds words as a search in the decoded text does', () => {
    const chars = fc.constantFrom('a', 'A', 'b', 'é', 'É', 'ж', 'Ж', '漢', '1', '{');
    const text = (maxLength: number, minLength = 0) =>
      fc.array(chars, { minLength, maxLength }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(
        text(3, 1),
        fc.array(text(8), { maxLength: 3 }),
        fc.boolean(),
        (needle, frames, matchCase) => {
          const fold = (value: string) => (matchCase ? value : value.toLowerCase());
          const result = parseFilter(quote(needle), { matchCase });
          assert.ok(result.ok);
          assert.equal(
            result.filter.matches(messageOf({ frames })),
            frames.some((value) => fold(value).includes(fold(needle))),
          );
        },
      ),
    );
  });

  it('completes at any caret without throwing, around the caret', () => {
    const context = {
      topics: ['ticks.AAPL', 'ticks.MSFT', 'a b', '0x00ff'],
      peers: ['w 1'],
      jsonPaths: ['price'],
    };
    fc.assert(
      fc.property(fc.oneof(anyText, filterText), fc.nat(80), (text, position) => {
        const caret = Math.min(position, text.length);
        for (const { from, to, label, insertText } of completions(text, caret, context)) {
          assert.ok(from >= 0 && from <= caret && caret <= to && to <= text.length, `${from} to ${to}`);
          assert.ok(label && insertText);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
