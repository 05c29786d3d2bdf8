import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { shopFiles } from './support/topologyFiles';
import { Workbench } from './support/workbench';

describe('the topology', () => {
  let workbench: Workbench;
  let page: Frame;

  before(async () => {
    workbench = await Workbench.start({ files: shopFiles, viewport: { width: 1500, height: 900 } });
    await workbench.runFromPalette('ZeroMQ: Show Topology');
    page = await workbench.inspector();
    await part('Endpoint tcp://*:5556').waitFor();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('topology-failed');
  });
  after(() => workbench.dispose());

  const part = (name: string | RegExp): Locator => page.getByRole('button', { name });
  const filter = () => page.getByRole('textbox', { name: 'Filter the topology' });
  const scale = () => page.locator('.percent').innerText();
  const editorGroups = () => workbench.page.locator('.editor-group-container');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  /** Waits until the active editor has that selected: `feed.py: "tcp://*:5556"`. */
  const opened = (wanted: string) =>
    workbench.evaluate(
      (api, text) =>
        new Promise<void>((resolve) => {
          const look = () => {
            const editor = api.window.activeTextEditor;
            const name = editor?.document.fileName.split('/').at(-1);
            if (`${name}: ${editor?.document.getText(editor.selection)}` === text) resolve();
          };
          api.window.onDidChangeActiveTextEditor(look);
          api.window.onDidChangeTextEditorSelection(look);
          look();
        }),
      wanted,
    );

  it('shows programs of several languages, what they share, and what is wrong', async () => {
    await part(/^PUB ticker in feed\.py; binds tcp:\/\/\*:5556/).waitFor();
    await part(/^SUB .* in chart\.ts; connects tcp:\/\/\*:5556/).waitFor();
    await part(/PULL does not talk to PUB/).waitFor();
    await part(/not bound in this workspace/).waitFor();
    assert.deepEqual(workbench.webviewErrors, []);
    for (const theme of ['light', 'dark', 'hc', 'hc-light'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`topology-${theme}`);
    }
    await workbench.setTheme('dark');
  });

  it('lights up what belongs together under the pointer', async () => {
    await part(/^PUB ticker/).hover();
    const lit = page.locator('.part.lit');
    await page.locator('.picture.dimming').waitFor();
    const names = await lit.evaluateAll((all) =>
      all.map((one) => one.querySelector('title')?.textContent ?? ''),
    );
    assert.ok(names.some((name) => name.startsWith('Endpoint tcp://*:5556')));
    assert.ok(names.some((name) => /^SUB .* in chart\.ts/.test(name)));
    assert.ok(!names.some((name) => name.startsWith('worker.go')));
    await workbench.screenshot('topology-hover');
    await filter().hover();
    await page.locator('.picture:not(.dimming)').waitFor();
  });

  it('is walked with the arrow keys, and Enter opens the code beside it', async () => {
    await filter().focus();
    await workbench.page.keyboard.press('ArrowDown');
    assert.match(await focused(), /program with/);
    await part(/^PUB ticker/).focus();
    await workbench.page.keyboard.press('ArrowRight');
    assert.match(await focused(), /^Endpoint tcp:\/\/\*:5556/);
    await workbench.page.keyboard.press('ArrowLeft');
    assert.match(await focused(), /^PUB ticker/);
    await workbench.page.keyboard.press('ArrowDown');
    assert.doesNotMatch(await focused(), /^PUB ticker/);
    await part(/^Endpoint tcp:\/\/\*:5556/).focus();
    await workbench.page.keyboard.press('Enter');
    await opened('feed.py: "tcp://*:5556"');
    assert.equal(await editorGroups().count(), 2);
    await workbench.screenshot('topology-code');
  });

  it('opens the code of what is clicked, lines included', async () => {
    await page.getByTitle('Fit to the window (0)').click();
    await part(/^SUB .* in chart\.ts/).click();
    await opened('chart.ts: new Subscriber()');
    await part(/^SUB .* in chart\.ts/).click({ button: 'right' });
    await page.getByRole('menuitem', { name: /connects tcp:\/\/\*:5556/ }).click();
    await opened('chart.ts: "tcp://127.0.0.1:5556"');
    assert.equal(await editorGroups().count(), 2);
  });

  it('zooms and moves by wheel, drag and keys', async () => {
    await workbench.execute('workbench.action.closeEditorsInGroup');
    await page.getByTitle('Zoom to 100 % (1)').click();
    assert.equal(await scale(), '100 %');
    const picture = page.getByRole('application');
    await picture.hover({ position: { x: 5, y: 5 } });
    await workbench.page.keyboard.down('Control');
    await workbench.page.mouse.wheel(0, -120);
    await workbench.page.keyboard.up('Control');
    await page.locator('.percent:not(:text-is("100 %"))').waitFor();
    const transform = () => page.locator('.parts').getAttribute('transform');
    const before = await transform();
    await workbench.page.mouse.wheel(0, 100);
    await page.waitForFunction(
      (old) => document.querySelector('.parts')?.getAttribute('transform') !== old,
      before,
    );
    await part(/^PUB ticker/).focus();
    await workbench.page.keyboard.press('1');
    assert.equal(await scale(), '100 %');
    await workbench.page.keyboard.press('+');
    assert.equal(await scale(), '125 %');
    await workbench.page.keyboard.press('Escape');
    assert.equal(await page.locator('.part.selected').count(), 0);
    await workbench.page.keyboard.press('Escape');
    assert.equal(await focused(), 'Filter the topology');
  });

  it('follows the source, and keeps zoom and selection', async () => {
    await part(/^PUB ticker/).focus();
    await workbench.page.keyboard.press('1');
    const at = await part(/^PUB ticker/).boundingBox();
    const file = path.join(workbench.folder, 'ui/late.py');
    writeFileSync(
      file,
      'import zmq\nlate = zmq.Context().socket(zmq.SUB)\nlate.connect("tcp://localhost:5556")\n',
    );
    await part(/^SUB late in late\.py/).waitFor();
    assert.equal(await scale(), '100 %');
    assert.match(await focused(), /^PUB ticker/);
    const now = await part(/^PUB ticker/).boundingBox();
    assert.ok(
      at && now && Math.abs(at.x - now.x) < 1 && Math.abs(at.y - now.y) < 1,
      JSON.stringify([at, now]),
    );
  });

  it('shows what a filter asks for with all who share it, or only problems', async () => {
    await filter().fill('chart');
    await page
      .getByText(/^\d+ of \d+ endpoints$/)
      .first()
      .waitFor();
    await part(/^PUB ticker/).waitFor();
    await part(/in worker\.go/)
      .first()
      .waitFor({ state: 'detached' });
    await workbench.screenshot('topology-filter');
    await filter().fill('nothing like it');
    await page.getByText('Nothing matches the filter').waitFor();
    await page.getByRole('button', { name: 'Show All' }).click();
    await part(/in worker\.go/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: /^Problems/ }).click();
    await part(/in worker\.go/)
      .first()
      .waitFor({ state: 'detached' });
    await part(/PULL does not talk to PUB/).waitFor();
    await page.getByRole('button', { name: /^Problems/ }).click();
    await part(/in worker\.go/)
      .first()
      .waitFor();
  });

  it('exports what it shows, to the clipboard in the colours of the theme and to a file', async () => {
    await workbench.setTheme('light');
    await page.getByRole('button', { name: 'Export…' }).click();
    await workbench.quickInput.getByText('Copy SVG').click();
    let svg = '';
    while (!svg.startsWith('<?xml')) svg = await workbench.evaluate((api) => api.env.clipboard.readText());
    assert.match(svg, /<rect width="\d+" height="\d+" fill="#ffffff"\/>/);
    assert.doesNotMatch(svg, /var\(/);
    await page.getByRole('button', { name: 'Export…' }).click();
    await workbench.quickInput.getByText('Mermaid File…').click();
    await workbench.quickInput.getByText('Export Topology', { exact: true }).waitFor();
    await workbench.quickInput.getByRole('button', { name: /^(OK|Save)$/ }).click();
    await workbench.notification('Wrote the topology to topology.mmd');
    const file = path.join(workbench.folder, 'topology.mmd');
    assert.ok(existsSync(file));
    assert.match(readFileSync(file, 'utf8'), /^flowchart LR\n/);
    await workbench.clearNotifications();
  });

  it('comes back as it was when it was hidden, and with the window', async () => {
    const comesBack = async () => {
      page = await workbench.inspector('ZeroMQ Topology');
      await part(/^PUB ticker/).waitFor();
      assert.equal(await filter().inputValue(), 'chart');
      assert.equal(
        await page.locator('.part.selected').getAttribute('aria-label'),
        await part(/^PUB ticker/).getAttribute('aria-label'),
      );
    };
    await filter().fill('chart');
    await part(/in worker\.go/)
      .first()
      .waitFor({ state: 'detached' });
    await part(/^PUB ticker/).focus();
    await workbench.execute('workbench.action.files.newUntitledFile');
    await workbench.page.locator('iframe.webview.ready:visible').waitFor({ state: 'hidden' });
    await comesBack();
    await workbench.reload();
    await comesBack();
    assert.deepEqual(workbench.webviewErrors, []);
  });

  it('says what to do where there are no sockets', async () => {
    const empty = await Workbench.start();
    try {
      await empty.execute('zeromq.topology.show', {});
      const blank = await empty.inspector();
      await blank.getByText('No sockets in this workspace').waitFor();
      await empty.screenshot('topology-empty');
      assert.deepEqual(empty.webviewErrors, []);
    } finally {
      await empty.dispose();
    }
  });
});
