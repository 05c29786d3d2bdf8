import * as assert from 'node:assert/strict';
import { parseFilter } from '../../../src/model/filter/parseFilter';

function needle(text: string, matchCase = false): [string, boolean] | undefined {
  const result = parseFilter(text, { matchCase });
  assert.ok(result.ok, text);
  const found = result.filter.requiredNeedle;
  return found && [Buffer.from(found.bytes).toString(), found.ignoreCase];
}

describe('the needle that a filter requires', () => {
  it('is the longest text that every match holds', () => {
    assert.deepEqual(needle('AAPL'), ['aapl', true]);
    assert.deepEqual(needle('AAPL', true), ['AAPL', false]);
    assert.deepEqual(needle('AAPL ticks size>5'), ['ticks', true]);
    assert.deepEqual(needle('topic:ticks.* AA'), ['ticks.', true]);
    assert.deepEqual(needle('topic:*.AAPL'), ['.aapl', true]);
    assert.deepEqual(needle('/ticks\\.[A-Z]+/'), ['ticks.', false]);
    assert.deepEqual(needle('/ticks\\.[A-Z]+/i'), ['ticks.', true]);
    assert.deepEqual(needle('größe'), ['gr', true]);
    assert.deepEqual(needle('größe', true), ['größe', false]);
    assert.deepEqual(needle('漢字x'), ['漢字x', true]);
    assert.deepEqual(needle('frame[1]:0x414243'), ['ABC', false]);
  });

  it('is absent where no text is sure to be there', () => {
    for (const text of [
      '',
      'AAPL or MSFT',
      'not AAPL',
      'topic!=a',
      'peer:w',
      'json.price = 5',
      'dir:in',
      '/a|b/',
      'é',
      'topic:*',
      'topic:""',
    ]) {
      assert.equal(needle(text), undefined, text);
    }
  });
});
