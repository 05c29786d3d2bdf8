import * as assert from 'node:assert/strict';
import { matches, type Frame } from './messageOf';

const body = JSON.stringify({
  symbol: 'AAPL',
  price: 184.27,
  volume: '300',
  ok: true,
  x: null,
  date: '2026-01-31',
  'odd key': { 'a"b': 1 },
  book: { bids: [{ px: 1.5 }, { px: 1.25 }], asks: [] },
  é: 'ü',
});

function check(
  filters: Readonly<Record<string, boolean>>,
  frames: readonly Frame[] = ['ticks.AAPL', body],
): void {
  for (const [filter, expected] of Object.entries(filters)) {
    assert.equal(matches(filter, frames), expected, filter);
  }
}

describe('json terms of a filter', () => {
  it('compare numbers', () => {
    check({
      'json.price > 100': true,
      'json.price>100': true,
      'json.price = 184.27': true,
      'json.price:184.27': true,
      'json.price != 184.27': false,
      'json.price < 1e2': false,
      'json.price >= -5': true,
      'json.price <= 184.27': true,
      'json.symbol > 100': false,
      'json.symbol != 100': true,
      'json.missing != 100': false,
      'not json.missing = 100': true,
    });
  });

  it('take strings that hold a number for numbers, as many feeds write them', () => {
    check({
      'json.volume > 100': true,
      'json.volume = 300': true,
      'json.volume = "300"': true,
      'json.volume = "300.0"': false,
    });
  });

  it('compare strings exactly and in order', () => {
    check({
      'json.symbol = "AAPL"': true,
      'json.symbol = AAPL': true,
      'json.symbol = "aapl"': false,
      'json.symbol != "MSFT"': true,
      'json.date >= "2026-01-01"': true,
      'json.date < 2026-01-31': false,
      'json.price = "184.27"': false,
    });
  });

  it('search strings with ~', () => {
    check({
      'json.symbol ~ /^AA/': true,
      'json.symbol ~ /^aa/': false,
      'json.symbol ~ /^aa/i': true,
      'json.symbol ~ apl': true,
      'json.symbol =~ "PL"': true,
      'json.price ~ /184/': false,
    });
    assert.ok(!matches('json.symbol ~ apl', [body], { matchCase: true }));
  });

  it('compare true, false and null, and ask for existence', () => {
    check({
      'json.ok = true': true,
      'json.ok != true': false,
      'json.ok = false': false,
      'json.ok = "true"': false,
      'json.x = null': true,
      'json.x != null': false,
      'json.price = null': false,
      'json.book': true,
      'json.x': true,
      'json.missing': false,
      'json.toString': false,
      'json.__proto__': false,
      'json.book and json.ok': true,
    });
  });

  it('follow paths through keys, indexes and all elements', () => {
    check({
      'json.book.bids[0].px = 1.5': true,
      'json.book.bids[-1].px = 1.25': true,
      'json.book.bids[2].px': false,
      'json.book.bids[*].px < 1.3': true,
      'json.book.asks[*]': false,
      'json.book[*][0].px = 1.5': true,
      'json["odd key"]': true,
      'json."odd key"."a\\"b" = 1': true,
      'json.é = ü': true,
      'json.book.bids.length': false,
      'json.symbol.length': false,
    });
    check({ 'json[1] = 2': true, 'json[0].a': false, 'json[*].b': true }, ['[{"b":1},2]']);
  });

  it('look at every frame, or at one', () => {
    check(
      { 'json.a = 2': true, 'json.b = 1': true, 'frame[0].json.a = 2': false, 'frame[-1].json.a=2': true },
      ['{"a":1,"b":1}', '{"a":2}'],
    );
  });

  it('leave alone what is no JSON object or array', () => {
    for (const frame of [
      'price',
      '"price"',
      '5',
      '{"price":',
      '{"price"}',
      '',
      '{',
      '[]x',
      Uint8Array.of(0x7b, 0xff, 0x7d),
    ]) {
      check({ 'json.price': false, 'json.price > 1': false, 'not json.price': true }, [frame]);
    }
    check({ 'json.price': true }, [' \r\n{"price":1}\n']);
  });

  it('find keys that are written with escapes', () => {
    check({ 'json.price = 5': true, 'json.other': false }, ['{"\\u0070rice":5}']);
  });

  it('read a deep or long frame without harm', () => {
    check({ 'json.price': false }, ['['.repeat(200_000) + '"price"' + ']'.repeat(200_000)]);
    check({ 'json.price': false }, [`{"price":"${'x'.repeat(1 << 20)}"}`]);
  });
});
