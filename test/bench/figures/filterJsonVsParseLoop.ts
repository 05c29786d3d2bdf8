import type { Figure } from '../figure';
import { withBigView } from '../support/bigRecording';
import { runBenchProcess } from '../support/benchProcess';
import { scanRate } from '../support/scanRate';
import { median } from '../support/statistics';

const rounds = 3;
const parsed = 3_000_000;

export const filterJsonVsParseLoop: Figure = {
  name: 'filter.json.vsParseLoop',
  describe:
    'Messages a second that the filter json.price>1090 looks at in a recording of 10 M messages, and the ratio to a ' +
    'bare loop of JSON.parse over the same payloads in memory; medians of three rounds in which they take turns.',
  target: { atLeast: 0.5 },
  run: (note) =>
    withBigView(note, async (engine, view) => {
      const rates: number[] = [];
      const ratios: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        const { rate, found } = await scanRate(engine, view, 'json.price>1090');
        if (found === 0) throw new Error('Nothing was found.');
        const loop = await runBenchProcess<number>('parseLoop', [String(parsed)]);
        rates.push(rate);
        ratios.push(rate / loop);
        note(`round ${round}: filter ${(rate / 1e6).toFixed(2)}, loop ${(loop / 1e6).toFixed(2)} M msg/s`);
      }
      return { value: median(rates), unit: 'msg/s', ratio: median(ratios) };
    }),
};
