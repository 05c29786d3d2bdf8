/** Opens the demo workspace, arranges what the README shows and saves it in media/readme. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Frame } from 'playwright-core';
import { inRepository, repository } from '../../scripts/repository';
import { closeSharedBrowser, sharedBrowser } from '../ui/support/browserPages';
import { TestVsCode } from '../ui/support/testVsCode';
import { Workbench } from '../ui/support/workbench';

const folder = inRepository('media/readme');
const filter = 'topic:ticks.* json.price > 200 size >= 64';
/** Rates of the demo's market data, one after another, and how many messages to take at each. */
const course = [
  { rate: 600, messages: 3_000 },
  { rate: 2_400, messages: 12_000 },
  { rate: 1_100, messages: 6_000 },
  { rate: 3_000, messages: 9_000 },
  { rate: 1_000, messages: 5_000 },
];
/** The activity bar and the Sessions view. */
const sessionsPart: Part = { x: 0, y: 36, width: 348, height: 430 };
/** VS Code shows it for a moment whenever it refreshes a view. */
const withoutProgress = '.monaco-progress-container, .activitybar .badge { visibility: hidden !important }';
/** Of one picture. */
const mostBytes = 300_000;

interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function takePictures(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const temporary = realpathSync(mkdtempSync(path.join(tmpdir(), 'zeromq-pictures-')));
  const workspace = path.join(temporary, 'trading');
  cpSync(inRepository('demo/workspace'), workspace, { recursive: true, dereference: true });
  // installed, since VS Code says so where an extension comes from its sources
  const vsCode = await TestVsCode.start({ installed: [repository] });
  try {
    await drawIcon(await sharedBrowser());
    const workbench = await Workbench.start({
      vsCode,
      extension: null,
      folder: workspace,
      viewport: { width: 1400, height: 860 },
    });
    await openSessions(workbench);
    const inspector = await fillInspector(workbench);
    for (const theme of ['dark', 'light'] as const) {
      const suffix = theme === 'dark' ? '' : `-${theme}`;
      await workbench.setTheme(theme);
      await inspector.locator(`body.vscode-${theme}`).waitFor();
      await workbench.showSessions();
      await save(workbench, `sessions${suffix}`, sessionsPart);
      await workbench.execute('workbench.action.closeSidebar');
      await inspector.getByRole('columnheader', { name: 'Preview' }).waitFor();
      await drawn(inspector);
      await save(workbench, `inspector${suffix}`);
    }
    await workbench.dispose();
  } finally {
    await vsCode.stop();
    await closeSharedBrowser();
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function openSessions(workbench: Workbench): Promise<void> {
  await workbench.showSessions();
  // while they are closed: the rows of open ones are redrawn again and again
  for (const session of ['Market data', 'Sensors']) {
    const row = workbench.sessionRows.filter({ hasText: session }).first();
    await row.locator('.monaco-tl-twistie').click();
    await row.and(workbench.page.locator('[aria-expanded="true"]')).waitFor();
  }
  for (const session of ['Market data control', 'Market data', 'Sensors', 'Jobs']) {
    await workbench.execute('zeromq.session.open', { session });
  }
}

async function fillInspector(workbench: Workbench): Promise<Frame> {
  await workbench.execute('zeromq.inspector.open', { session: 'Market data' });
  const inspector = await workbench.inspector('Market data');
  for (const { rate, messages } of course) {
    const frames = [`rate ${rate}`];
    await workbench.execute('zeromq.session.send', { session: 'Market data control', frames });
    await countedMore(workbench, inspector, messages);
  }
  await inspector.getByRole('combobox', { name: 'Filter messages' }).fill(filter);
  await inspector
    .locator('.filter-count')
    .getByText(/^[\d,]+ of [\d,]+$/)
    .waitFor();
  // the first click stops the grid, the second takes a row that stays where it is
  const received = inspector.getByRole('grid').getByText('↓');
  await received.nth(12).click();
  await inspector.getByRole('button', { name: 'Follow newest' }).waitFor();
  await drawn(inspector);
  await received.nth(12).click();
  await inspector.locator('message-grid tr[aria-selected="true"]').waitFor();
  await inspector.getByRole('complementary').getByRole('tab').nth(1).click();
  return inspector;
}

/** Resolves when what has changed is on the screen. */
async function drawn(inspector: Frame): Promise<void> {
  await inspector.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** Resolves when the inspector has counted as many messages more than were received by now. */
async function countedMore(workbench: Workbench, inspector: Frame, more: number): Promise<void> {
  const sessions =
    await workbench.execute<readonly { label: string; received: number }[]>('zeromq.session.list');
  const received = sessions.find(({ label }) => label === 'Market data')!.received;
  await inspector.waitForFunction(
    (wanted) => {
      const text = document.querySelector('.ledger')?.textContent ?? '';
      return Number(/[\d,]+/.exec(text)?.[0].replaceAll(',', '')) >= wanted;
    },
    received + more,
    { timeout: 120_000 },
  );
}

/** Without `part` of the whole window. */
async function save({ page }: Workbench, name: string, part?: Part): Promise<void> {
  const file = path.join(folder, `${name}.png`);
  // no tooltip, no hovered row
  await page.mouse.move(700, 2);
  await page.screenshot({ path: file, clip: part, animations: 'disabled', style: withoutProgress });
  const { size } = statSync(file);
  console.log(`${path.relative(repository, file)}  ${Math.round(size / 1000)} kB`);
  if (size > mostBytes) throw new Error(`${file} is larger than ${mostBytes / 1000} kB.`);
}

/** The extension's icon, which VS Code wants as PNG. */
async function drawIcon(browser: Browser): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 128, height: 128 } });
  const svg = readFileSync(inRepository('media/icon.svg'), 'utf8');
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await page.screenshot({ path: inRepository('media/icon.png'), omitBackground: true });
  await page.close();
}

takePictures().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
