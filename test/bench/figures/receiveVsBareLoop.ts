import type { Figure } from '../figure';
import { BareLoop } from '../support/bareLoop';
import { engineStream, startShippedEngine } from '../support/engineStream';
import { median } from '../support/statistics';

const rounds = 25;
const messages = 300_000;
/** So that neither side is compiled while it is timed. */
const warmUp = 200_000;

export const receiveVsBareLoop: Figure = {
  name: 'receive.zeromq.vsBareLoop',
  describe:
    'Messages a second of 100 B that the engine receives through zeromq.js and stores, and the ratio to a bare ' +
    '`for await` loop of zeromq.js on the same stream; medians of 25 rounds in which they take turns.',
  target: { atLeast: 0.9 },
  async run(note) {
    const bareLoop = new BareLoop();
    const engine = await startShippedEngine();
    try {
      await engineStream(engine, warmUp);
      await bareLoop.receive(warmUp);
      const rates: number[] = [];
      const ratios: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        // neither is always the first, so that a machine that slows down favours none
        const engineFirst = round % 2 === 1;
        const before = engineFirst ? await engineStream(engine, messages) : undefined;
        const bare = await bareLoop.receive(messages);
        const rate = before ?? (await engineStream(engine, messages));
        rates.push(rate);
        ratios.push(rate / bare);
        note(`round ${round}: engine ${thousands(rate)}, bare loop ${thousands(bare)} msg/s`);
      }
      return { value: median(rates), unit: 'msg/s', ratio: median(ratios) };
    } finally {
      bareLoop.stop();
      await engine.stop();
    }
  },
};

function thousands(rate: number): string {
  return `${Math.round(rate / 1000)} k`;
}
