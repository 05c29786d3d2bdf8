import type { Frame } from 'playwright-core';
import { Workbench } from '../../ui/support/workbench';
import { blast } from './blast';
import { openInspector, openPullSession, receivedBy } from './pullSession';
import { settle } from './settle';

/** What the extension host costs and how long it is deaf. */
export interface HostLoad {
  /** Of one core, in percent. */
  readonly cpuPercent: number;
  /** The longest that the event loop kept a due timer waiting, in ms. */
  readonly longestDelay: number;
}

export interface BusyHost {
  /** The same window with the inspector open and no traffic. */
  readonly idle: HostLoad;
  readonly busy: HostLoad;
  /** Messages a second that the engine took meanwhile. */
  readonly received: number;
  /** Times a second that the inspector showed newer rows. */
  readonly redraws: number;
}

const idleMs = 10_000;
const busyMs = 20_000;
const redrawWatchMs = 5_000;

let measured: Promise<BusyHost> | undefined;

/** The extension host while the engine takes the stream at full speed and the inspector follows it; measured once. */
export function busyHost(): Promise<BusyHost> {
  return (measured ??= measure());
}

async function measure(): Promise<BusyHost> {
  const workbench = await Workbench.start();
  try {
    const { id, endpoint } = await openPullSession(workbench);
    const inspector = await openInspector(workbench, id);
    await settle(workbench);
    const idle = await hostLoad(workbench, idleMs);

    const blaster = await blast(endpoint, 0);
    const redraws = await redrawsPerSecond(inspector);
    const before = await receivedBy(workbench, id);
    const started = performance.now();
    const busy = await hostLoad(workbench, busyMs);
    const seconds = (performance.now() - started) / 1000;
    const received = ((await receivedBy(workbench, id)) - before) / seconds;
    await blaster.close();
    if (redraws < 1) throw new Error('The inspector did not follow the newest messages.');
    return { idle, busy, received, redraws };
  } finally {
    await workbench.dispose();
  }
}

/** Processor time first and the event loop after it, since the timers that watch the loop take some themselves. */
async function hostLoad(workbench: Workbench, ms: number): Promise<HostLoad> {
  const cpuPercent = await workbench.evaluate(async (_api, period) => {
    const cpu = process.cpuUsage();
    const started = performance.now();
    await new Promise((resolve) => setTimeout(resolve, period));
    const { user, system } = process.cpuUsage(cpu);
    return (100 * (user + system)) / 1000 / (performance.now() - started);
  }, ms);
  const longestDelay = await workbench.evaluate(async (_api, period) => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const resolution = 10;
    const delays = monitorEventLoopDelay({ resolution });
    delays.enable();
    await new Promise((resolve) => setTimeout(resolve, period));
    delays.disable();
    // the histogram holds the time from one due timer to the next
    return Math.max(0, delays.max / 1e6 - resolution);
  }, ms);
  return { cpuPercent, longestDelay };
}

function redrawsPerSecond(inspector: Frame): Promise<number> {
  return inspector.evaluate(async (period) => {
    const newest = () => document.querySelector('message-grid tbody tr:last-child')?.id;
    let shown = newest();
    let redraws = 0;
    const started = performance.now();
    while (performance.now() - started < period) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (newest() === shown) continue;
      shown = newest();
      redraws++;
    }
    return (1000 * redraws) / (performance.now() - started);
  }, redrawWatchMs);
}
