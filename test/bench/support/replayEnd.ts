import { replayDidChange, type ReplaySnapshot } from '../../../src/protocol/replay';
import type { EngineHarness } from '../../engine/support/engineHarness';

/** Resolves when the next replay is over; rejects when not all of the messages were sent. */
export function replayEnd(engine: EngineHarness, messages: number): Promise<ReplaySnapshot> {
  return new Promise((resolve, reject) => {
    const listener = engine.on(replayDidChange, (snapshot) => {
      const { state, sent, failed, error } = snapshot;
      if (state === 'waiting' || state === 'running') return;
      listener.dispose();
      if (state === 'finished' && sent === messages && failed === 0) resolve(snapshot);
      else reject(new Error(`The replay ${state}: ${sent} sent, ${failed} failed. ${error?.message ?? ''}`));
    });
  });
}
