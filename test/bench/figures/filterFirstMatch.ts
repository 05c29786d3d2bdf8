import type { Frame } from 'playwright-core';
import { Workbench } from '../../ui/support/workbench';
import type { Figure } from '../figure';
import { bigMessages, bigRecording } from '../support/bigRecording';
import { rareWord } from '../support/sampleMessages';
import { settle } from '../support/settle';

interface Search {
  readonly filter: string;
  /** In the text of every row that it lets through, and of no whole screen of others. */
  readonly shows: RegExp;
}

/** What people type: text that few messages have, a topic, values, a pattern. */
const searches: readonly Search[] = [
  { filter: rareWord, shows: new RegExp(rareWord) },
  { filter: 'topic:ticks.SYM77', shows: /ticks\.SYM77/ },
  { filter: 'json.price>1090', shows: /"price":109[1-9]/ },
  { filter: '/pri.e.:55[0-9]/', shows: /"price":55[0-9]/ },
  { filter: 'size>95 and json.size=77', shows: /"size":77,/ },
];

export const filterFirstMatch: Figure = {
  name: 'filter.firstMatch',
  describe:
    'From Enter in the filter of a recording of 10 M messages to its first matches being painted, in the real ' +
    'workbench: webview, extension host, engine, file and back; the slowest of five filters, one of which lets 1 of ' +
    '100,000 messages through.',
  target: { below: 300 },
  async run(note) {
    const { file } = await bigRecording(note);
    const workbench = await Workbench.start();
    try {
      await workbench.evaluate(
        (api, path) => api.commands.executeCommand('vscode.openWith', api.Uri.file(path), 'zeromq.recording'),
        file,
      );
      const inspector = await workbench.inspector();
      await inspector.locator(`message-grid table[aria-rowcount="${bigMessages + 1}"]`).waitFor();
      // all is counted, so that the file is not read for anything else
      const all = bigMessages.toLocaleString('en-US');
      await inspector.locator('topic-list').getByText(all).first().waitFor({ timeout: 120_000 });
      await settle(workbench);
      const times: number[] = [];
      for (const search of searches) {
        const ms = await firstMatch(inspector, search);
        times.push(ms);
        note(`${search.filter}: ${ms.toFixed(0)} ms`);
      }
      return { value: Math.max(...times), unit: 'ms' };
    } finally {
      await workbench.dispose();
    }
  },
};

/** @returns ms from Enter to the end of the frame that paints matches and nothing else. */
async function firstMatch(inspector: Frame, { filter, shows }: Search): Promise<number> {
  const ms = await inspector.evaluate(
    async ({ text, pattern }) => {
      const input = document.querySelector<HTMLInputElement>('filter-bar input')!;
      const body = document.querySelector('message-grid regular-table tbody')!;
      const isMatch = (line: Element) => new RegExp(pattern).test(line.textContent);
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      // a task that a frame's callback posts runs when that frame has been painted
      const endOfFrame = () =>
        new Promise<unknown>((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port2.onmessage = resolve;
          port1.postMessage(undefined);
        });
      const patienceMs = 30_000;
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      const started = performance.now();
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      const isShown = () => {
        const lines = [...body.querySelectorAll('tr[id]')].filter((line) => line.textContent.trim() !== '');
        return lines.length > 0 && lines.every(isMatch);
      };
      do {
        await frame();
        if (performance.now() - started > patienceMs) throw new Error(`${text}: ${body.textContent}`);
      } while (!isShown());
      await endOfFrame();
      return performance.now() - started;
    },
    { text: filter, pattern: shows.source },
  );
  await inspector.getByRole('button', { name: 'Clear the filter' }).click();
  await inspector.locator(`message-grid table[aria-rowcount="${bigMessages + 1}"]`).waitFor();
  return ms;
}
