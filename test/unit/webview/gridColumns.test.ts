import assert from 'node:assert/strict';
import {
  type GridFacts,
  defaultColumns,
  shownColumns,
} from '../../../src/webview/inspector/grid/gridColumns';

const usual: GridFacts = {
  timeMode: 'relative',
  capturedMs: 60_000,
  lastRow: 500,
  hasTopics: true,
  gridWidth: 900,
  chosen: false,
};

function shown(facts: Partial<GridFacts>, columns = defaultColumns): Record<string, number> {
  return Object.fromEntries(
    shownColumns(columns, { ...usual, ...facts }).map(({ id, width }) => [id, width]),
  );
}

describe('the columns of the grid', () => {
  it('give way to the preview where there is little room, unless a person chose them', () => {
    const all = ['row', 'time', 'delta', 'direction', 'topic', 'frames', 'size', 'preview'];
    const fewer = all.filter((id) => id !== 'delta' && id !== 'frames');
    assert.deepEqual(Object.keys(shown({})), all);
    assert.deepEqual(Object.keys(shown({ gridWidth: 540 })), fewer);
    assert.deepEqual(Object.keys(shown({ gridWidth: 0 })), all, 'a width that is not known yet');
    assert.deepEqual(Object.keys(shown({ gridWidth: 540, chosen: true })), all);
    const dragged = defaultColumns.map((column) =>
      column.id === 'delta' ? { ...column, width: 90 } : column,
    );
    assert.equal(shown({ gridWidth: 540 }, dragged)['delta'], 90);
  });

  it('are as wide as their texts need', () => {
    const minute = 60_000;
    const times = [5, 59, 61, 599, 601].map((minutes) => shown({ capturedMs: minutes * minute })['time']);
    assert.deepEqual(times, [112, 112, 127, 127, 134]);
    assert.equal(shown({ timeMode: 'absolute' })['time'], 134);
    const rows = [9_999, 10_000, 999_999, 1_000_000].map((lastRow) => shown({ lastRow })['row']);
    assert.deepEqual(rows, [56, 70, 70, 92]);
  });

  it('stay as wide as they were dragged, and as hidden', () => {
    const columns = defaultColumns.map((column) => ({
      ...column,
      visible: column.id !== 'size',
      width: column.id === 'time' ? 60 : column.width,
    }));
    const found = shown({ hasTopics: false }, columns);
    assert.equal(found['time'], 60);
    assert.deepEqual(Object.keys(found), ['row', 'time', 'delta', 'direction', 'frames', 'preview']);
  });
});
