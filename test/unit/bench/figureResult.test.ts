import assert from 'node:assert/strict';
import { isWithin, jsonLine, tableOf, type FigureResult } from '../../../scripts/figureResult';
import { median, percentile } from '../../bench/support/statistics';

const ratio: FigureResult = {
  name: 'receive',
  value: 212_345.6,
  unit: 'msg/s',
  ratio: 0.953,
  target: { atLeast: 0.9 },
  ok: true,
};
const time: FigureResult = {
  name: 'ready',
  value: 61.25,
  unit: 'ms',
  ratio: null,
  target: { below: 50 },
  ok: false,
};

describe('figures of the benchmark', () => {
  it('keep within a bound that is a least or an upper limit', () => {
    assert.equal(isWithin({ atLeast: 0.9 }, 0.9), true);
    assert.equal(isWithin({ atLeast: 0.9 }, 0.89), false);
    assert.equal(isWithin({ below: 50 }, 49.9), true);
    assert.equal(isWithin({ below: 50 }, 50), false);
    assert.equal(isWithin(undefined, 1e9), true);
  });

  it('are one JSON line each, with the bound as a number', () => {
    assert.equal(
      jsonLine(ratio),
      '{"name":"receive","value":212345.6,"unit":"msg/s","ratio":0.953,"target":0.9,"ok":true}',
    );
    assert.equal(
      jsonLine({ name: 'memory', value: null, unit: '', ratio: null, ok: false }),
      '{"name":"memory","value":null,"unit":"","ratio":null,"target":null,"ok":false}',
    );
  });

  it('are a table with the bound on what it applies to', () => {
    const lines = tableOf([ratio, time]).split('\n');
    assert.deepEqual(
      lines.map((line) => line.replaceAll(/ {2,}/g, ' ')),
      [
        '| figure | value | ratio | target | |',
        '| ------- | ------------- | ----- | ------- | ------ |',
        '| receive | 212,346 msg/s | 0.95 | ≥ 0.9 | ok |',
        '| ready | 61.3 ms | | < 50 ms | missed |',
      ],
    );
  });

  it('take medians and percentiles of what they measured', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([9, 1, 5, 7]), 6);
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    assert.equal(percentile(hundred, 0.95), 95);
    assert.equal(percentile(hundred, 1), 100);
    assert.equal(percentile([3], 0.95), 3);
  });
});
