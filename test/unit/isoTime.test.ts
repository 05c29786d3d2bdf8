import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isoTimeOf, parseIsoTime } from '../../src/model/isoTime';

describe('times in ISO 8601', () => {
  it('are as Dates write them where milliseconds are enough, and have nine digits where not', () => {
    assert.equal(isoTimeOf(1_700_000_000_123), '2023-11-14T22:13:20.123Z');
    assert.equal(isoTimeOf(1_700_000_000_123.25), '2023-11-14T22:13:20.123250000Z');
  });

  it('are read with any number of digits, in any zone', () => {
    assert.equal(parseIsoTime('2023-11-14T22:13:20Z'), 1_700_000_000_000);
    assert.equal(parseIsoTime('2023-11-14T22:13:20.12325Z'), 1_700_000_000_123.25);
    assert.equal(parseIsoTime('2023-11-14T23:13:20.123250000+01:00'), 1_700_000_000_123.25);
    assert.equal(parseIsoTime('yesterday'), undefined);
  });

  it('are the same when they were written and read', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e12, max: 4e12, noNaN: true }),
        (ms) => parseIsoTime(isoTimeOf(ms)) === ms,
      ),
    );
  });
});
