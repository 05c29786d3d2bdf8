import { engineLimits } from '../../../src/host/config/settings';
import { captureOpenView, type ViewStatus } from '../../../src/protocol/capture';
import { sessionDidChange, sessionRemove, type SessionSnapshot } from '../../../src/protocol/session';
import { EngineHarness } from '../../engine/support/engineHarness';
import { blast } from './blast';

/** The engine as it runs for people who changed no setting. */
export function startShippedEngine(): Promise<EngineHarness> {
  return EngineHarness.start({ limits: engineLimits(() => undefined) });
}

/** What is to be done with the session before the first and after the last message. */
export interface StreamSteps {
  readonly opened?: (session: string) => Promise<void>;
  readonly received?: (session: string) => Promise<void>;
}

/**
 * Lets the engine take `count` messages in a session of its own, which is removed again.
 *
 * @param onProgress is told how many have come, four times a second at most
 * @returns messages a second, from the first to the last by the times the capture gave them
 */
export async function engineStream(
  engine: EngineHarness,
  count: number,
  onProgress?: (received: number) => void,
  { opened, received }: StreamSteps = {},
): Promise<number> {
  const session = await engine.open({
    type: 'PULL',
    endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
  });
  await opened?.(session.id);
  const all = receivedAll(engine, session, count, onProgress);
  const blaster = await blast(session.endpoints[0]!.resolved, count);
  await all;
  await blaster.close();
  await received?.(session.id);
  const status = await engine.request(captureOpenView, { capture: session.id });
  assertComplete(status, count);
  await engine.request(sessionRemove, { session: session.id });
  return (count - 1) / ((status.lastTimeMs - status.firstTimeMs) / 1000);
}

/** A rate bought by dropping messages would not be one. */
export function assertComplete({ ledger }: ViewStatus, count: number): void {
  const { received, lost, lostReason } = ledger;
  if (received !== count || lost !== 0) {
    throw new Error(`${received} of ${count} received, ${lost} lost. ${lostReason?.message ?? ''}`);
  }
}

function receivedAll(
  engine: EngineHarness,
  { id }: SessionSnapshot,
  count: number,
  onProgress?: (received: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const listener = engine.on(sessionDidChange, (snapshot) => {
      if (snapshot.id !== id) return;
      onProgress?.(snapshot.received);
      if (snapshot.received < count) return;
      listener.dispose();
      resolve();
    });
    void engine.exited.then(({ code, signal }) => reject(new Error(`The engine ended: ${signal ?? code}.`)));
  });
}
