import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { InspectorPages } from './inspectorPages';

const MiB = 1024 * 1024;

describe('copying of large messages', () => {
  const pages = new InspectorPages();

  async function open(row: number): Promise<Page> {
    const page = await pages.open({ messages: 'heavyMessages', rows: 4 });
    await page.click(`#row-${row} td`);
    await page.locator('.detail-title b', { hasText: `#${row}` }).waitFor();
    return page;
  }

  async function choose(page: Page, name: RegExp): Promise<string> {
    await page.locator('.detail-actions [title="Copy"]').click();
    await page.getByRole('menuitem', { name }).click();
    await pages.untilCalled('inspector/copy');
    const [copied] = (await pages.paramsOf('inspector/copy')) as { text: string }[];
    return copied!.text;
  }

  it('takes the whole frame, not only what shows of it', async () => {
    const page = await open(3);
    await page.getByRole('tab', { name: /^1/ }).click();
    await page.locator('.notice', { hasText: 'the first 256 KiB of 3 MiB' }).waitFor();
    assert.equal((await choose(page, /^Copy Frame as text/)).length, 3 * MiB);
    assert.equal(await page.locator('message-bar .message').count(), 0);
  });

  it('takes all of it as hex too', async () => {
    const page = await open(3);
    await page.getByRole('tab', { name: /^1/ }).click();
    await page.locator('.notice', { hasText: 'the first 256 KiB of 3 MiB' }).waitFor();
    assert.equal((await choose(page, /^Copy Frame as Hex/)).length, 6 * MiB);
  });

  it('says where a frame is too large for the clipboard, and offers to save it', async () => {
    const page = await open(3);
    await pages.inspector.harness((harness) => {
      harness.capture.messages.frames = () => [new Uint8Array(17 * 1024 * 1024).fill(0x61)];
    });
    await page.click('#row-1 td');
    await page.locator('.notice', { hasText: 'of 17 MiB' }).waitFor();
    assert.equal((await choose(page, /^Copy Frame as text/)).length, 16 * MiB);
    const note = page.locator('message-bar .message', {
      hasText: "Only the first 16 MiB of the frame's 17 MiB were copied. Save the frame to have all.",
    });
    await note.getByRole('button', { name: 'Save Frame…' }).click();
    await pages.untilCalled('inspector/saveFrame');
    assert.deepEqual(await pages.paramsOf('inspector/saveFrame'), [{ row: 1, frame: 0 }]);
  });

  it('says what of a message was not copied, and offers to export it', async () => {
    const page = await open(3);
    await choose(page, /^Copy Message/);
    const note = page.locator('message-bar .message');
    await note.filter({ hasText: 'Only the first 1 MiB of the 3 MiB of frame 1 were copied.' }).waitFor();
    await page.click('#row-2 td');
    await page.locator('.detail-title b', { hasText: '#2' }).waitFor();
    await choose(page, /^Copy Message/);
    const frames = note.filter({ hasText: 'Only the first 1,000 of 5,000 frames were copied.' });
    await frames.getByRole('button', { name: 'Export…' }).click();
    await pages.untilCalled('inspector/runCommand');
    assert.deepEqual(await pages.paramsOf('inspector/runCommand'), [{ command: 'zeromq.recording.export' }]);
  });
});
