import type { Figure } from '../figure';
import { busyHost } from '../support/busyHost';

export const hostCpu: Figure = {
  name: 'host.cpu',
  describe:
    'Processor time of the extension host, in percent of one core, while the engine takes messages of 100 B at full ' +
    'speed for 20 s and the inspector, in front, follows the newest.',
  target: { below: 5 },
  async run(note) {
    const { idle, busy, received, redraws } = await busyHost();
    note(`without traffic ${idle.cpuPercent.toFixed(1)} %`);
    note(
      `engine took ${Math.round(received / 1000)} k msg/s, inspector showed ${redraws.toFixed(1)} pictures a second`,
    );
    return { value: busy.cpuPercent, unit: '%' };
  },
};
