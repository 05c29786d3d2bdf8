import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Frame } from 'playwright-core';
import { ownRecording, writeForeignRecording, writeOwnRecording } from './support/sampleRecordings';
import { SessionsView } from './support/sessionsView';
import { Workbench } from './support/workbench';

/** What an inspector says about files that are not as they should be, or are another tool's. */
describe('the inspector of a recording', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.start();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('recording-soundness-failed');
    await workbench.execute('workbench.action.closeAllEditors');
  });
  after(() => workbench.dispose());

  async function opened(file: string): Promise<Frame> {
    await workbench.execute('zeromq.recording.open', { file });
    return workbench.inspector(path.basename(file));
  }

  const rows = (inspector: Frame, count: number) =>
    inspector.locator(`message-grid table[aria-rowcount="${count + 1}"]`).waitFor();

  it('says of a file that is no recording why it cannot be read, offers no replay of it, and shows it once it can', async () => {
    const file = path.join(workbench.folder, 'empty.mcap');
    fs.writeFileSync(file, '');
    await workbench.execute('zeromq.recording.open', { file });
    const page = workbench.page.locator('.part.editor');
    const told = await workbench.inspector('empty.mcap');
    assert.equal(
      await told.locator('p[role="alert"]').textContent(),
      'empty.mcap is not an MCAP file: it is empty. Its writer ended before it had written anything, or it was not ' +
        'copied whole. Open another one.',
    );
    assert.equal(await page.getByRole('button', { name: 'Replay…' }).count(), 0);
    await workbench.screenshot('recording-unreadable');
    fs.writeFileSync(file, await ownRecording(40));
    // The same editor, with another page.
    const shown = workbench.page.locator('iframe.webview.ready:visible').contentFrame();
    await shown
      .frameLocator('iframe#active-frame')
      .locator('message-grid table[aria-rowcount="41"]')
      .waitFor();
    await page.getByRole('button', { name: 'Replay…' }).first().waitFor();
  });

  it('says where a file was cut off', async () => {
    const file = await writeOwnRecording(workbench.folder, 'cut.mcap', 300, 8000);
    const inspector = await opened(file);
    const { soundness } = await workbench.execute<{
      soundness: { goodBytes: number; totalBytes: number };
    }>('zeromq.recording.inspect', { file });
    const number = new Intl.NumberFormat('en');
    const { goodBytes, totalBytes } = soundness;
    assert.ok(goodBytes < totalBytes);
    await inspector
      .locator('message-bar')
      .getByText(
        'The file ends within a record: it was cut off, or its writer ended before it was done. What is sound shows ' +
          `here: the first ${number.format(goodBytes)} of ${number.format(totalBytes)} bytes.`,
      )
      .waitFor();
  });

  it('counts what is damaged in the middle, and says where that is', async () => {
    const bytes = Buffer.from(await ownRecording(300));
    const at = bytes.indexOf('{"price":150}');
    bytes[at + 9] = 0x39;
    const file = path.join(workbench.folder, 'scratched.mcap');
    fs.writeFileSync(file, bytes);
    const inspector = await opened(file);
    const damaged = inspector.locator('status-line .bad');
    await damaged.getByText('20 damaged', { exact: true }).waitFor();
    const why = (await damaged.getAttribute('title')) ?? '';
    const place =
      /^scratched\.mcap is damaged around byte ([\d,]+): 20 messages there cannot be read\.$/.exec(why);
    const byte = Number(place?.[1]?.replaceAll(',', ''));
    assert.ok(byte <= at && at - byte < 5000, why);
    await inspector
      .locator('message-bar')
      .getByText(`20 messages of this file cannot be read; all others show here. ${why}`)
      .waitFor();
    await rows(inspector, 280);
    await workbench.screenshot('recording-damaged');
    await workbench.showSessions();
    await workbench.execute('zeromq.recordings.focus');
    const view = new SessionsView(workbench);
    await view.describes('scratched', /^0:00 · 300 messages · \d+(\.\d)? KiB · 20 damaged$/);
    assert.equal((await view.icon('scratched')).name, 'warning');
  });

  it('counts the messages of the session that a file leaves out', async () => {
    const session = await workbench.execute<string>('zeromq.session.open', {
      type: 'PUSH',
      endpoints: ['bind:tcp://127.0.0.1:*'],
    });
    const { endpoints } = await workbench.session(session);
    await workbench.execute('zeromq.session.open', {
      type: 'PULL',
      endpoints: [`connect:${endpoints[0]!.resolved}`],
    });
    for (let i = 0; i < 30; i++) {
      await workbench.execute('zeromq.session.send', { session, frames: [i % 10 === 0 ? 'ten' : 'other'] });
    }
    const file = path.join(workbench.folder, 'tens.mcap');
    await workbench.execute('zeromq.recording.save', { session, file, filter: 'ten' });
    const inspector = await opened(file);
    await inspector.locator('status-line').getByText('18 not in this file', { exact: true }).waitFor();
  });

  it("names the encoding of other tools' messages in the grid and in the details", async () => {
    const file = await writeForeignRecording(workbench.folder, 'robot.mcap', 90);
    const inspector = await opened(file);
    await rows(inspector, 90);
    await inspector.locator('message-grid tbody tr', { hasText: '{"reading":3}' }).click();
    await inspector
      .locator('message-grid tbody tr', { hasText: '{"reading":3}' })
      .getByText('/imu [json]')
      .waitFor();
    await inspector.locator('detail-pane').getByText('/imu [json]').first().waitFor();
    await inspector.locator('topic-list', { hasText: '/gps [json]' }).waitFor();
    await workbench.screenshot('recording-foreign');
  });

  it("offers no repair of another tool's file, and says how far it can be read", async () => {
    const whole = await writeForeignRecording(workbench.folder, 'whole robot.mcap', 900);
    const bytes = fs.readFileSync(whole);
    const file = path.join(workbench.folder, 'cut robot.mcap');
    fs.writeFileSync(file, bytes.subarray(0, bytes.length / 2));
    const inspector = await opened(file);
    await inspector
      .locator('message-bar', { hasText: /What is sound shows here: the first [\d,]+ of/ })
      .waitFor();
    assert.equal(await inspector.getByRole('button', { name: 'Repair' }).count(), 0);
  });

  it('names a compression that it does not know', async () => {
    const file = await writeForeignRecording(workbench.folder, 'packed robot.mcap', 90, {
      compression: 'middle-out',
    });
    const inspector = await opened(file);
    const damaged = inspector.locator('status-line .bad');
    await damaged.getByText('90 damaged', { exact: true }).waitFor();
    assert.match((await damaged.getAttribute('title')) ?? '', /The compression "middle-out" is not known/);
  });
});
