import type { Figure } from '../figure';
import { engineStream, startShippedEngine } from '../support/engineStream';
import { residentMegabytes } from '../support/residentMemory';

const messages = 5_000_000;

export const receiveMemory: Figure = {
  name: 'receive.memory',
  describe:
    'The most memory (resident set) that the engine takes up while it receives and stores 5 M messages of 100 B.',
  async run(note) {
    const engine = await startShippedEngine();
    try {
      const idle = residentMegabytes(engine.process.pid!);
      let most = idle;
      let mostOfFirstMillion = idle;
      await engineStream(engine, messages, (received) => {
        most = Math.max(most, residentMegabytes(engine.process.pid!));
        if (received < messages / 5) mostOfFirstMillion = most;
      });
      note(`idle ${idle.toFixed(0)} MB, most within the first million ${mostOfFirstMillion.toFixed(0)} MB`);
      return { value: most, unit: 'MB' };
    } finally {
      await engine.stop();
    }
  },
};
