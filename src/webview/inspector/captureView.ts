import { type Event, Emitter } from '../../base/emitter';
import {
  type FilterMistake,
  type TimeRange,
  type ViewStatus,
  type WindowResult,
  captureClear,
  captureFreeze,
  captureLocate,
  captureOpenView,
  captureSetFilter,
  captureWatch,
  captureWindow,
} from '../../protocol/capture';
import { type EngineClient } from './engineClient';

/** What a view shows of its capture. */
export interface ViewFilter {
  readonly text: string;
  readonly matchCase: boolean;
  readonly timeRange?: TimeRange;
}

/**
 * This inspector's view of its capture. It lives in the engine; after the engine restarted it is opened anew with
 * the same filter, and frozen again if it was.
 */
export class CaptureView {
  private readonly statusEmitter = new Emitter<ViewStatus>();
  private readonly resetEmitter = new Emitter<void>();
  private view = '';
  private applied: ViewFilter = { text: '', matchCase: false };
  private lastStatus: ViewStatus | undefined;
  private watching = false;

  readonly onDidChange: Event<ViewStatus> = this.statusEmitter.event;
  /** Positions mean something else from here on: the view is new, or has another filter, or was cleared. */
  readonly onDidReset: Event<void> = this.resetEmitter.event;

  constructor(
    private readonly engine: EngineClient,
    private readonly capture: string,
  ) {}

  /** Undefined until the view is open. */
  get status(): ViewStatus | undefined {
    return this.lastStatus;
  }

  /** Whether some filter or time range hides rows. */
  get isFiltered(): boolean {
    return this.applied.text !== '' || this.applied.timeRange !== undefined;
  }

  /** Opens the view and watches it. @returns the mistakes of a filter that could not be taken. */
  async open(filter: ViewFilter, frozen: boolean): Promise<readonly FilterMistake[]> {
    const status = await this.engine.request(captureOpenView, { capture: this.capture });
    this.view = status.view;
    this.applied = { text: '', matchCase: false };
    const mistakes = filter.text !== '' || filter.timeRange ? await this.apply(filter) : [];
    if (frozen) await this.engine.request(captureFreeze, { ...this.ref(), frozen: true });
    this.watching = true;
    this.lastStatus = await this.engine.request(captureWatch, { ...this.ref(), watch: true });
    this.resetEmitter.fire();
    this.accept(this.lastStatus);
    return mistakes;
  }

  /** The engine is gone; what is on screen stays until the view is open again. */
  lose(): void {
    this.view = '';
    this.watching = false;
  }

  get isOpen(): boolean {
    return this.view !== '';
  }

  async watch(watch: boolean): Promise<void> {
    if (!this.isOpen || watch === this.watching) return;
    this.watching = watch;
    this.accept(await this.engine.request(captureWatch, { ...this.ref(), watch }));
  }

  /** @returns the mistakes; with any, the former filter stays in force. */
  async setFilter(filter: ViewFilter): Promise<readonly FilterMistake[]> {
    const mistakes = await this.apply(filter);
    if (mistakes.length === 0) this.resetEmitter.fire();
    if (this.lastStatus) this.accept(this.lastStatus);
    return mistakes;
  }

  async freeze(frozen: boolean): Promise<void> {
    this.accept(await this.engine.request(captureFreeze, { ...this.ref(), frozen }));
  }

  async clear(): Promise<void> {
    await this.engine.request(captureClear, { capture: this.capture });
    this.resetEmitter.fire();
  }

  async window(position: number, count: number): Promise<WindowResult> {
    const result = await this.engine.request(captureWindow, { ...this.ref(), position, count });
    this.accept(result.status);
    return result;
  }

  /** @returns the position of the first row of the view that is not before the given one. */
  async locate(place: { row: number } | { timeMs: number }): Promise<number> {
    const { position } = await this.engine.request(captureLocate, { ...this.ref(), ...place });
    return position;
  }

  accept(status: ViewStatus): void {
    if (status.view !== this.view) return;
    this.lastStatus = status;
    this.statusEmitter.fire(status);
  }

  private async apply(filter: ViewFilter): Promise<readonly FilterMistake[]> {
    const { mistakes, status } = await this.engine.request(captureSetFilter, {
      ...this.ref(),
      filter: filter.text,
      matchCase: filter.matchCase,
      timeRange: filter.timeRange,
    });
    this.lastStatus = status;
    if (mistakes.length === 0) this.applied = filter;
    return mistakes;
  }

  private ref(): { capture: string; view: string } {
    return { capture: this.capture, view: this.view };
  }
}
