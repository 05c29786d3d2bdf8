import { type Frame } from 'playwright-core';

/** How long each jump took, in ms, in the order of the given places. */
export interface Jumps {
  readonly times: readonly number[];
  /** Rows of the grid, by what it tells screen readers. */
  readonly rows: number;
}

/**
 * Drags the scroll bar to each of the places (0 top, 1 bottom). A jump lasts from setting the scroll position until a
 * frame after the one in which the asked rows stood in the table, so that they have been painted. Every message of
 * blast() begins with its number, which is its row's: that tells the asked rows from others.
 */
export function jumpTimes(inspector: Frame, places: readonly number[]): Promise<Jumps> {
  return inspector.evaluate(async (shares) => {
    const table = document.querySelector<HTMLElement>('message-grid regular-table')!;
    const body = table.querySelector('tbody')!;
    const rows = Number(table.querySelector('table')!.getAttribute('aria-rowcount')) - 1;
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const patienceMs = 5_000;
    const restMs = 100;

    /** Whether a whole screen of rows that follow one another is there, from about the asked one on. */
    const shows = (asked: number): boolean => {
      const lines = [...body.rows];
      const first = Number(/^row-(\d+)$/.exec(lines[0]?.id ?? '')?.[1] ?? NaN);
      // a scroll bar of some hundred pixels cannot ask for one row of millions exactly
      if (!(Math.abs(first - asked) <= Math.max(2, rows / 1000))) return false;
      const height = lines.reduce((sum, line) => sum + line.offsetHeight, 0);
      if (height < table.clientHeight - 3 * lines[0]!.offsetHeight) return false;
      return lines.every((line, i) => {
        const preview = line.querySelector('[data-column="preview"]');
        return line.id === `row-${first + i}` && preview!.textContent.startsWith(`${first + i} `);
      });
    };

    const times: number[] = [];
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
      await frame();
      times.push(performance.now() - started);
    }
    return { times, rows };
  }, places);
}
