import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { writeForeignRecording, writeOwnRecording } from './support/sampleRecordings';
import { SessionsView } from './support/sessionsView';
import { Workbench } from './support/workbench';

/** Resolves once a file that is made is newer: the clock of a file system goes on by milliseconds at a time. */
async function clockGoesOnFrom(file: string): Promise<void> {
  const probe = `${file}.probe`;
  const madeAt = (name: string) => fs.statSync(name).birthtimeMs;
  do {
    fs.rmSync(probe, { force: true });
    await nextTurn();
    fs.writeFileSync(probe, '');
  } while (madeAt(probe) <= madeAt(file));
  fs.rmSync(probe);
}

describe('the Recordings view', function () {
  // Each step starts from where the one before has ended.
  this.bail(true);
  let workbench: Workbench;
  let view: SessionsView;

  before(async () => {
    workbench = await Workbench.start();
    view = new SessionsView(workbench);
    fs.mkdirSync(inFolder('runs'));
    const market = await writeOwnRecording(workbench.folder, 'market.mcap', 300);
    await clockGoesOnFrom(market);
    const broken = await writeOwnRecording(inFolder('runs'), 'broken.mcap', 300, 100);
    await clockGoesOnFrom(broken);
    const robot = await writeForeignRecording(inFolder('runs'), 'robot.mcap', 2001);
    await clockGoesOnFrom(robot);
    fs.writeFileSync(inFolder('notes.mcap'), 'no recording');
    await workbench.showSessions();
    await workbench.execute('zeromq.recordings.focus');
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('recordings-view-failed');
  });
  after(() => workbench.dispose());

  const inFolder = (name: string) => path.join(workbench.folder, name);
  const press = (key: string) => workbench.page.keyboard.press(key);
  const input = () => workbench.quickInput.locator('input:visible');
  const focused = () => workbench.page.locator('.focused');
  const gone = (label: string) => view.row(label).waitFor({ state: 'detached' });

  it('lists the recordings of the workspace with duration, messages and size', async () => {
    await view.describes('market', /^0:00 · 300 messages · \d+(\.\d)? KiB$/);
    await view.describes('robot', /^0:02 · 2,001 messages · \d+(\.\d)? KiB$/);
    await view.describes('broken', /^0:00 · 300 messages · \d+(\.\d)? KiB · not finished$/);
    await view.describes('notes', 'cannot be read');
    const names = await workbench.page.locator('.monaco-list-row .label-name').allInnerTexts();
    assert.deepEqual(names.slice(-4), ['notes', 'robot', 'broken', 'market'], 'newest first');
    assert.equal((await view.icon('broken')).name, 'warning');
    assert.match(await view.tooltip('market'), /market\.mcap[^]*DEALER/);
    assert.match(await view.tooltip('robot'), /\/gps\s\[json\]\s1,334/);
    assert.match(await view.tooltip('notes'), /is\snot\san\sMCAP\sfile/);
    await view.leave();
    await workbench.screenshot('recordings-view');
  });

  it('has what can be done with a recording in its menu, and Repair only where it helps', async () => {
    const file = ['Rename Recording…', 'Export Messages…', 'Delete Recording…'];
    const open = ['Open Recording', 'Replay…', 'Reveal Recording in Explorer'];
    assert.deepEqual(await view.menu('market'), [open, file]);
    assert.deepEqual(await view.menu('broken'), [open, ['Repair Recording', ...file]]);
    assert.deepEqual(await view.actions('broken'), ['Repair Recording', 'Replay…']);
    assert.deepEqual(await view.menu('notes'), [
      ['Open Recording', 'Reveal Recording in Explorer'],
      ['Rename Recording…', 'Delete Recording…'],
    ]);
    await view.leave();
  });

  it('opens one by a click', async () => {
    await view.select('market');
    const inspector = await workbench.inspector('market.mcap');
    await inspector.locator('message-grid table[aria-rowcount="301"]').waitFor();
  });

  it('completes a damaged one by a click on Repair', async () => {
    await view.act('broken', 'Repair Recording');
    await workbench.notification('broken.mcap is complete: 300 messages.');
    await view.describes('broken', /^0:00 · 300 messages · \d+(\.\d)? KiB$/);
    assert.deepEqual(await view.menu('broken').then(([, file]) => file), [
      'Rename Recording…',
      'Export Messages…',
      'Delete Recording…',
    ]);
    await workbench.clearNotifications();
  });

  it('renames from the menu, and says what a name cannot hold', async () => {
    await view.choose('market', 'Rename Recording…');
    await input().fill('a/b');
    await workbench.quickInput.getByText('A name cannot hold').waitFor();
    await input().fill('monday');
    await press('Enter');
    await view.describes('monday', /300 messages/);
    await gone('market');
    assert.ok(fs.existsSync(inFolder('monday.mcap')) && !fs.existsSync(inFolder('market.mcap')));
  });

  it('renames the one that the keyboard is on with F2, without opening it, and never over another', async () => {
    await workbench.execute('workbench.action.closeAllEditors');
    await workbench.execute('zeromq.recordings.focus');
    await press('Home');
    await view.row('notes').and(focused()).waitFor();
    await press('End');
    await view.row('monday').and(focused()).waitFor();
    await press('F2');
    await input().waitFor();
    assert.equal(await input().inputValue(), 'monday');
    await input().fill('tuesday');
    await press('Enter');
    await view.row('tuesday').waitFor();
    await gone('monday');
    assert.equal(await workbench.page.locator('.tabs-container .tab').count(), 0);
    await view.choose('tuesday', 'Rename Recording…');
    await input().fill('notes');
    await press('Enter');
    await workbench.notification('There is a file named notes.mcap already. Choose another name.');
    await workbench.clearNotifications();
    await view.row('notes').waitFor();
    await view.row('tuesday').waitFor();
  });

  it('reveals in the explorer', async () => {
    await view.choose('tuesday', 'Reveal Recording in Explorer');
    await workbench.page
      .locator(
        '.explorer-folders-view .monaco-list-row.selected, .explorer-folders-view .monaco-list-row.focused',
      )
      .filter({ hasText: 'tuesday.mcap' })
      .first()
      .waitFor();
    await workbench.showSessions();
  });

  it('tells the path of what lies where nothing here can show it', async () => {
    const file = '/elsewhere/outside.mcap';
    await workbench.execute('zeromq.recording.reveal', { file });
    const told = await workbench.notification(`${file} lies outside of the workspace`);
    await told.getByRole('button', { name: 'Copy Path' }).waitFor();
    await workbench.clearNotifications();
    await workbench.showSessions();
  });

  it('deletes once asked, for good where there is no trash', async () => {
    const file = inFolder('tuesday.mcap');
    await view.choose('tuesday', 'Delete Recording…');
    await workbench.dialog.getByText('Delete the recording “tuesday.mcap”?').waitFor();
    await workbench.dialog.getByText('it is gone for good').waitFor();
    await workbench.dialog.getByRole('button', { name: 'Cancel' }).click();
    await workbench.dialog.waitFor({ state: 'detached' });
    assert.ok(fs.existsSync(file));
    await view.choose('tuesday', 'Delete Recording…');
    await workbench.dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await gone('tuesday');
    assert.ok(!fs.existsSync(file));
  });

  it('shows files that appear, and drops those that go', async () => {
    const file = await writeOwnRecording(workbench.folder, 'new.mcap', 40);
    await view.describes('new', /40 messages/);
    await writeOwnRecording(workbench.folder, 'new.mcap', 41);
    await view.describes('new', /41 messages/);
    fs.rmSync(file);
    await gone('new');
  });
});
