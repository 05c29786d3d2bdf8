import { type Event, Emitter } from '../../base/emitter';
import { type InspectorState, inspectorSaveState } from '../../protocol/inspector';
import type { HostLink, WebviewApi } from './hostLink';

const saveAfterMs = 300;

/**
 * What a person set. Every change is saved twice: in the webview's state, which survives hiding, and with the host,
 * which keeps it for the workspace. The webview's comes at once, since a page that is hidden gets no time to save.
 */
export class StateStore {
  private readonly emitter = new Emitter<InspectorState>();
  private timer: number | undefined;

  readonly onDidChange: Event<InspectorState> = this.emitter.event;

  constructor(
    private readonly api: WebviewApi,
    private readonly host: HostLink,
    private state: InspectorState,
  ) {}

  get value(): InspectorState {
    return this.state;
  }

  update(change: Partial<InspectorState>): void {
    this.remember(change);
    this.api.setState(this.state);
    this.emitter.fire(this.state);
  }

  /** Saves what nothing on screen depends on, such as the scroll position. */
  remember(change: Partial<InspectorState>): void {
    this.state = { ...this.state, ...change, savedAt: Date.now() };
    this.timer ??= window.setTimeout(() => this.save(), saveAfterMs);
  }

  /** Saves at once, since the page may be about to go. */
  save(): void {
    if (this.timer === undefined) return;
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.api.setState(this.state);
    this.host.notify(inspectorSaveState, this.state);
  }
}
