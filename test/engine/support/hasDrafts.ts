import { EngineHarness } from './engineHarness';

/** Whether the library that the engine loads has the draft socket types. */
export async function hasDrafts(): Promise<boolean> {
  const fresh = EngineHarness.fork();
  try {
    const { native } = await fresh.initialize();
    return 'capabilities' in native && native.capabilities.socketTypes.includes('SERVER');
  } finally {
    await fresh.stop();
  }
}
