import * as assert from 'node:assert/strict';
import { parseFilter } from '../../../src/model/filter/parseFilter';
import { mistakes } from './messageOf';

/** Filter, what is underlined, and the sentence. */
const cases: readonly [string, string, string | RegExp][] = [
  // numbers
  ['size>big', 'big', 'size needs a number, such as size>100 or size>=1kB.'],
  ['size>', '>', 'A value is missing after size. Write one, such as size>=1kB.'],
  ['size> and x', '>', /A value is missing after size/],
  ['(size>)', '>', /A value is missing after size/],
  ['size>=1kg', '1kg', 'kg is no unit of size. Use B, kB, MB, GB, KiB, MiB or GiB, such as size>=1kB.'],
  ['size>1,000', '1,000', 'Write the number without commas: 1000.'],
  ['size>-1', '-1', /size is never negative/],
  ['size>9999999GB', '9999999GB', /cannot be this large/],
  ['size~5', '~', 'size cannot be compared with ~. Use : = != < <= > >=, such as size>=1kB.'],
  ['size:100..1', '100..1', 'This range ends before it begins. Write size:1..100.'],
  ['size:..', '..', /number at one end/],
  ['size>1..2', '1..2', /size needs a number/],
  ['frames=2.5', '2.5', 'frames needs a whole number, such as frames=2 or frames>1.'],
  ['frames=2kB', '2kB', 'frames has no unit. Write 2 alone.'],
  ['row>=x', 'x', /row needs a number/],
  // operators of other languages
  ['size=>5', '=>', 'There is no operator =>. Write >=.'],
  ['size=<5', '=<', 'There is no operator =<. Write <=.'],
  ['size<>5', '<>', 'There is no operator <>. Write !=.'],
  ['json.a !~ /x/', '!~', 'There is no operator !~. Put not in front of the term and write ~.'],
  ['> 5', '>', /Nothing stands before > that it could compare/],
  ['a :', 'a', /There is no field a/],
  // text patterns
  ['topic>a', '>', 'topic cannot be compared with >. Use : = != ~, such as topic:ticks.*.'],
  ['topic:', ':', 'A value is missing after topic. Write one, such as topic:ticks.*.'],
  ['topic:(a or b)', ':', /A value is missing after topic/],
  ['topic:0x0', '0x0', 'Bytes are pairs of hex digits, such as 0x00ff. If this is text, put it in quotes.'],
  ['peer:0xyz', '0xyz', /pairs of hex digits/],
  ['dir:up', 'up', 'A direction is in (or received) or out (or sent). Write dir:in or dir:out.'],
  ['dir>in', '>', /dir cannot be compared with >/],
  ['frame=2', '=', /For the number of frames write frames=2/],
  ['frame[1]', 'frame[1]', /Say what the frame contains, such as frame\[1\]:text/],
  ['frame[1].size>5', 'frame[1].size>5', /Say what the frame contains/],
  ['frame[0]:""', '""', /nothing between the quotes/],
  // quotes and expressions
  ['"abc', '"abc', 'This quote is not closed. Add " where the text ends.'],
  ['x ""', '""', 'There is nothing between the quotes. Write the text to look for.'],
  ['"a"b', 'b', 'Put a space after the closing quote.'],
  ['"a""b"', '"b"', /For a quote within quotes write \\"/],
  ['a"b c"', 'a"b c"', /A quote stands within a word/],
  ['topic:a"b"', '"b"', /quote the whole value/],
  ['/abc', '/abc', /This expression is not closed\. Add \/ where it ends\./],
  ['/usr/bin', '/usr/bin', /only i may follow.*put the text in quotes/],
  ['//', '//', /nothing between the slashes/],
  ['x /a(b/ y', '(', /This group is not closed/],
  ['topic:/[z-a]/', 'z-a', /upside down/],
  ['/(a{100}){100}/', '/(a{100}){100}/', /too large/],
  ['/(?=x)/', '(?=', /Lookahead/],
  // times
  ['time>25:00', '25:00', 'There is no hour 25. Hours go from 00 to 23.'],
  ['time>09:60', '09:60', /no minute 60/],
  ['time>09:30:60', '09:30:60', /no second 60/],
  ['time>9:3', '9:3', /hours:minutes/],
  ['time>2026-02-30', '2026-02-30', 'There is no day 2026-02-30 in the calendar.'],
  ['time>2026-1-1', '2026-1-1', /A date is year-month-day/],
  ['time>2026-01-01T25:00', '2026-01-01T25:00', /no hour 25/],
  ['time>-5s', '-5s', /Write them with \+/],
  ['time>41.3s', '41.3s', 'Write + in front of a time after the first message: +41.3s.'],
  ['time>+5days', '+5days', /h, m, s, ms or us/],
  ['time>noon', 'noon', 'A time looks like 09:31:22.5, +41.3s or 2026-01-31T09:31.'],
  ['time:+5s..09:31', '+5s..09:31', /same kind/],
  ['time:2026-01-01Z..2026-01-02', '2026-01-01Z..2026-01-02', /A date is/],
  ['time:2026-01-01T00:00Z..2026-01-02T00:00', '2026-01-01T00:00Z..2026-01-02T00:00', /same kind/],
  ['time:+9s..+5s', '+9s..+5s', 'This range ends before it begins. Write time:+5s..+9s.'],
  ['time:..', '..', /time at one end/],
  ['time~5', '~', /time cannot be compared with ~/],
  // json
  ['json.', '.', 'A key is missing after the dot. Write one, such as json.price.'],
  ['json.*', '.', /Write \[\*\] for every element/],
  ['json.a[x] = 1', '[', /An index is a number or \*/],
  ['json.a[0 = 1', '[0', /not closed\. Add \]/],
  ['json."a = 1', '."a = 1', /quote of this key is not closed/],
  ['json.a/b = 1', '/b', '/ cannot stand here in a path. Quote a key that has it: json."a/b".'],
  ['json.a[0]x', 'x', 'x cannot stand here in a path. Put a dot before a key.'],
  ['json = 5', 'json', /Name a key of the JSON/],
  ['json.a >', '>', /A value is missing here/],
  ['json.a = /x/', '/x/', /Expressions are compared with ~/],
  ['json.a > true', 'true', 'true has no order. Compare it with = or !=, or put it in quotes.'],
  // fields
  [
    'sise>100',
    'sise',
    'There is no field sise. Did you mean size? To search for the text itself, put it in quotes.',
  ],
  ['topics:x', 'topics', /Did you mean topic\?/],
  [
    'price > 100',
    'price',
    'There is no field price. For a key in JSON write json.price. To search for the text itself, put it in quotes.',
  ],
  ['book.bids[0] = 1', 'book.bids[0]', /write json\.book\.bids\[0\]\./],
  ['http://x', 'http', /The fields are topic, dir, size, frames, peer, time, row, frame, json\./],
  // connectives
  ['a and', 'and', 'Nothing follows and. Put a term there, or write "and" for the word itself.'],
  ['or a', 'or', 'Nothing stands before or. Put a term there, or write "or" for the word itself.'],
  ['a or or b', 'or', /Nothing follows or/],
  ['a and and b', 'and', /Nothing follows and/],
  ['and', 'and', /Nothing stands before and/],
  ['not', 'not', /Nothing follows not/],
  ['a not and b', 'not', /Nothing follows not/],
  ['a !', '!', /Nothing follows !/],
  // brackets
  ['(a', '(', 'This bracket is not closed. Add ) where it ends, or put it in quotes.'],
  ['a)', ')', 'This bracket closes nothing. Remove it, or put it in quotes.'],
  ['a () b', '()', 'There is nothing between the brackets. Put a term there.'],
];

describe('mistakes in a filter', () => {
  for (const [filter, underlined, message] of cases) {
    it(`${filter}  ->  ${underlined}`, () => {
      const found = mistakes(filter);
      assert.ok(found.length > 0, 'no mistake was found');
      const [first] = found;
      if (typeof message === 'string') assert.deepEqual(first, [underlined, message]);
      else assert.match(first?.[1] ?? '', message);
      assert.equal(first?.[0], underlined);
      assert.equal(found.length, 1, JSON.stringify(found));
    });
  }

  it('are all found at once, in the order of the text', () => {
    assert.deepEqual(
      mistakes('size>x (dir:up or sise=1) and /a(/ topic: ').map(([underlined]) => underlined),
      ['x', 'up', 'sise', '(', ':'],
    );
  });

  it('names of fields without an operator are plain words', () => {
    for (const text of [
      'size',
      'topic time',
      'json',
      'frame',
      'dir (row)',
      'json.price',
      'ticks-AAPL=5',
      '35=D',
    ]) {
      assert.deepEqual(mistakes(text), [], text);
    }
  });

  it('a filter of 4,096 characters is taken, a longer one is not', () => {
    assert.ok(parseFilter('x'.repeat(4096)).ok);
    const result = parseFilter('x'.repeat(5000));
    assert.ok(!result.ok);
    assert.deepEqual(result.errors, [
      { from: 4096, to: 5000, message: 'A filter may have 4096 characters at most. Shorten it.' },
    ]);
  });

  it('brackets and negations nest 64 deep', () => {
    assert.deepEqual(mistakes('('.repeat(64) + 'x' + ')'.repeat(64)), []);
    for (const deep of [
      '('.repeat(65) + 'x' + ')'.repeat(65),
      'not '.repeat(65) + 'x',
      '!'.repeat(4000) + 'x',
      '('.repeat(4000),
    ]) {
      const found = mistakes(deep);
      assert.equal(found.length, 1);
      assert.match(found[0]?.[1] ?? '', /nest 64 deep/);
    }
  });

  it('are counted to twenty', () => {
    assert.equal(mistakes('size>x '.repeat(100)).length, 20);
  });
});
