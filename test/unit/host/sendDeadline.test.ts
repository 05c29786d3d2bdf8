import assert from 'node:assert/strict';
import { settingRanges } from '../../../src/host/config/settings';
import { sendDeadline } from '../../../src/host/sending/sendDeadline';

describe('the deadline of a send', () => {
  it('comes after the longest time-out that the settings allow', () => {
    const [, longest] = settingRanges['zeromq.send.timeout'];
    for (const timeout of [0, 5_000, 60_000, longest]) {
      assert.ok(sendDeadline(undefined, timeout) > timeout);
      assert.ok(sendDeadline(timeout, 1) > timeout);
    }
  });

  it('is none where a send waits for ever, by the session or by the settings', () => {
    assert.equal(sendDeadline(-1, 5_000), Infinity);
    assert.equal(sendDeadline(undefined, -1), Infinity);
    assert.equal(sendDeadline(null, -1), Infinity);
    assert.notEqual(sendDeadline(0, -1), Infinity);
  });
});
