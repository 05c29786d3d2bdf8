import { EngineHarness } from '../../engine/support/engineHarness';
import type { Figure } from '../figure';
import { median } from '../support/statistics';

const rounds = 5;

export const engineReady: Figure = {
  name: 'engine.ready',
  describe:
    "From forking the engine to its answer to initialize, the native library's loading included; median of five starts.",
  target: { below: 500 },
  async run(note) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const started = performance.now();
      const engine = EngineHarness.fork();
      try {
        const { native } = await engine.initialize();
        times.push(performance.now() - started);
        if ('error' in native) throw new Error(native.error.message);
      } finally {
        await engine.stop();
      }
    }
    note(`single starts: ${times.map((time) => time.toFixed(0)).join(', ')} ms`);
    return { value: median(times), unit: 'ms' };
  },
};
