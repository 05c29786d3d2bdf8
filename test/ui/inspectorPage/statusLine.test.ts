import assert from 'node:assert/strict';
import { InspectorPages } from './inspectorPages';

describe('the status line', () => {
  const pages = new InspectorPages();

  it('says how many messages are kept, in a sum that adds up where some were lost', async () => {
    const page = await pages.open({ rows: 1000 });
    await page.locator('status-line').getByText('1,000 kept', { exact: true }).waitFor();
    await pages.inspector.harness((harness) => {
      harness.capture.evict(100);
      harness.capture.lost = 7;
      harness.tick();
    });
    await page.locator('status-line').getByText('893 kept', { exact: true }).waitFor();
    const sum = '1,000 received + 0 sent = 893 kept + 100 evicted + 0 cleared + 7 lost';
    await page.locator('status-line').getByTitle(sum, { exact: true }).waitFor();
  });

  it('counts the damaged messages of a file in the sum', async () => {
    const page = await pages.open({ rows: 1000, isRecording: true });
    await pages.inspector.harness((harness) => {
      harness.capture.lost = 7;
      harness.tick();
    });
    await page.locator('status-line').getByText('993 kept', { exact: true }).waitFor();
    const sum = page.locator('status-line').getByTitle('1,000 received + 0 sent = 993 kept + 7 damaged');
    assert.equal(await sum.textContent(), '1,000 messages');
  });
});
