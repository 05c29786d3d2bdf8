import { Workbench } from '../../ui/support/workbench';
import type { Figure } from '../figure';
import { blast } from '../support/blast';
import { jumpTimes } from '../support/jumpTimes';
import { openInspector, openPullSession, receivedBy } from '../support/pullSession';
import { randomShares } from '../support/randomShares';
import { settle } from '../support/settle';
import { percentile } from '../support/statistics';

const rows = 10_000_000;
const warmUp = 20;
const jumps = 300;
const pollMs = 500;

export const gridJump: Figure = {
  name: 'grid.jump.p95',
  describe:
    'From a random jump of the scroll bar among 10 M captured rows to their being painted, 95th percentile of 300, in ' +
    'the real workbench: webview, extension host, engine, spool and back.',
  target: { below: 50 },
  async run(note) {
    const settings = { 'zeromq.capture.limit': 4096 };
    // wide enough for all columns
    const workbench = await Workbench.start({ settings, viewport: { width: 1920, height: 1080 } });
    try {
      const { id, endpoint } = await openPullSession(workbench);
      const seconds = await fill(workbench, id, endpoint);
      note(`10 M rows came through a socket in ${seconds.toFixed(0)} s`);
      const inspector = await openInspector(workbench, id);
      await inspector.locator(`message-grid table[aria-rowcount="${rows + 1}"]`).waitFor();
      await inspector.locator('message-grid tbody tr[id]').first().waitFor();
      await settle(workbench);
      const jumped = (await jumpTimes(inspector, randomShares(warmUp + jumps))).slice(warmUp);
      const painted = jumped.map((jump) => jump.painted);
      const [half, slowest] = [percentile(painted, 0.5), percentile(painted, 1)];
      note(`half within ${half.toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms`);
      const nextFrame = percentile(
        jumped.map((jump) => jump.nextFrame),
        0.95,
      );
      note(`95th percentile until the frame after it begins ${nextFrame.toFixed(1)} ms`);
      return { value: percentile(painted, 0.95), unit: 'ms' };
    } finally {
      await workbench.dispose();
    }
  },
};

/** @returns seconds it took. */
async function fill(workbench: Workbench, id: string, endpoint: string): Promise<number> {
  const started = performance.now();
  const blaster = await blast(endpoint, rows);
  try {
    await blaster.done;
    while ((await receivedBy(workbench, id)) < rows)
      await new Promise((resolve) => setTimeout(resolve, pollMs));
  } finally {
    await blaster.close();
  }
  return (performance.now() - started) / 1000;
}
