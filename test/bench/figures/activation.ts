import type { Figure } from '../figure';
import { median } from '../support/statistics';
import { settle } from '../support/settle';
import { Workbench } from '../../ui/support/workbench';

const rounds = 5;

export const activation: Figure = {
  name: 'activation',
  describe:
    "Loading the extension's bundle and activating it in a real extension host, as an API call sees it; median of " +
    'five windows.',
  target: { below: 50 },
  async run(note) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const workbench = await Workbench.start();
      try {
        await settle(workbench);
        times.push(await activate(workbench));
      } finally {
        await workbench.dispose();
      }
    }
    note(`single windows: ${times.map((time) => time.toFixed(1)).join(', ')} ms`);
    return { value: median(times), unit: 'ms' };
  },
};

function activate(workbench: Workbench): Promise<number> {
  return workbench.evaluate(async (api) => {
    const extension = api.extensions.getExtension('zeromq-workbench.zeromq-workbench');
    if (!extension) throw new Error('VS Code did not find the extension.');
    if (extension.isActive) throw new Error('The extension was active before anybody asked for it.');
    const started = performance.now();
    await extension.activate();
    return performance.now() - started;
  });
}
