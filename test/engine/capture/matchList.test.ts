import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { MatchList } from '../../../src/engine/capture/matchList';

function rowsOf(list: MatchList): number[] {
  return Array.from({ length: list.count }, (_, position) => list.rowAt(position));
}

const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('older' as const), step: fc.integer({ min: 1, max: 9 }) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('newer' as const), step: fc.integer({ min: 1, max: 9 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('dropBefore' as const),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('dropRange' as const),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat(40),
      }),
    },
  ),
  { maxLength: 200 },
);

describe('the list of matches', () => {
  it('is what a plain sorted list would be', () => {
    fc.assert(
      fc.property(steps, (actions) => {
        const base = 100_000;
        const list = new MatchList(base);
        let model: number[] = [];
        let low = base;
        let high = base - 1;
        for (const action of actions) {
          if (action.kind === 'older') {
            low -= action.step;
            list.addOlder(low);
            model.unshift(low);
          } else if (action.kind === 'newer') {
            high += action.step;
            list.addNewer(high);
            model.push(high);
          } else {
            const from = Math.floor(low + action.at * (high - low));
            if (action.kind === 'dropBefore') {
              list.dropBefore(from);
              model = model.filter((row) => row >= from);
            } else {
              list.dropRange(from, from + action.length);
              model = model.filter((row) => row < from || row >= from + action.length);
            }
          }
          assert.equal(list.count, model.length);
        }
        assert.deepEqual(rowsOf(list), model);
        for (const row of [low - 1, low, base, high, high + 1]) {
          assert.equal(list.lowerBound(row), model.filter((other) => other < row).length);
        }
      }),
    );
  });

  it('goes on beyond four thousand million rows', () => {
    const list = new MatchList(5);
    list.addOlder(2);
    const far = [2 ** 32 - 1, 2 ** 32 + 4, 2 ** 32 + 5, 2 ** 33];
    for (const row of far.slice(0, 2)) list.addNewer(row);
    assert.deepEqual(rowsOf(list), [2, ...far.slice(0, 2)]);
    list.dropBefore(far[1]!);
    for (const row of far.slice(2)) list.addNewer(row);
    assert.deepEqual(rowsOf(list), far.slice(1));
    list.dropBefore(2 ** 40);
    list.addNewer(2 ** 41);
    assert.deepEqual(rowsOf(list), [2 ** 41]);
  });
});
