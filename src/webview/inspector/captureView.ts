import { type Event, Emitter } from '../../base/emitter';
import {
  type FilterMistake,
  type SetFilterResult,
  type TimeRange,
  type ViewRef,
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
import { WorkbenchError } from '../../base/workbenchError';
import { unpackRows } from '../../protocol/rows';
import type { EngineClient } from './engineClient';

/** What a view shows of its capture. */
export interface ViewFilter {
  readonly text: string;
  readonly matchCase: boolean;
  readonly timeRange?: TimeRange;
}

const noFilter: ViewFilter = { text: '', matchCase: false };

/** Code of what is asked while the engine is down or the view opens; the page asks again once it is open. */
export const viewNotOpen = 'inspector/viewNotOpen';

/**
 * This inspector's view of its capture. It lives in the engine; after the engine restarted it is opened anew with
 * the same filter, and frozen again if it was.
 */
export class CaptureView {
  private readonly statusEmitter = new Emitter<ViewStatus>();
  private readonly resetEmitter = new Emitter<void>();
  private view = '';
  private applied = noFilter;
  private lastStatus: ViewStatus | undefined;
  private watching = false;
  private opening: Promise<readonly FilterMistake[]> | undefined;

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
    return this.hidesByText || this.hidesByTime;
  }

  get hidesByText(): boolean {
    return this.applied.text !== '';
  }

  get hidesByTime(): boolean {
    return this.applied.timeRange !== undefined;
  }

  /**
   * Opens the view and watches it; calls while it opens share one view.
   *
   * @returns the mistakes of a filter that could not be taken.
   */
  open(filter: ViewFilter, frozen: boolean): Promise<readonly FilterMistake[]> {
    if (this.opening) return this.opening;
    const opening = this.openAnew(filter, frozen).finally(() => {
      if (this.opening === opening) this.opening = undefined;
    });
    this.opening = opening;
    return opening;
  }

  /** The engine is gone; what is on screen stays until the view is open again. */
  lose(): void {
    this.view = '';
    this.watching = false;
    this.opening = undefined;
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
    const { mistakes, status } = await this.apply(this.ref(), filter);
    // Opened anew meanwhile, with the filter of then.
    if (status.view !== this.view) return mistakes;
    this.lastStatus = status;
    if (mistakes.length === 0) {
      this.applied = filter;
      this.resetEmitter.fire();
    }
    this.take(status);
    return mistakes;
  }

  /** Does nothing while it is not open: it opens as it shall be. */
  async freeze(frozen: boolean): Promise<void> {
    if (!this.isOpen) return;
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

  /** @returns the number of the row at a position; undefined where there is none. */
  async rowAt(position: number): Promise<number | undefined> {
    return unpackRows((await this.window(position, 1)).rows)[0]?.row;
  }

  accept(status: ViewStatus): void {
    if (status.view !== this.view) return;
    // Every window brings the status along; the page need not look at one that it has shown.
    if (JSON.stringify(status) !== JSON.stringify(this.lastStatus)) this.take(status);
  }

  private take(status: ViewStatus): void {
    this.lastStatus = status;
    this.statusEmitter.fire(status);
  }

  private async openAnew(filter: ViewFilter, frozen: boolean): Promise<readonly FilterMistake[]> {
    const { capture, engine } = this;
    const ref = { capture, view: (await engine.request(captureOpenView, { capture })).view };
    const isFiltered = filter.text !== '' || filter.timeRange !== undefined;
    const { mistakes } = isFiltered ? await this.apply(ref, filter) : { mistakes: [] };
    if (frozen) await engine.request(captureFreeze, { ...ref, frozen: true });
    const status = await engine.request(captureWatch, { ...ref, watch: true });
    // Only now: what is asked of a view that is half open would be about the rows of the one before.
    this.view = ref.view;
    this.watching = true;
    this.applied = isFiltered && mistakes.length === 0 ? filter : noFilter;
    this.lastStatus = status;
    this.resetEmitter.fire();
    this.take(status);
    return mistakes;
  }

  private async apply(ref: ViewRef, filter: ViewFilter): Promise<SetFilterResult> {
    return this.engine.request(captureSetFilter, {
      ...ref,
      filter: filter.text,
      matchCase: filter.matchCase,
      timeRange: filter.timeRange,
    });
  }

  /** @throws inspector/viewNotOpen */
  private ref(): ViewRef {
    if (this.isOpen) return { capture: this.capture, view: this.view };
    throw new WorkbenchError({
      code: viewNotOpen,
      message: 'The view on the capture is not open yet. Try again in a moment.',
    });
  }
}
