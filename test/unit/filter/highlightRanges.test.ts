import * as assert from 'node:assert/strict';
import { type HighlightField, highlightRanges } from '../../../src/model/filter/highlightRanges';
import { type FilterOptions, parseFilter } from '../../../src/model/filter/parseFilter';

/** The text with its highlighted parts in brackets. */
function marked(filter: string, text: string, field: HighlightField, options?: FilterOptions): string {
  const result = parseFilter(filter, options);
  assert.ok(result.ok, filter);
  let shown = '';
  let at = 0;
  for (const { from, to } of highlightRanges(result.filter, text, field)) {
    shown += `${text.slice(at, from)}[${text.slice(from, to)}]`;
    at = to;
  }
  return shown + text.slice(at);
}

describe('highlighted ranges', () => {
  it('mark words and expressions in every field', () => {
    for (const field of ['topic', 'preview', 'frame'] as const) {
      assert.equal(marked('aapl', 'AAPL and aapl', field), '[AAPL] and [aapl]');
      assert.equal(marked('/[A-Z]{4}/', 'AAPL aapl', field), '[AAPL] aapl');
    }
    assert.equal(marked('aapl', 'AAPL', 'topic', { matchCase: true }), 'AAPL');
    assert.equal(marked('été', 'xÉTÉx', 'frame'), 'x[ÉTÉ]x');
    assert.equal(marked('"a b"', 'A  a b', 'preview'), 'A  [a b]');
  });

  it('mark of a topic the prefix, the whole, or what the wildcards stand for', () => {
    assert.equal(marked('topic:ticks', 'ticks.ticks', 'topic'), '[ticks].ticks');
    assert.equal(marked('topic:ticks.*', 'ticks.AAPL', 'topic'), 'ticks.[AAPL]');
    assert.equal(marked('topic:*.AAPL', 'ticks.AAPL', 'topic'), '[ticks].AAPL');
    assert.equal(marked('topic:t*s.?APL', 'ticks.AAPL', 'topic'), 't[icks.A]APL');
    assert.equal(marked('topic:ticks.*', 'other', 'topic'), 'other');
    assert.equal(marked('topic:ticks.*', 'ticks.', 'topic'), 'ticks.');
    assert.equal(marked('topic=ticks.AAPL', 'ticks.AAPL', 'topic'), '[ticks.AAPL]');
    assert.equal(marked('topic~AA', 'ticks.AAPL', 'topic'), 'ticks.[AA]PL');
    assert.equal(marked('topic:/\\.A+/', 'ticks.AAPL', 'topic'), 'ticks[.AA]PL');
    assert.equal(marked('topic:0x00ab', '0x00abcd', 'topic'), '0x[00ab]cd');
    assert.equal(marked('topic:ticks', 'ticks', 'preview'), 'ticks');
    assert.equal(marked('topic:""', 'ticks', 'topic'), 'ticks');
  });

  it('mark strings that json values were compared with', () => {
    const body = '{"symbol":"AAPL","aapl":1}';
    assert.equal(marked('json.symbol = AAPL', body, 'preview'), '{"symbol":"[AAPL]","aapl":1}');
    assert.equal(marked('json.symbol ~ aapl', body, 'frame'), '{"symbol":"[AAPL]","[aapl]":1}');
    assert.equal(marked('json.symbol ~ /A+/', body, 'frame'), '{"symbol":"[AA]PL","aapl":1}');
    assert.equal(marked('json.symbol = AAPL', 'AAPL', 'topic'), 'AAPL');
    assert.equal(marked('json.aapl = 1', body, 'frame'), body);
  });

  it('join where terms overlap, and leave out what is negated', () => {
    assert.equal(marked('abc bcd x', 'abcd x', 'frame'), '[abcd] [x]');
    assert.equal(marked('a or (b -c)', 'abc', 'frame'), '[ab]c');
    assert.equal(marked('not a', 'a', 'frame'), 'a');
    assert.equal(marked('', 'a', 'frame'), 'a');
  });

  it('stay quick on hostile text', () => {
    const started = process.hrtime.bigint();
    marked('/a.*b|(a+)+c/ a aa', 'a'.repeat(200_000), 'frame');
    assert.ok(Number(process.hrtime.bigint() - started) / 1e9 < 2);
  });
});
