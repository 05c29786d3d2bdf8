import { captureSetFilter } from '../../../src/protocol/capture';
import type { EngineHarness } from '../../engine/support/engineHarness';
import { bigMessages, statusOf, type View } from './bigRecording';

/** @returns messages a second that a filter looks at, from the request to the last of them; and how many match. */
export async function scanRate(
  engine: EngineHarness,
  view: View,
  filter: string,
): Promise<{ readonly rate: number; readonly found: number }> {
  await engine.request(captureSetFilter, { ...view, filter: '' });
  const started = performance.now();
  const { mistakes } = await engine.request(captureSetFilter, { ...view, filter });
  if (mistakes.length > 0) throw new Error(`${filter}: ${mistakes[0]!.message}`);
  const { count } = await statusOf(engine, view, ({ scanned }) => scanned === 1);
  return { rate: bigMessages / ((performance.now() - started) / 1000), found: count };
}
