import * as assert from 'node:assert/strict';
import { matches } from './messageOf';
import { TimeZone } from '../../../src/model/filter/timeZone';

const noon = Date.UTC(2026, 0, 31, 12, 0, 0);

function check(timeMs: number, filters: Readonly<Record<string, boolean>>, zoneOffsetMinutes = 0): void {
  for (const [filter, expected] of Object.entries(filters)) {
    const message = { frames: [], timeMs, originMs: noon };
    assert.equal(matches(filter, message, { zoneOffsetMinutes }), expected, filter);
  }
}

describe('time terms of a filter', () => {
  it('compare the time of day', () => {
    check(Date.UTC(2026, 0, 31, 9, 31, 22, 500), {
      'time>=09:31:22.5': true,
      'time>09:31:22.5': false,
      'time<=09:31:22.5': true,
      'time<09:31:22.5': false,
      'time > 09:31': true,
      'time<9:31': false,
      'time=09:31': true,
      'time:09:31:22': true,
      'time=09:31:23': false,
      'time!=09:31:22': false,
      'time!=09:32': true,
    });
  });

  it('take ranges with both ends, one end and over midnight', () => {
    check(Date.UTC(2026, 0, 31, 9, 31, 30), {
      'time:09:31..09:32': true,
      'time:09:31:31..09:32': false,
      'time:09:31..': true,
      'time:..09:31': false,
      'time=09:31:30..09:31:30': true,
      'time:23:50..00:10': false,
    });
    check(Date.UTC(2026, 0, 31, 23, 55), { 'time:23:50..00:10': true });
    check(Date.UTC(2026, 0, 31, 0, 5), { 'time:23:50..00:10': true });
  });

  it('count from the first message', () => {
    check(noon + 41_357.918, {
      'time>=+41.357918': true,
      'time<=+41.357918s': true,
      'time<+41.3s': false,
      'time=+41.3s': true,
      'time=+41s': true,
      'time:+41s..+42s': true,
      'time>+41357ms': true,
      'time<+1m': true,
      'time<+1m30.5s': true,
      'time>+1h': false,
      'time<+1min': true,
      'time>+41357917us': true,
      'time>+41357917µs': true,
    });
  });

  it('take ISO dates with and without a zone', () => {
    check(noon, {
      'time=2026-01-31': true,
      'time>=2026-01-31T12:00': true,
      'time>2026-01-31T12:00:00Z': false,
      'time<2026-01-31T13:00:00+02:00': false,
      'time=2026-01-31T14:00:00+0200': true,
      'time="2026-01-31 12:00"': true,
      'time:2026-01-30..2026-02-01': true,
      'time:"2026-01-31 11:59..2026-01-31 12:01"': true,
      'time<2026-01-31': false,
      'time=2026-01-31T12:00:00.001': false,
    });
  });

  it('use the zone they are told', () => {
    check(noon, { 'time=14:00': true, 'time=2026-01-31T14:00': true, 'time=2026-01-31T12:00Z': true }, 120);
    check(noon, { 'time=07:00': true, 'time=2026-01-31T12:00': false }, -300);
  });

  it('use the zone of the process otherwise', () => {
    const zone = new TimeZone(undefined);
    for (const month of [0, 3, 6, 9]) {
      const local = new Date(2026, month, 15, 9, 31, 22, 250);
      assert.equal(zone.timeOfDay(local.getTime()), ((9 * 60 + 31) * 60 + 22) * 1000 + 250);
      assert.equal(zone.toEpoch(Date.UTC(2026, month, 15, 9, 31, 22, 250)), local.getTime());
    }
    assert.equal(zone.toEpoch(-62_000_000_000_000) < 0, true);
  });
});
