import type { Figure } from '../figure';
import { bigMessages, withBigView } from '../support/bigRecording';
import { rareEvery, rareWord } from '../support/sampleMessages';
import { scanRate } from '../support/scanRate';
import { median } from '../support/statistics';

const rounds = 3;

export const filterScan: Figure = {
  name: 'filter.scan',
  describe:
    'Messages a second that a text filter looks through in a recording of 10 M messages (1 GB) that the engine has ' +
    'open, until it has seen the last; median of three.',
  target: { atLeast: 5_000_000 },
  run: (note) =>
    withBigView(note, async (engine, view) => {
      const rates: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        const { rate, found } = await scanRate(engine, view, rareWord);
        if (found !== bigMessages / rareEvery) throw new Error(`${found} messages were found.`);
        rates.push(rate);
        note(`round ${round}: ${(rate / 1e6).toFixed(1)} M msg/s`);
      }
      return { value: median(rates), unit: 'msg/s' };
    }),
};
