import assert from 'node:assert/strict';
import { rowChoices } from '../../../src/host/commands/rowChoices';
import { countedRows } from '../../../src/host/inspector/countedRows';
import type { ViewStatus } from '../../../src/protocol/capture';

const timeRange = { fromMs: 1_700_000_000_000, toMs: 1_700_000_001_000 };
const times = { fromTime: '2023-11-14T22:13:20.000Z', toTime: '2023-11-14T22:13:21.000Z' };
const counted = { filter: 'price', matchCase: false, timeRange, shown: 8804, kept: 303_726 };

describe('the rows that a command can be about', () => {
  it('are all where nothing is set', () => {
    assert.deepEqual(rowChoices({}), [{ what: 'all', rows: {}, count: undefined }]);
  });

  it('are first what shows, by filter and time range together, with the counts that are known', () => {
    const choices = rowChoices({ filter: 'price', matchCase: false, timeRange, counted });
    assert.deepEqual(
      choices.map(({ what, rows, count }) => ({ what, rows, count })),
      [
        { what: 'shown', rows: { filter: 'price', matchCase: false, ...times }, count: 8804 },
        { what: 'all', rows: {}, count: 303_726 },
        { what: 'filter', rows: { filter: 'price', matchCase: false }, count: undefined },
        { what: 'timeRange', rows: times, count: undefined },
      ],
    );
  });

  it('are first what the filter lets through, or the time range, where only one is set', () => {
    assert.deepEqual(
      rowChoices({ filter: 'price' }).map(({ what }) => what),
      ['filter', 'all'],
    );
    const ranged = rowChoices({ timeRange, counted: { ...counted, filter: '' } });
    assert.deepEqual(
      ranged.map(({ what, count }) => [what, count]),
      [
        ['timeRange', 8804],
        ['all', 303_726],
      ],
    );
  });

  it('have no count that was made by another filter or time range', () => {
    const countOf = (state: Parameters<typeof rowChoices>[0]) => rowChoices(state)[0]?.count;
    assert.equal(countOf({ filter: 'prices', timeRange, counted }), undefined);
    assert.equal(countOf({ filter: 'price', matchCase: true, timeRange, counted }), undefined);
    assert.equal(
      countOf({ filter: 'price', timeRange: { ...timeRange, toMs: timeRange.toMs + 1 }, counted }),
      undefined,
    );
  });

  it('are not what a filter tells that cannot be read', () => {
    assert.deepEqual(
      rowChoices({ filter: 'size>' }).map(({ what }) => what),
      ['all'],
    );
  });

  it('are the selected ones as far as they show, and how many these are', () => {
    const selectedRange = { from: 10, to: 20 };
    assert.deepEqual(rowChoices({ filter: 'price', selectedRange, selectedCount: 5 })[2], {
      what: 'selected',
      rows: { filter: 'price', matchCase: undefined, from: 10, to: 20 },
      count: 5,
    });
    assert.equal(rowChoices({ filter: 'price', selectedRange })[2]?.count, undefined);
    assert.equal(rowChoices({ selectedRange })[1]?.count, 10);
  });
});

describe('what an inspector counted', () => {
  const status = { count: 7, scanned: 1, frozen: false, ledger: { kept: 20 } } as ViewStatus;

  it('goes with the filter that is in force', () => {
    const { shown, kept, filter, timeRange: range } = countedRows(status, { filter: 'a', timeRange });
    assert.deepEqual({ shown, kept, filter, range }, { shown: 7, kept: 20, filter: 'a', range: timeRange });
  });

  it('is not known while it is being counted or paused', () => {
    assert.equal(countedRows({ ...status, scanned: 0.5 }, undefined).shown, undefined);
    assert.equal(countedRows({ ...status, frozen: true }, undefined).shown, undefined);
  });
});
