import { captureSetFilter, captureWindow } from '../../../src/protocol/capture';
import { unpackRows } from '../../../src/protocol/rows';
import type { EngineHarness } from '../../engine/support/engineHarness';
import type { Figure } from '../figure';
import { statusOf, type View, withBigView } from '../support/bigRecording';
import { rareWord } from '../support/sampleMessages';

/** What people type: text that few messages have, a topic, values, a pattern. */
const filters = [
  rareWord,
  'topic:ticks.SYM77',
  'json.price>1090',
  '/pri.e.:55[0-9]/',
  'size>95 and json.size=77',
];

export const filterFirstMatch: Figure = {
  name: 'filter.firstMatch',
  describe:
    'From setting a filter on a recording of 10 M messages to the rows of its first matches being there for the grid; ' +
    'the slowest of five filters, one of which lets 1 of 100,000 messages through.',
  target: { below: 300 },
  run: (note) =>
    withBigView(note, async (engine, view) => {
      const times: number[] = [];
      for (const filter of filters) {
        const ms = await firstMatch(engine, view, filter);
        times.push(ms);
        note(`${filter}: ${ms.toFixed(0)} ms`);
      }
      return { value: Math.max(...times), unit: 'ms' };
    }),
};

async function firstMatch(engine: EngineHarness, view: View, filter: string): Promise<number> {
  await engine.request(captureSetFilter, { ...view, filter: '' });
  const started = performance.now();
  const { status, mistakes } = await engine.request(captureSetFilter, { ...view, filter });
  if (mistakes.length > 0) throw new Error(`${filter}: ${mistakes[0]!.message}`);
  if (status.count === 0) await statusOf(engine, view, ({ count }) => count > 0);
  // The newest matches are the last, and shown first.
  const { rows } = await engine.request(captureWindow, { ...view, position: 0, count: 40 });
  const ms = performance.now() - started;
  if (unpackRows(rows).length === 0) throw new Error(`${filter}: no rows`);
  return ms;
}
