import type { Workbench } from '../../ui/support/workbench';

/**
 * Resolves when the extension host's event loop has been free for two seconds, and so has done with what a window's
 * start brings: other extensions activate up to a second apart. Rejects when it is not within a minute.
 */
export function settle(workbench: Workbench): Promise<void> {
  return workbench.evaluate(async () => {
    const everyMs = 25;
    const lateMs = 5;
    const deadline = performance.now() + 60_000;
    for (let calm = 0; calm < 80;) {
      const before = performance.now();
      if (before > deadline) throw new Error('The extension host did not come to rest within a minute.');
      await new Promise((resolve) => setTimeout(resolve, everyMs));
      calm = performance.now() - before < everyMs + lateMs ? calm + 1 : 0;
    }
  });
}
