import assert from 'node:assert/strict';
import { filterText } from '../../../src/model/filter/typedFilter';
import { checkFilter } from '../../../src/webview/inspector/filter/filterRequest';
import { defaultState, restoreState } from '../../../src/webview/inspector/inspectorSettings';

describe('the filter as typed', () => {
  const state = (filter: string, regex = false) => ({ ...defaultState, filter, regex });

  it('goes to the engine without the space around it', () => {
    assert.equal(filterText(state('  size>1 ')), 'size>1');
  });

  it('is one expression while the toggle is on, slashes and all', () => {
    assert.equal(filterText(state('a/b\\/c\\d+', true)), '/a\\/b\\/c\\d+/i');
    assert.equal(filterText({ ...state('a+', true), matchCase: true }), '/a+/');
    assert.equal(filterText(state('', true)), '');
    assert.ok('filter' in checkFilter(state('a/(b|c)', true)));
  });

  it('has its mistakes where they were typed', () => {
    const plain = checkFilter(state('  topc:x'));
    assert.ok('mistakes' in plain);
    assert.deepEqual([plain.mistakes[0]?.from, plain.mistakes[0]?.to], [2, 6]);
    const regex = checkFilter(state('a(', true));
    assert.ok('mistakes' in regex);
    for (const { from, to } of regex.mistakes) assert.ok(from >= 0 && from <= to && to <= 2);
  });
});

describe('restoreState', () => {
  it('takes nothing, rubbish and what an older version saved', () => {
    assert.deepEqual(restoreState(undefined), defaultState);
    assert.deepEqual(restoreState('rubbish'), defaultState);
    const restored = restoreState({
      filter: 'x',
      columns: [{ id: 'topic', visible: false, width: 99_999 }, { id: 'gone' }],
    });
    assert.equal(restored.filter, 'x');
    assert.equal(restored.columns.length, defaultState.columns.length);
    const topic = restored.columns.find(({ id }) => id === 'topic');
    assert.deepEqual(topic, { id: 'topic', visible: false, width: 4000 });
  });
});
