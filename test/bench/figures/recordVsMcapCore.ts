import { engineArguments } from '../../../src/host/engine/engineArguments';
import type { Figure } from '../figure';
import { runBenchProcess } from '../support/benchProcess';
import { median } from '../support/statistics';

const rounds = 5;
const messages = 2_000_000;
/** It takes as long for these. */
const coreMessages = 400_000;

export const recordVsMcapCore: Figure = {
  name: 'record.vsMcapCore',
  describe:
    'Messages a second of 100 B that are stored in a capture and recorded, both on disk, and the ratio to the writer ' +
    'of @mcap/core to disk; medians of five rounds in which they take turns.',
  target: { atLeast: 5 },
  async run(note) {
    const rates: number[] = [];
    const ratios: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      const rate = await runBenchProcess<number>('recordLoop', [String(messages)], engineArguments);
      const core = await runBenchProcess<number>('mcapCoreLoop', [String(coreMessages)]);
      rates.push(rate);
      ratios.push(rate / core);
      note(`round ${round}: ${thousands(rate)}, @mcap/core ${thousands(core)} msg/s`);
    }
    return { value: median(rates), unit: 'msg/s', ratio: median(ratios) };
  },
};

function thousands(rate: number): string {
  return `${Math.round(rate / 1000)} k`;
}
