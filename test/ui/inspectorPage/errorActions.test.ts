import assert from 'node:assert/strict';
import type { ErrorAction } from '../../../src/base/workbenchError';
import { InspectorPages } from './inspectorPages';

describe('errors in the inspector page', () => {
  const pages = new InspectorPages();
  const fixes: Readonly<Record<Exclude<ErrorAction, 'retry'>, { button: string; command: string }>> = {
    showLog: { button: 'Show Log', command: 'zeromq.engine.showLog' },
    restartEngine: { button: 'Restart Engine', command: 'zeromq.engine.restart' },
    editOptions: { button: 'Edit Options', command: 'zeromq.session.editOptions' },
    openSettings: { button: 'Open Settings', command: 'zeromq.session.openSettings' },
    extensionSettings: { button: 'Open Settings', command: 'workbench.action.openSettings' },
    subscribe: { button: 'Subscribe…', command: 'zeromq.session.subscribe' },
  };

  it('have a button for whatever fixes them', async () => {
    const page = await pages.open({ rows: 10 });
    for (const [action, { button, command }] of Object.entries(fixes)) {
      await pages.inspector.harness((harness, offered) => {
        harness.failing.add('capture/clear');
        harness.failureAction = offered;
        harness.log.length = 0;
      }, action as ErrorAction);
      await page.getByRole('button', { name: 'Clear' }).click();
      await page.getByRole('alert').getByRole('button', { name: button }).click();
      await pages.untilCalled('inspector/runCommand');
      assert.deepEqual(await pages.paramsOf('inspector/runCommand'), [{ command }]);
    }
  });

  it('have it where a message cannot be shown, too', async () => {
    const page = await pages.open({ rows: 10 });
    await pages.inspector.harness((harness) => {
      harness.failing.add('capture/message');
      harness.failureAction = 'openSettings';
    });
    await page.click('#row-5 td');
    await page.getByRole('complementary').getByRole('button', { name: 'Open Settings' }).click();
    await pages.untilCalled('inspector/runCommand');
  });

  it('tell that messages are lost and what to do, once', async () => {
    const page = await pages.open({ rows: 10 });
    await pages.inspector.harness((harness) => {
      harness.capture.lost = 3;
      harness.capture.lostReason = { code: 'x', message: 'The disk is full.', action: 'openSettings' };
      harness.tick();
    });
    const message = page.getByRole('alert').filter({ hasText: 'The disk is full.' });
    await message.getByRole('button', { name: 'Open Settings' }).click();
    await pages.untilCalled('inspector/runCommand');
    assert.deepEqual(await pages.paramsOf('inspector/runCommand'), [
      { command: 'zeromq.session.openSettings' },
    ]);
    await message.getByRole('button', { name: 'Dismiss' }).click();
    await pages.inspector.harness((harness) => {
      harness.capture.lost = 5;
      harness.tick();
    });
    await page.waitForSelector('status-line .bad:has-text("5 lost")');
    assert.equal(await page.locator('message-bar .message').count(), 0);
  });
});
