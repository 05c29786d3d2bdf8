import { captureWindow } from '../../../src/protocol/capture';
import type { Figure } from '../figure';
import { bigMessages, bigRecording, openCounted } from '../support/bigRecording';
import { startShippedEngine } from '../support/engineStream';
import { randomShares } from '../support/randomShares';
import { peakMegabytes, residentMegabytes } from '../support/residentMemory';
import { scanRate } from '../support/scanRate';

const windows = 1000;
const rows = 200;

export const openRss: Figure = {
  name: 'open.rss',
  describe:
    'The most memory (resident set) that the engine takes up while it opens a recording of 10 M messages (1 GB), counts ' +
    'it, shows a thousand windows of it, and filters it: once with few matches, once with nothing but matches.',
  target: { below: 400 },
  async run(note) {
    const recording = await bigRecording(note);
    const engine = await startShippedEngine();
    try {
      const pid = engine.process.pid!;
      note(`idle ${residentMegabytes(pid).toFixed(0)} MB`);
      const view = await openCounted(engine, recording);
      note(`counted, peak ${peakMegabytes(pid).toFixed(0)} MB`);
      for (const share of randomShares(windows)) {
        const position = Math.floor(share * (bigMessages - rows));
        await engine.request(captureWindow, { ...view, position, count: rows });
      }
      note(`a thousand windows, peak ${peakMegabytes(pid).toFixed(0)} MB`);
      await scanRate(engine, view, 'json.price=555');
      note(`filtered to 1 of 1,000, peak ${peakMegabytes(pid).toFixed(0)} MB`);
      // Matches are kept as row numbers of 4 bytes.
      const { found } = await scanRate(engine, view, 'topic:ticks*');
      if (found !== bigMessages) throw new Error(`${found} messages were found.`);
      return { value: peakMegabytes(pid), unit: 'MB' };
    } finally {
      await engine.stop();
    }
  },
};
