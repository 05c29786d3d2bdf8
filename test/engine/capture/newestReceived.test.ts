import * as assert from 'node:assert/strict';
import { newestReceived } from '../../../src/engine/capture/newestReceived';
import { closeCaptures, openCapture } from './captureSupport';

const token = { isCancellationRequested: false };

describe('the newest received row', () => {
  afterEach(closeCaptures);

  it('is found behind more requests than one reading gives, and before many sent messages', async () => {
    const capture = openCapture({ type: 'ROUTER', limitBytes: 256 * 1024 * 1024 });
    const request = [Buffer.from('peer'), Buffer.alloc(100_000)];
    for (let row = 0; row < 700; row++) capture.append(false, request);
    assert.ok(capture.ledger.bytes > 64 * 1024 * 1024);
    assert.equal(await newestReceived(capture, token), 699);
    for (let row = 0; row < 20_000; row++) capture.append(true, [Buffer.from('peer'), Buffer.alloc(100)]);
    assert.equal(await newestReceived(capture, token), 699);
    capture.append(false, request);
    assert.equal(await newestReceived(capture, token), 20_700);
  });

  it('is none where nothing was received, or all of it is gone', async () => {
    const capture = openCapture({ type: 'ROUTER' });
    assert.equal(await newestReceived(capture, token), -1);
    capture.append(false, [Buffer.from('peer'), Buffer.from('question')]);
    capture.clear();
    assert.equal(await newestReceived(capture, token), -1);
    capture.append(true, [Buffer.from('peer'), Buffer.from('news')]);
    assert.equal(await newestReceived(capture, token), -1);
  });

  it('ends when it is cancelled', async () => {
    const capture = openCapture({ type: 'ROUTER' });
    capture.append(true, [Buffer.from('peer'), Buffer.from('news')]);
    await assert.rejects(newestReceived(capture, { isCancellationRequested: true }), {
      code: 'capture/cancelled',
    });
  });
});
