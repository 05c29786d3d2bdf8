import { topologySaveState, type TopologyState } from '../../protocol/topology';
import type { HostLink, WebviewApi } from '../inspector/hostLink';

const saveAfterMs = 300;

/**
 * What a person set. Every change is saved twice: in the page's own state, which survives hiding and is there at once,
 * and with the host, which keeps it for the workspace.
 */
export class PageState {
  private timer: number | undefined;

  constructor(
    private readonly api: WebviewApi,
    private readonly host: HostLink,
    private state: TopologyState,
  ) {}

  get value(): TopologyState {
    return this.state;
  }

  update(change: Partial<TopologyState>): void {
    this.state = { ...this.state, ...change, savedAt: Date.now() };
    this.api.setState(this.state);
    this.timer ??= window.setTimeout(() => this.save(), saveAfterMs);
  }

  /** Saves at once, since the page may be about to go. */
  save(): void {
    if (this.timer === undefined) return;
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.host.notify(topologySaveState, this.state);
  }
}

/** What the page kept while it was hidden; empty where it is new. */
export function keptState(api: WebviewApi): TopologyState {
  const kept = api.getState();
  return typeof kept === 'object' && kept !== null ? kept : {};
}
