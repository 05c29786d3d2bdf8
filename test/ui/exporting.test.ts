import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { nodePeer } from '../peers/nodePeer';
import type { Peer } from '../peers/peer';
import { Workbench } from './support/workbench';

/** Lines as an export writes them. */
function jsonLines(count: number): string {
  const definition = { id: 'ticks', type: 'SUB', endpoints: [], subscriptions: [''], options: {} };
  const lines = [JSON.stringify({ format: 'zeromq-recording', version: 1, definition })];
  for (let i = 0; i < count; i++) {
    const time = String(1_700_000_000_000_000_000n + BigInt(i) * 1_000_000n);
    const frames = [`ticks.${i % 2 === 0 ? 'EUR' : 'USD'}`, JSON.stringify({ price: 100 + i })];
    lines.push(JSON.stringify({ time, direction: 'in', sequence: i + 1, frames }));
  }
  return `${lines.join('\n')}\n`;
}

describe('exporting and importing by hand', function () {
  // Each step starts from where the one before has ended.
  this.bail(true);
  let workbench: Workbench;
  let peer: Peer;

  before(async () => {
    peer = nodePeer();
    workbench = await Workbench.start({
      files: { 'ticks.jsonl': jsonLines(2000), 'many.jsonl': jsonLines(60_000) },
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('exporting-failed');
  });
  after(async () => {
    await peer.close();
    await workbench.dispose();
  });

  const inFolder = (name: string) => path.join(workbench.folder, 'recordings', name);
  const rowsOf = (file: string) => fs.readFileSync(inFolder(file), 'utf8').trimEnd().split('\n').length - 1;
  const recording = (name: string) =>
    workbench.page.locator('.pane-body .monaco-list-row', { hasText: name }).first();
  const pick = (text: string) =>
    workbench.quickInput.locator('.monaco-list-row').filter({ hasText: text }).first().click();
  const input = () => workbench.quickInput.locator('input[type="text"]:visible');

  /** Waits for the dialog that asks for a path and proposes this one, and answers with it or with another. */
  async function answerPath(title: string, proposed: string | RegExp, file?: string): Promise<void> {
    await workbench.quickInput.getByText(title, { exact: true }).waitFor();
    const isExact = typeof proposed === 'string';
    await workbench.page.waitForFunction(
      ({ source, exact }) => {
        const inputs = document.querySelectorAll<HTMLInputElement>('.quick-input-widget input[type="text"]');
        return [...inputs].some(({ value }) => (exact ? value === source : new RegExp(source).test(value)));
      },
      { source: isExact ? proposed : proposed.source, exact: isExact },
    );
    if (file !== undefined) await input().fill(file);
    await workbench.quickInput.getByRole('button', { name: /^(OK|Save|Import)$/ }).click();
  }

  async function fromMenu(name: string, title: string): Promise<void> {
    await recording(name).click({ button: 'right' });
    const item = workbench.page
      .locator('.monaco-menu .action-item')
      .filter({ has: workbench.page.getByText(title, { exact: true }) });
    await item.hover();
    await item.and(workbench.page.locator('.focused')).waitFor();
    await workbench.page.keyboard.press('Enter');
  }

  it('imports from the title of the Recordings view, and shows what came', async () => {
    await workbench.execute('zeromq.recordings.focus');
    await workbench.page.locator('.part.sidebar .pane-header', { hasText: 'Recordings' }).hover();
    await workbench.page
      .locator('.part.sidebar')
      .getByRole('button', { name: 'Import as Recording…' })
      .click();
    await workbench.quickInput.getByText('Import as Recording').waitFor();
    await workbench.screenshot('import-dialog');
    await answerPath(
      'Import as Recording',
      `${workbench.folder}/`,
      path.join(workbench.folder, 'ticks.jsonl'),
    );
    const inspector = await (await workbench.tab('ticks.mcap').waitFor(), workbench.inspector('ticks.mcap'));
    await inspector.locator('message-grid table[aria-rowcount="2001"]').waitFor();
    const told = await workbench.notification('Imported 2,000 messages');
    await told.getByRole('button', { name: 'Reveal in Explorer' }).waitFor();
    await workbench.clearNotifications();
  });

  it('exports from the Recordings view, and never replaces a file', async () => {
    await workbench.execute('zeromq.recordings.focus');
    await recording('ticks').filter({ hasText: '2,000 messages' }).waitFor();
    await fromMenu('ticks', 'Export Messages…');
    await workbench.quickInput.getByText('A table for spreadsheets').waitFor();
    await workbench.screenshot('export-format');
    await pick('CSV');
    await answerPath('Export as CSV', inFolder('ticks.csv'));
    const told = await workbench.notification(/Exported 2,000 messages, [\d.]+ KiB in ticks\.csv\./);
    assert.equal(rowsOf('ticks.csv'), 2000);
    const before = fs.readFileSync(inFolder('ticks.csv'));
    await workbench.screenshot('export-done');
    await told.getByRole('button', { name: 'Open' }).click();
    await workbench.tab('ticks.csv').waitFor();
    await workbench.clearNotifications();

    await workbench.execute('zeromq.recordings.focus');
    await fromMenu('ticks', 'Export Messages…');
    await pick('CSV');
    await answerPath('Export as CSV', inFolder('ticks 2.csv'), inFolder('ticks.csv'));
    // VS Code's own question comes first.
    await workbench.quickInput.getByText('ticks.csv already exists').waitFor();
    await workbench.quickInput.getByRole('button', { name: 'OK' }).click();
    await workbench.notification('“ticks.csv” is kept');
    await workbench.screenshot('export-exists');
    await workbench.notification('in ticks 2.csv.');
    await workbench.clearNotifications();
    assert.deepEqual(fs.readFileSync(inFolder('ticks.csv')), before);
    assert.deepEqual(fs.readFileSync(inFolder('ticks 2.csv')), before);
  });

  it('exports the rows that are selected in the inspector', async () => {
    const inspector = await workbench.inspector('ticks.mcap');
    await inspector.locator('filter-bar input').fill('topic:ticks.EUR');
    await inspector.locator('filter-bar', { hasText: '1,000 of 2,000' }).waitFor();
    await inspector.locator('#row-4 td').first().click();
    await inspector
      .locator('#row-10 td')
      .first()
      .click({ modifiers: ['Shift'] });
    await inspector.locator('status-line', { hasText: '4 rows selected' }).waitFor();
    for (const theme of ['light', 'hc', 'dark'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`rows-selected-${theme}`);
    }
    await inspector.locator('#row-6 td').first().click({ button: 'right' });
    await inspector.getByRole('menuitem', { name: 'Export Selected Rows…' }).waitFor();
    await workbench.screenshot('rows-menu-dark');
    await inspector.getByRole('menuitem', { name: 'Export Selected Rows…' }).click();
    await pick('JSON Lines');
    await answerPath('Export as JSON Lines', inFolder('ticks.jsonl'), inFolder('part.jsonl'));
    await workbench.notification('Exported 4 messages');
    await workbench.clearNotifications();
    assert.equal(rowsOf('part.jsonl'), 4);
    await workbench.setTheme('light');
  });

  it('selects all with Ctrl+A, rows and not text, and is asked which are meant', async () => {
    const inspector = await workbench.inspector('ticks.mcap');
    await inspector.locator('#row-6 td').first().click();
    await workbench.page.keyboard.press('Control+a');
    await inspector.locator('status-line', { hasText: '1,000 rows selected' }).waitFor();
    await inspector.getByRole('button', { name: 'Export' }).click();
    const choices = [
      'What the filter lets through1,000 messages · topic:ticks.EUR',
      'All messages2,000 messages',
      'The selected rows1,000 rows',
    ];
    for (const choice of choices) {
      await workbench.quickInput.locator('.monaco-list-row', { hasText: choice }).waitFor();
    }
    assert.equal(await inspector.evaluate(() => getSelection()?.toString()), '');
    await workbench.screenshot('export-which');
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.waitFor({ state: 'hidden' });
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const { file } = await workbench.execute<{ file: string }>('zeromq.recording.import', {
      source: path.join(workbench.folder, 'many.jsonl'),
    });
    await workbench.execute('zeromq.recordings.focus');
    await recording('many').filter({ hasText: '60,000 messages' }).waitFor();
    await fromMenu('many', 'Export Messages…');
    await pick('Frames as Files');
    await workbench.quickInput.getByText('A folder that does not exist yet').waitFor();
    await workbench.screenshot('export-folder');
    assert.equal(await input().inputValue(), `${file.slice(0, -'.mcap'.length)} frames`);
    await workbench.page.keyboard.press('Enter');
    const running = await workbench.notification('Exporting many.mcap to many frames');
    await running.filter({ hasText: / messages/ }).waitFor();
    await workbench.screenshot('export-progress');
    await running.getByRole('button', { name: 'Cancel' }).click();
    await workbench.statusBar.getByText('Cancelled; what was written was removed.').waitFor();
    assert.equal(fs.existsSync(inFolder('many frames')), false);
    await workbench.clearNotifications();
  });

  it('offers a time range that is selected in the timeline when a buffer is saved, and with a filter what shows', async () => {
    const session = await workbench.execute<string>('zeromq.session.open', {
      type: 'PULL',
      name: 'tasks',
      endpoints: ['bind:tcp://127.0.0.1:*'],
    });
    const { endpoints } = await workbench.session(session);
    const socket = await peer.open('PUSH', { connect: [endpoints[0]!.resolved] });
    await workbench.execute('zeromq.inspector.open', { session });
    const inspector = await workbench.inspector('tasks');
    for (let i = 0; i < 500; i++) await socket.send(`task ${i}`);
    await inspector.locator('message-grid table[aria-rowcount="501"]').waitFor();
    const slider = inspector.getByRole('slider', { name: 'Time range' });
    await slider.and(inspector.locator('[aria-disabled="false"]')).waitFor();
    await slider.focus();
    await workbench.page.keyboard.press('Home');
    await inspector.locator('.timeline-plot.proposing').waitFor();
    for (const key of ['Shift+PageDown', 'Enter']) await workbench.page.keyboard.press(key);
    await inspector.locator('filter-bar', { hasText: / of 500/ }).waitFor();
    const shown = Number(/[\d,]+/.exec((await inspector.locator('.filter-count').textContent()) ?? '')?.[0]);
    await inspector.getByRole('button', { name: /^tasks/ }).click();
    await inspector.getByRole('menuitem', { name: 'Save Buffer as Recording…' }).click();
    await workbench.quickInput
      .getByText('Save what?')
      .or(workbench.quickInput.getByPlaceholder('Save what?'))
      .waitFor();
    await workbench.screenshot('save-time-range');
    await pick('The selected time range');
    await answerPath('Save Buffer as Recording', /\/tasks [\d -]+\.mcap$/, inFolder('early.mcap'));
    await workbench.notification(new RegExp(`${shown} messages?, .* in early\\.mcap`));
    const summary = await workbench.execute<{ messages: number }>('zeromq.recording.inspect', {
      file: 'early.mcap',
    });
    assert.equal(summary.messages, shown);
    await workbench.clearNotifications();
    await inspector.locator('filter-bar input').fill('"task 0"');
    await inspector.locator('filter-bar', { hasText: '1 of 500' }).waitFor();
    await inspector.locator('status-line', { hasText: '499 hidden by filter and time range' }).waitFor();
    await inspector.getByRole('button', { name: /^tasks/ }).click();
    await inspector.getByRole('menuitem', { name: 'Save Buffer as Recording…' }).click();
    const first = workbench.quickInput.locator('.monaco-list-row').first();
    await first.filter({ hasText: 'What is shown1 message · "task 0" · ' }).waitFor();
    await workbench.screenshot('save-what-is-shown');
    await pick('What is shown');
    await answerPath('Save Buffer as Recording', /\/tasks [\d -]+\.mcap$/, inFolder('both.mcap'));
    await workbench.notification(/1 message, .* in both\.mcap/);
    await socket.close();
  });
});
