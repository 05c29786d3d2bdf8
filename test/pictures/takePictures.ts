/** Opens the demo workspace, arranges what the README shows and saves it in media/readme. */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRepository } from '../../scripts/repository';
import { stopSharedVsCode } from '../ui/support/testVsCode';
import { Workbench, type Theme } from '../ui/support/workbench';

const filter = 'topic:ticks.* json.price > 200 size >= 64';

const out = inRepository('media/readme');

async function takePictures(): Promise<void> {
  const folder = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'zeromq-pictures-'))), 'trading');
  cpSync(inRepository('demo/workspace'), folder, { recursive: true, dereference: true });
  mkdirSync(out, { recursive: true });
  const workbench = await Workbench.start({ folder, viewport: { width: 1400, height: 860 } });
  try {
    await workbench.showSessions();
    for (const session of ['Market data', 'Sensors']) await workbench.execute('zeromq.session.open', { session });
    await workbench.execute('zeromq.inspector.open', { session: 'Market data' });
    const inspector = await workbench.inspector('Market data');
    await inspector.locator('input[aria-label="Filter messages"]').fill(filter);
    await new Promise((r) => setTimeout(r, 8000));
    for (const theme of ['dark', 'light'] as Theme[]) {
      await workbench.setTheme(theme);
      await new Promise((r) => setTimeout(r, 1500));
      await workbench.page.screenshot({ path: path.join(out, `inspector-${theme}.png`) });
    }
  } finally {
    await workbench.dispose();
    await stopSharedVsCode();
    rmSync(path.dirname(folder), { recursive: true, force: true });
  }
}

takePictures().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
