import type { Figure } from '../figure';
import { busyHost } from '../support/busyHost';

export const hostLoopDelay: Figure = {
  name: 'host.loopDelay',
  describe:
    "The longest delay of the extension host's event loop in 20 s under the load of host.cpu " +
    '(perf_hooks.monitorEventLoopDelay).',
  target: { below: 50 },
  async run(note) {
    const { idle, busy, received } = await busyHost();
    note(`without traffic ${idle.longestDelay.toFixed(1)} ms`);
    note(`engine took ${Math.round(received / 1000)} k msg/s`);
    return { value: busy.longestDelay, unit: 'ms' };
  },
};
