import { captureWindow } from '../../../src/protocol/capture';
import { unpackRows } from '../../../src/protocol/rows';
import type { Figure } from '../figure';
import { bigMessages, withBigView } from '../support/bigRecording';
import { randomShares } from '../support/randomShares';
import { percentile } from '../support/statistics';

const windows = 1000;
const warmUp = 50;
const rows = 200;

export const windowP95: Figure = {
  name: 'window.p95',
  describe:
    'From asking the engine for 200 rows anywhere in a recording of 10 M messages to having them, 95th percentile of ' +
    'a thousand.',
  target: { below: 10 },
  run: (note) =>
    withBigView(note, async (engine, view) => {
      const times: number[] = [];
      for (const share of randomShares(warmUp + windows)) {
        const position = Math.floor(share * (bigMessages - rows));
        const started = performance.now();
        const window = await engine.request(captureWindow, { ...view, position, count: rows });
        times.push(performance.now() - started);
        const unpacked = unpackRows(window.rows);
        if (unpacked.length !== rows || unpacked[0]!.row !== position)
          throw new Error('A window is not whole.');
      }
      const measured = times.slice(warmUp);
      note(
        `half within ${percentile(measured, 0.5).toFixed(2)} ms, slowest ${percentile(measured, 1).toFixed(1)} ms`,
      );
      return { value: percentile(measured, 0.95), unit: 'ms' };
    }),
};
