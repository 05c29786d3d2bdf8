import type { Frame } from 'playwright-core';

/** How long a jump took, in ms from setting the scroll position. */
export interface Jump {
  /** Until the end of the frame that was painted with the asked rows. */
  readonly painted: number;
  /** Until the beginning of the frame after it. */
  readonly nextFrame: number;
}

/**
 * Drags the scroll bar to each of the places (0 top, 1 bottom). Every message of blast() begins with its number, which
 * is its row's: that tells the asked rows from others.
 */
export function jumpTimes(inspector: Frame, places: readonly number[]): Promise<Jump[]> {
  return inspector.evaluate(async (shares) => {
    const table = document.querySelector<HTMLElement>('message-grid regular-table')!;
    const body = table.querySelector('tbody')!;
    const rows = Number(table.querySelector('table')!.getAttribute('aria-rowcount')) - 1;
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    // a task that a frame's callback posts runs when that frame has been painted
    const endOfFrame = () =>
      new Promise<unknown>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = resolve;
        port1.postMessage(undefined);
      });
    const patienceMs = 5_000;
    const restMs = 100;

    /** Whether a screen full of rows that follow one another is there, from about the asked one on. */
    const shows = (asked: number): boolean => {
      const { bottom } = table.getBoundingClientRect();
      const lines = [...body.rows].filter((line) => line.getBoundingClientRect().top < bottom);
      const first = Number(/^row-(\d+)$/.exec(lines[0]?.id ?? '')?.[1] ?? NaN);
      // a scroll bar of some hundred pixels cannot ask for one row of millions exactly
      if (!(Math.abs(first - asked) <= Math.max(2, rows / 1000))) return false;
      const last = lines.at(-1)!;
      if (last.getBoundingClientRect().bottom < bottom - last.offsetHeight / 2) return false;
      return lines.every((line, i) => {
        const preview = line.querySelector('[data-column="preview"]');
        return line.id === `row-${first + i}` && preview?.textContent.startsWith(`${first + i} `);
      });
    };

    const jumps: { painted: number; nextFrame: number }[] = [];
    for (const share of shares) {
      await new Promise((resolve) => setTimeout(resolve, restMs));
      const screen = table.clientHeight / body.rows[0]!.offsetHeight;
      const asked = share * (rows - screen);
      const started = performance.now();
      table.scrollTop = share * (table.scrollHeight - table.clientHeight);
      do {
        await frame();
        if (performance.now() - started > patienceMs) {
          throw new Error(`Row ${Math.round(asked)} was asked for, ${body.rows[0]?.id} came.`);
        }
      } while (!shows(asked));
      await endOfFrame();
      const painted = performance.now() - started;
      await frame();
      jumps.push({ painted, nextFrame: performance.now() - started });
    }
    return jumps;
  }, places);
}
