import { type Figure } from '../figure';
import { BareLoop } from '../support/bareLoop';
import { engineStream, startShippedEngine } from '../support/engineStream';
import { median } from '../support/statistics';

const rounds = 9;
const messages = 500_000;
/** So that neither side is compiled while it is timed. */
const warmUp = 200_000;

export const receiveVsBareLoop: Figure = {
  name: 'receive.zeromq.vsBareLoop',
  describe:
    'Messages a second of 100 B that the engine receives through zeromq.js and stores, and the ratio to a bare ' +
    '`for await` loop of zeromq.js on the same stream; medians of nine rounds that take turns.',
  target: { atLeast: 0.9 },
  async run(note) {
    const bare = new BareLoop();
    const engine = await startShippedEngine();
    try {
      await engineStream(engine, warmUp);
      await bare.receive(warmUp);
      const engineRates: number[] = [];
      const bareRates: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        engineRates.push(await engineStream(engine, messages));
        bareRates.push(await bare.receive(messages));
        note(`round ${round}: engine ${thousands(engineRates)}, bare loop ${thousands(bareRates)}`);
      }
      const value = median(engineRates);
      return { value, unit: 'msg/s', ratio: value / median(bareRates) };
    } finally {
      bare.stop();
      await engine.stop();
    }
  },
};

function thousands(rates: readonly number[]): string {
  return `${Math.round(rates.at(-1)! / 1000)} k msg/s`;
}
