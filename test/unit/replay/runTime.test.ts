import assert from 'node:assert/strict';
import { RunTime } from '../../../src/engine/replay/runTime';

describe('the time that a replay ran', () => {
  it('is without the times between, and counts no start or stop twice', () => {
    const ran = new RunTime();
    ran.set(false, 100);
    ran.set(true, 1000);
    ran.set(true, 1500);
    ran.set(false, 2000);
    ran.set(false, 3000);
    assert.equal(ran.ms, 1000);
    ran.set(true, 5000);
    ran.set(false, 5250.5);
    assert.equal(ran.ms, 1250.5);
  });
});
