import { captureOpenView, captureWindow } from '../../../src/protocol/capture';
import { recordingOpen } from '../../../src/protocol/recording';
import { unpackRows } from '../../../src/protocol/rows';
import type { Figure } from '../figure';
import { bigRecording } from '../support/bigRecording';
import { startShippedEngine } from '../support/engineStream';
import { median } from '../support/statistics';

const rounds = 5;
const rows = 200;

export const openFirstRows: Figure = {
  name: 'open.firstRows',
  describe:
    'From asking an engine that just started to open a recording of 10 M messages to having its first 200 rows; the ' +
    'slowest of five.',
  target: { below: 500 },
  async run(note) {
    const { file } = await bigRecording(note);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const engine = await startShippedEngine();
      try {
        const started = performance.now();
        const { capture } = await engine.request(recordingOpen, { file });
        const { view } = await engine.request(captureOpenView, { capture });
        const window = await engine.request(captureWindow, { capture, view, position: 0, count: rows });
        times.push(performance.now() - started);
        if (unpackRows(window.rows).length !== rows) throw new Error('The window is not whole.');
      } finally {
        await engine.stop();
      }
    }
    note(`half within ${median(times).toFixed(0)} ms`);
    return { value: Math.max(...times), unit: 'ms' };
  },
};
