import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { recordingStart, recordingStop } from '../../../src/protocol/recording';
import type { Figure } from '../figure';
import { engineStream, startShippedEngine } from '../support/engineStream';
import { peakMegabytes, residentMegabytes } from '../support/residentMemory';

const messages = 5_000_000;

export const recordRss: Figure = {
  name: 'record.rss',
  describe:
    'The most memory (resident set) that the engine takes up while it receives, stores and records 5 M messages of 100 B.',
  target: { below: 300 },
  async run(note) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-record-'));
    const engine = await startShippedEngine();
    try {
      const pid = engine.process.pid!;
      note(`idle ${residentMegabytes(pid).toFixed(0)} MB`);
      const file = path.join(folder, 'stream.mcap');
      const rate = await engineStream(engine, messages, undefined, {
        opened: async (session) => {
          await engine.request(recordingStart, { session, file, compression: 'none' });
        },
        received: async (session) => {
          const { state, messages: recorded, missed } = await engine.request(recordingStop, { session });
          if (state !== 'finished' || recorded !== messages || missed > 0) {
            throw new Error(`${state}: ${recorded} recorded, ${missed} missed`);
          }
        },
      });
      note(`${Math.round(rate / 1000)} k msg/s`);
      return { value: peakMegabytes(pid), unit: 'MB' };
    } finally {
      await engine.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
};
