import { type InspectorPage } from './inspectorPage';

/**
 * Scrolls a large grid to random places, one after another.
 *
 * @returns milliseconds of each jump, from setting the scroll position until the frame with the rows of that place was
 *   painted
 */
export async function measureGridJumps({ page }: InspectorPage, jumps: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const table = document.querySelector<HTMLElement>('regular-table')!;
    // A message posted while a frame is being made arrives after the frame was painted.
    const painted = () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(undefined);
      });
    const drawn = (done: () => boolean) =>
      new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!done()) return;
          observer.disconnect();
          resolve();
        });
        observer.observe(table, { subtree: true, childList: true, attributes: true, characterData: true });
      });
    const firstRow = () => {
      const row = table.querySelector('tbody tr');
      return row && !row.classList.contains('pending') ? row.id : undefined;
    };
    const times: number[] = [];
    let seed = 1;
    for (let i = 0; i < count; i++) {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      const before = firstRow();
      const there = drawn(() => firstRow() !== undefined && firstRow() !== before);
      const started = performance.now();
      table.scrollTop = Math.floor((seed / 0x7fffffff) * (table.scrollHeight - table.clientHeight));
      await there;
      await painted();
      times.push(performance.now() - started);
      // The prefetching of one jump is not to be measured with the next.
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    return times;
  }, jumps);
}

/** @returns the smallest value that `share` of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}
