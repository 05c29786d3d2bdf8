import { captureOpenView } from '../../../src/protocol/capture';
import { sessionDidChange } from '../../../src/protocol/session';
import type { EngineHarness } from '../../engine/support/engineHarness';
import { assertComplete } from './engineStream';
import { blast } from './blast';

/** Lets a PULL session take `count` messages of 100 B. @returns its capture, which holds them all */
export async function capturedStream(engine: EngineHarness, count: number): Promise<string> {
  const { id, endpoints } = await engine.open({
    type: 'PULL',
    endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
  });
  const all = new Promise<void>((resolve) => {
    const listener = engine.on(sessionDidChange, (snapshot) => {
      if (snapshot.id !== id || snapshot.received < count) return;
      listener.dispose();
      resolve();
    });
  });
  const blaster = await blast(endpoints[0]!.resolved, count);
  await all;
  await blaster.close();
  assertComplete(await engine.request(captureOpenView, { capture: id }), count);
  return id;
}
