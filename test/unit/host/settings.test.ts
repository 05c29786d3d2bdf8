import assert from 'node:assert/strict';
import { engineLimits, numberSetting, settingDefaults } from '../../../src/host/config/settings';

describe('number settings', () => {
  it('take the default for what is no number', () => {
    for (const raw of [undefined, null, '17', Number.NaN, Infinity, {}]) {
      assert.equal(numberSetting('zeromq.linger', raw), settingDefaults['zeromq.linger']);
    }
  });

  it('are rounded and put in range', () => {
    assert.equal(numberSetting('zeromq.linger', -7), -1);
    assert.equal(numberSetting('zeromq.linger', 12.6), 13);
    assert.equal(numberSetting('zeromq.events.tail', 99), 20);
    assert.equal(numberSetting('zeromq.capture.limit', 0), 1);
  });

  it('reach the engine as bytes and milliseconds', () => {
    const limits = engineLimits((id) => (id === 'zeromq.capture.limit' ? 2 : undefined));
    assert.deepEqual(limits, {
      captureBytes: 2 * 1024 * 1024,
      sendTimeout: 5_000,
      receiveTimeout: 10_000,
      linger: 1_000,
    });
  });
});
