import { Workbench } from '../../ui/support/workbench';
import type { Figure } from '../figure';
import { settle } from '../support/settle';
import { makeSourceWorkspace } from '../support/sourceWorkspace';

const windows = 3;

/** How deaf the extension host is while the workspace is read. */
interface Reading {
  /** The longest that the event loop kept a due timer waiting, in ms. */
  readonly longestDelay: number;
  /** From the extension's activation to the findings, in seconds. */
  readonly seconds: number;
  /** Files that the findings are about. */
  readonly files: number;
}

export const indexHostDelay: Figure = {
  name: 'index.hostDelay',
  describe:
    "The longest delay of the extension host's event loop from the extension's activation until the workspace of " +
    'index.workspace is indexed and its findings are shown (perf_hooks.monitorEventLoopDelay); the worst of three windows.',
  target: { below: 50 },
  async run(note) {
    const workspace = makeSourceWorkspace();
    try {
      let worst = 0;
      for (let round = 0; round < windows; round++) {
        const workbench = await Workbench.start({ folder: workspace.folder });
        try {
          await settle(workbench);
          const { longestDelay, seconds, files } = await read(workbench);
          note(`${longestDelay.toFixed(1)} ms in ${seconds.toFixed(1)} s, findings in ${files} files`);
          worst = Math.max(worst, longestDelay);
        } finally {
          await workbench.dispose();
        }
      }
      return { value: worst, unit: 'ms' };
    } finally {
      workspace.remove();
    }
  },
};

/** The indexer tells of its findings when it has read all: their coming is the end. */
function read(workbench: Workbench): Promise<Reading> {
  return workbench.evaluate(async (api) => {
    const extension = api.extensions.getExtension('zeromq-workbench.zeromq-workbench');
    if (!extension) throw new Error('VS Code did not find the extension.');
    const withFindings = () =>
      api.languages.getDiagnostics().filter(([, list]) => list.some(({ source }) => source === 'zeromq'));
    const found = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('No findings within two minutes.')), 120_000);
      const listening = api.languages.onDidChangeDiagnostics(() => {
        if (withFindings().length === 0) return;
        listening.dispose();
        clearTimeout(timer);
        resolve();
      });
    });
    await extension.activate();
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const resolution = 10;
    const delays = monitorEventLoopDelay({ resolution });
    const started = performance.now();
    delays.enable();
    await found;
    const seconds = (performance.now() - started) / 1000;
    // what the findings' coming sets off is in it
    await new Promise((resolve) => setTimeout(resolve, 1000));
    delays.disable();
    // the histogram holds the time from one due timer to the next
    return {
      longestDelay: Math.max(0, delays.max / 1e6 - resolution),
      seconds,
      files: withFindings().length,
    };
  });
}
