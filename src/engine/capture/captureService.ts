import type { Cancellation } from '../../base/cancellation';
import { Emitter } from '../../base/emitter';
import { WorkbenchError } from '../../base/workbenchError';
import { parseFilter } from '../../model/filter/parseFilter';
import type { SessionDefinition } from '../../model/sessionDefinition';
import {
  captureClear,
  captureCloseView,
  captureDidChange,
  captureEvents,
  captureFrame,
  captureFreeze,
  captureLocate,
  captureMessage,
  captureNewestReceived,
  captureOpenView,
  captureRows,
  captureSetFilter,
  captureTimeline as captureTimelineRequest,
  captureTopics,
  captureWatch,
  captureWindow,
  type FilterMistake,
  type RowsParams,
  type SetFilterParams,
  type SetFilterResult,
  type ViewRef,
  type ViewStatus,
} from '../../protocol/capture';
import type { NotificationType, RequestType } from '../../protocol/requestType';
import { Capture } from './capture';
import type { CaptureSource } from './captureSource';
import { captureTimeline } from './captureTimeline';
import { matchingRows } from './matchingRows';
import { readFrame, readMessage } from './messageParts';
import { newestReceived } from './newestReceived';
import { RowReader } from './rowReader';
import { captureFolder, claimSpoolFolder, removeStaleSpools } from './spoolFolder';
import { View } from './view';

/** What the service needs of the connection to the host; RpcServer is one. */
export interface CaptureConnection {
  handle<P, R>(type: RequestType<P, R>, handler: (params: P, token: Cancellation) => R | Promise<R>): void;
  notify<P>(type: NotificationType<P>, params: P): void;
}

export interface CaptureServiceOptions {
  /** Absolute; made when missing. Captures found in it are read back when their session is created. */
  readonly spoolFolder: string;
  /** Per capture. */
  readonly limitBytes: number;
  readonly log: { warn(message: string): void };
}

const tickMs = 50;
/** Whoever follows the newest asks for rows ten times a second; the replies tell as much as ticks would. */
const quietAfterReplyMs = 120;

/** Owns the captures of all sessions and answers every request of protocol/capture.ts. */
export class CaptureService {
  private readonly captures = new Map<string, Capture>();
  /** Opened files. */
  private readonly files = new Map<string, CaptureSource>();
  private readonly views = new Map<string, View>();
  /** Folders that are being removed. */
  private readonly leaving = new Map<string, Promise<void>>();
  /** What the host was told last about each watched view. */
  private readonly told = new Map<View, { readonly text: string; readonly time: number }>();
  private limitBytes: number;
  private viewNumber = 0;
  private ticking: NodeJS.Timeout | undefined;
  private readonly removals = new Emitter<string>();
  /** A capture is there no more: its session was removed or its file closed. The id of the capture. */
  readonly onDidRemove = this.removals.event;
  /** Asked before what a capture holds goes: whoever still copies it does that now. Must not reject. */
  willDrop: ((capture: Capture) => Promise<void>) | undefined;

  constructor(
    private readonly options: CaptureServiceOptions,
    private readonly connection: CaptureConnection,
  ) {
    this.limitBytes = options.limitBytes;
    claimSpoolFolder(options.spoolFolder);
    removeStaleSpools(options.spoolFolder).catch((error: unknown) =>
      options.log.warn(`Removing spools of former windows failed: ${String(error)}`),
    );
    this.register();
  }

  /** @returns the session's capture: the one there is, what a former engine left of it, or a new one. */
  create(definition: SessionDefinition): Capture {
    const { id } = definition;
    let capture = this.captures.get(id);
    if (capture) {
      capture.definition = definition;
      return capture;
    }
    const { spoolFolder, log } = this.options;
    const folder = captureFolder(spoolFolder, id, this.leaving);
    capture = new Capture({ id, definition, folder, limitBytes: this.limitBytes, log });
    this.captures.set(id, capture);
    return capture;
  }

  get(id: string): Capture | undefined {
    return this.captures.get(id);
  }

  /** Forgets the capture and removes its files. */
  remove(id: string): void {
    const capture = this.captures.get(id);
    if (!capture) return;
    this.captures.delete(id);
    for (const view of [...this.views.values()]) if (view.capture === capture) this.closeView(view);
    this.removals.fire(id);
    const { folder } = capture;
    const removal = Promise.resolve(this.willDrop?.(capture))
      .then(() => capture.remove())
      .catch((error: unknown) => this.options.log.warn(`Removing ${folder} failed: ${String(error)}`))
      .finally(() => this.leaving.delete(folder));
    this.leaving.set(folder, removal);
  }

  setLimit(bytes: number): void {
    this.limitBytes = bytes;
    for (const capture of this.captures.values()) capture.setLimit(bytes);
  }

  /** Writes what is in memory and ends; the files stay for the next engine in the same folder. */
  async release(): Promise<void> {
    this.closeViews();
    const captures = [...this.captures.values()];
    this.captures.clear();
    await Promise.all([...captures.map((capture) => capture.release()), ...this.leaving.values()]);
  }

  private register(): void {
    const { connection } = this;
    connection.handle(captureOpenView, ({ capture }) => this.openView(this.captureOf(capture)).status);
    connection.handle(captureCloseView, (ref) => {
      const view = this.views.get(ref.view);
      if (view) this.closeView(view);
    });
    connection.handle(captureWatch, (params) => this.watch(this.viewOf(params), params.watch));
    connection.handle(captureSetFilter, (params) => this.setFilter(params));
    connection.handle(captureFreeze, (params) => {
      const view = this.viewOf(params);
      view.frozen = params.frozen;
      return view.status;
    });
    connection.handle(captureWindow, async (params) => {
      const view = this.viewOf(params);
      const result = await view.window(params.position, params.count);
      if (this.told.has(view)) this.noteTold(view, result.status);
      return result;
    });
    connection.handle(captureLocate, async (params) => {
      const view = this.viewOf(params);
      const located = 'row' in params ? view.locateRow(params.row) : view.locateTime(params.timeMs);
      return { position: await located };
    });
    connection.handle(captureMessage, (params) => {
      const capture = this.captureOf(params.capture);
      return readMessage(capture, new RowReader(capture), params);
    });
    connection.handle(captureFrame, (params) => {
      const capture = this.captureOf(params.capture);
      return readFrame(capture, new RowReader(capture), params);
    });
    connection.handle(captureTopics, ({ capture, limit }) => {
      const { topics } = this.captureOf(capture).counted;
      return topics.list(limit, Math.floor(Date.now() / 1000));
    });
    connection.handle(captureTimelineRequest, (params) => {
      const capture = this.captureOf(params.capture);
      return captureTimeline(capture, new RowReader(capture), params.buckets, params.range);
    });
    connection.handle(captureEvents, (params) => {
      const capture = this.captureOf(params.capture);
      return { events: capture.events.newest(params.limit), peers: capture.peersProvider?.() ?? [] };
    });
    connection.handle(captureClear, async ({ capture: id }) => {
      const capture = this.captures.get(id);
      if (capture) await this.willDrop?.(capture);
      this.captureOf(id).clear();
    });
    connection.handle(captureRows, (params, token) => this.rows(params, token));
    connection.handle(captureNewestReceived, async ({ capture }, token) => ({
      row: await newestReceived(this.liveOf(capture), token),
    }));
  }

  private openView(capture: CaptureSource): View {
    const id = `${process.pid}.${++this.viewNumber}`;
    const view = new View(id, capture, (error) =>
      this.options.log.warn(`Filtering ${capture.id} failed: ${String(error)}`),
    );
    this.views.set(id, view);
    return view;
  }

  private closeView(view: View): void {
    this.views.delete(view.id);
    this.told.delete(view);
    view.dispose();
    this.updateTicking();
  }

  private closeViews(): void {
    for (const view of [...this.views.values()]) this.closeView(view);
  }

  private watch(view: View, watched: boolean): ViewStatus {
    view.watched = watched;
    view.advance();
    const { status } = view;
    this.noteTold(view, status);
    this.updateTicking();
    return status;
  }

  private noteTold(view: View, status: ViewStatus, text = JSON.stringify(status)): void {
    this.told.set(view, { text, time: performance.now() });
  }

  private async setFilter(params: SetFilterParams): Promise<SetFilterResult> {
    const view = this.viewOf(params);
    const parsed = parseFilter(params.filter, { matchCase: params.matchCase });
    if (!parsed.ok) return { mistakes: mistakesOf(parsed), status: view.status };
    await view.setFilter(parsed.filter, params.timeRange);
    return { mistakes: [], status: view.status };
  }

  private rows(params: RowsParams, token: Cancellation) {
    const capture = this.captureOf(params.capture);
    const parsed = parseFilter(params.filter ?? '', { matchCase: params.matchCase });
    if (!parsed.ok) {
      throw new WorkbenchError({
        code: 'capture/badFilter',
        message: `The filter cannot be read. ${parsed.errors[0]?.message ?? ''}`,
      });
    }
    return matchingRows(capture, params.from, params.to, parsed.filter, token);
  }

  private updateTicking(): void {
    const isWatched = [...this.views.values()].some((view) => view.watched);
    if (isWatched === (this.ticking !== undefined)) return;
    if (isWatched) {
      this.ticking = setInterval(() => this.tick(), tickMs);
    } else {
      clearInterval(this.ticking);
      this.ticking = undefined;
    }
  }

  private tick(): void {
    const quiet = performance.now() - quietAfterReplyMs;
    for (const view of this.views.values()) {
      const told = this.told.get(view);
      if (!view.watched || (told && told.time > quiet)) continue;
      view.advance();
      const { status } = view;
      const text = JSON.stringify(status);
      if (text === told?.text) continue;
      this.noteTold(view, status, text);
      this.connection.notify(captureDidChange, status);
    }
  }

  /** Makes a file answer to its id like a session's capture. */
  addFile(file: CaptureSource): void {
    this.files.set(file.id, file);
  }

  removeFile(id: string): void {
    this.files.delete(id);
    for (const view of [...this.views.values()]) if (view.capture.id === id) this.closeView(view);
    this.removals.fire(id);
  }

  /** @throws capture/unknown */
  liveOf(session: string): Capture {
    const capture = this.captures.get(session);
    if (capture) return capture;
    throw unknownCapture();
  }

  /** @throws capture/unknown */
  captureOf(id: string): CaptureSource {
    const capture = this.captures.get(id) ?? this.files.get(id);
    if (capture) return capture;
    throw unknownCapture();
  }

  private viewOf({ view: id, capture }: ViewRef): View {
    const view = this.views.get(id);
    if (view && view.capture.id === capture) return view;
    throw new WorkbenchError({
      code: 'capture/unknownView',
      message: 'The engine does not know this view, as after a restart. Open the inspector again.',
    });
  }
}

function mistakesOf(parsed: ReturnType<typeof parseFilter> & { ok: false }): FilterMistake[] {
  return parsed.errors.map(({ from, to, message }) => ({ from, to, message }));
}

function unknownCapture(): WorkbenchError {
  return new WorkbenchError({
    code: 'capture/unknown',
    message: 'There is no capture of this session. Open the session first.',
  });
}
