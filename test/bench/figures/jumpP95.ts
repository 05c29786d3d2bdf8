import { captureLocate, captureWindow } from '../../../src/protocol/capture';
import { unpackRows } from '../../../src/protocol/rows';
import type { Figure } from '../figure';
import { bigMessages, withBigView } from '../support/bigRecording';
import { randomShares } from '../support/randomShares';
import { percentile } from '../support/statistics';

const jumps = 1000;
const warmUp = 50;
const rows = 200;

export const jumpP95: Figure = {
  name: 'jump.p95',
  describe:
    'From asking the engine for a time anywhere in a recording of 10 M messages to having the 200 rows from there on, ' +
    '95th percentile of a thousand.',
  target: { below: 100 },
  run: (note) =>
    withBigView(note, async (engine, view, recording) => {
      const { firstTimeMs, lastTimeMs } = recording;
      const stepMs = (lastTimeMs - firstTimeMs) / (bigMessages - 1);
      const times: number[] = [];
      for (const share of randomShares(warmUp + jumps)) {
        const asked = Math.floor(share * (bigMessages - rows));
        // Half a step before the row's time, so that the row is the first that is not before it.
        const timeMs = firstTimeMs + (asked - 0.5) * stepMs;
        const started = performance.now();
        const { position } = await engine.request(captureLocate, { ...view, timeMs });
        const window = await engine.request(captureWindow, { ...view, position, count: rows });
        times.push(performance.now() - started);
        const unpacked = unpackRows(window.rows);
        if (unpacked.length !== rows || unpacked[0]!.row !== asked) {
          throw new Error(`Row ${asked} was asked for, ${unpacked[0]?.row} came.`);
        }
      }
      const measured = times.slice(warmUp);
      note(
        `half within ${percentile(measured, 0.5).toFixed(2)} ms, slowest ${percentile(measured, 1).toFixed(1)} ms`,
      );
      return { value: percentile(measured, 0.95), unit: 'ms' };
    }),
};
