/// <reference lib="dom" />
import { type ErrorAction, WorkbenchError } from '../../../src/base/workbenchError';
import {
  type FrameParams,
  type MessageParams,
  type RowsParams,
  type SetFilterParams,
  captureClear,
  captureCloseView,
  captureDidChange,
  captureEvents,
  captureFrame,
  captureFreeze,
  captureLocate,
  captureMessage,
  captureOpenView,
  captureRows,
  captureSetFilter,
  captureTimeline,
  captureTopics,
  captureWatch,
  captureWindow,
} from '../../../src/protocol/capture';
import {
  type ComposerDraft,
  type EngineHealth,
  type InspectorAction,
  type InspectorInit,
  type InspectorState,
  inspectorChooseFile,
  inspectorCopy,
  inspectorEngine,
  inspectorEngineDidChange,
  inspectorHistoryDidChange,
  inspectorPerform,
  inspectorReady,
  inspectorResend,
  inspectorReplayControl,
  inspectorReplayDidChange,
  inspectorReplayDismiss,
  inspectorRunCommand,
  inspectorSaveFrame,
  inspectorSaveState,
  inspectorSend,
  inspectorSessionDidChange,
  inspectorStartRepeat,
  inspectorStopRepeat,
} from '../../../src/protocol/inspector';
import type { RecordingSummary } from '../../../src/protocol/recording';
import type { ReplayControl, ReplaySnapshot } from '../../../src/protocol/replay';
import type { NotificationType } from '../../../src/protocol/requestType';
import type { SessionSnapshot } from '../../../src/protocol/session';
import { SyntheticCapture } from './syntheticCapture';
import { type MessageKind, messageKinds } from './syntheticMessages';
import { SyntheticReplay } from './syntheticReplay';

/** What a test sets before the page loads. */
export interface HarnessOptions {
  readonly messages: MessageKind;
  readonly rows: number;
  readonly session?: Partial<SessionSnapshot>;
  readonly definition?: Partial<SessionSnapshot['definition']>;
  readonly state?: Partial<InspectorState>;
  readonly engine?: EngineHealth;
  readonly history?: readonly ComposerDraft[];
  /** What the webview itself had saved. */
  readonly savedState?: unknown;
  /** The page shows a file that holds the messages. */
  readonly isRecording?: boolean;
  /** A replay of what it shows is there from the beginning. */
  readonly replay?: Partial<ReplaySnapshot>;
}

export interface Incoming {
  readonly id?: string;
  readonly method: string;
  readonly params: unknown;
}

/** The other side of the inspector's messenger, in the page: what the host and the engine would answer. */
export class Harness {
  readonly capture: SyntheticCapture;
  readonly log: { method: string; params: unknown }[] = [];
  session: SessionSnapshot;
  savedState: unknown;
  /** Answers are withheld while this is set, to see what the page does meanwhile. */
  answerDelayMs = 0;
  answersDue = 0;
  /** Requests that fail, to see how the page says so. */
  readonly failing = new Set<string>();
  /** What their failures offer. */
  failureAction: ErrorAction = 'showLog';
  private replayed: SyntheticReplay | undefined;
  private history: readonly ComposerDraft[];
  private watched = false;
  private ticking: number | undefined;

  constructor(private readonly options: HarnessOptions) {
    this.capture = new SyntheticCapture(messageKinds[options.messages], options.rows);
    this.savedState = options.savedState;
    this.history = options.history ?? [];
    this.session = sessionOf(options);
    this.capture.peers = [...this.session.peers];
    this.capture.events = eventsOf(this.capture);
    this.capture.eventSeq = this.capture.events.length;
    if (options.replay) this.replayed = new SyntheticReplay(this.capture, options.replay);
  }

  /** Lets messages arrive, at most 20 ticks a second as the engine does. */
  flow(perSecond: number, evicting = false): void {
    window.clearInterval(this.ticking);
    this.capture.messagesPerSecond = perSecond;
    if (perSecond === 0) return this.tick();
    this.ticking = window.setInterval(() => {
      this.capture.append(Math.ceil(perSecond / 20));
      if (evicting) this.capture.evict(Math.ceil(perSecond / 20));
      this.tick();
    }, 50);
  }

  tick(): void {
    if (this.watched) this.notify(captureDidChange, this.capture.status());
  }

  setSession(change: Partial<SessionSnapshot>): void {
    this.session = { ...this.session, ...change };
    this.notify(inspectorSessionDidChange, this.session);
  }

  setEngine(health: EngineHealth): void {
    this.notify(inspectorEngineDidChange, health);
  }

  /** Begins a replay, or another one. */
  startReplay(change: Partial<ReplaySnapshot> = {}): void {
    this.replayed = new SyntheticReplay(this.capture, change);
    this.tellReplay();
  }

  /** Lets the replay send so many messages, changes what it tells, and tells it. */
  goOn(messages: number, change: Partial<ReplaySnapshot> = {}): void {
    if (messages > 0) this.replayed?.send(messages);
    this.replayed?.set(change);
    this.tellReplay();
  }

  private tellReplay(): void {
    this.notify(inspectorReplayDidChange, this.replayed?.shown ?? null);
  }

  perform(action: InspectorAction): void {
    this.notify(inspectorPerform, action);
  }

  countOf(method: string): number {
    return this.log.filter((entry) => entry.method === method).length;
  }

  receive(message: Incoming): void {
    const isEngine = message.method === inspectorEngine.method;
    const { method, params } = isEngine ? (message.params as Incoming) : message;
    this.log.push({ method, params });
    this.answersDue++;
    const answer = () => {
      this.answersDue--;
      if (message.id === undefined) return void this.handleNotification(method);
      this.post({ id: message.id, result: this.reply(method, params) });
    };
    if (this.answerDelayMs > 0) window.setTimeout(answer, this.answerDelayMs);
    else answer();
  }

  private reply(method: string, params: unknown): unknown {
    if (this.failing.has(method)) {
      return {
        error: { code: 'synthetic/failed', message: 'Synthetic failure.', action: this.failureAction },
      };
    }
    try {
      return { value: this.answer(method, params) };
    } catch (error) {
      if (error instanceof WorkbenchError) return { error: error.toInfo() };
      return { error: { code: 'synthetic/failed', message: (error as Error).message } };
    }
  }

  private handleNotification(method: string): void {
    if (method === inspectorReplayDismiss.method) this.replayed = undefined;
    else if (method !== inspectorSaveState.method) throw new Error(`Unknown notification ${method}`);
  }

  private answer(method: string, params: unknown): unknown {
    const { capture } = this;
    const { view } = (params ?? {}) as { view?: string };
    if (view !== undefined && view !== capture.status().view) throw new Error(`Unknown view “${view}”`);
    switch (method) {
      case inspectorReady.method:
        return this.init();
      case captureOpenView.method:
        return capture.openView();
      case captureCloseView.method:
        return undefined;
      case captureWatch.method:
        this.watched = (params as { watch: boolean }).watch;
        return capture.status();
      case captureSetFilter.method:
        return capture.setFilter(params as SetFilterParams);
      case captureFreeze.method:
        return capture.freeze((params as { frozen: boolean }).frozen);
      case captureWindow.method: {
        const { position, count } = params as { position: number; count: number };
        return capture.window(position, count);
      }
      case captureLocate.method:
        return capture.locate(params as { row: number });
      case captureRows.method:
        return capture.rows(params as RowsParams);
      case captureMessage.method:
        return capture.message(params as MessageParams);
      case captureFrame.method:
        return capture.frame(params as FrameParams);
      case captureTopics.method:
        return capture.topics();
      case captureTimeline.method:
        return capture.timeline((params as { buckets: number }).buckets);
      case captureEvents.method:
        return capture.eventsAndPeers((params as { limit: number }).limit);
      case captureClear.method:
        capture.clear();
        this.tick();
        return undefined;
      case inspectorSend.method:
        this.history = [params as ComposerDraft, ...this.history];
        this.notify(inspectorHistoryDidChange, this.history);
        capture.append(1);
        this.tick();
        return { row: capture.endRow - 1 };
      case inspectorResend.method:
        capture.append(1);
        this.tick();
        return { row: capture.endRow - 1 };
      case inspectorStartRepeat.method:
      case inspectorStopRepeat.method:
        return null;
      case inspectorReplayControl.method:
        if (!this.replayed) throw new Error('There is no replay.');
        return this.replayed.control(params as ReplayControl);
      case inspectorChooseFile.method:
        return '/tmp/payload.bin';
      case inspectorSaveFrame.method:
        return '/tmp/frame.bin';
      case inspectorCopy.method:
      case inspectorRunCommand.method:
        return undefined;
      default:
        throw new Error(`Unknown request ${method}`);
    }
  }

  private init(): InspectorInit {
    const { state, engine = { state: 'running' } } = this.options;
    return {
      session: this.session,
      label: 'Synthetic',
      state,
      history: this.history,
      locale: 'en-GB',
      engine,
      recording: this.options.isRecording ? this.recording() : undefined,
      replay: this.replayed?.shown,
    };
  }

  private recording(): RecordingSummary {
    const { endRow } = this.capture;
    return {
      file: '/work/recordings/ticks.mcap',
      bytes: endRow * 300,
      messages: endRow,
      firstTimeMs: this.capture.timeMs(0),
      lastTimeMs: this.capture.timeMs(endRow - 1),
      soundness: { isComplete: true, goodBytes: endRow * 300, totalBytes: endRow * 300 },
      definition: this.session.definition,
      channels: [],
    };
  }

  private notify<P>(type: NotificationType<P>, params: P): void {
    this.post({ method: type.method, params });
  }

  private post(message: object): void {
    window.postMessage({ ...message, receiver: { type: 'webview', webviewId: 'inspector' } }, '*');
  }
}

function sessionOf({ messages, rows, session, definition }: HarnessOptions): SessionSnapshot {
  const type = messageKinds[messages].socketType as SessionSnapshot['definition']['type'];
  const address = 'tcp://localhost:5556';
  return {
    id: 'session-1',
    definition: {
      id: 'session-1',
      type,
      endpoints: [{ role: 'connect', address }],
      subscriptions: [''],
      options: {},
      ...definition,
    },
    state: 'open',
    endpoints: [{ role: 'connect', address, resolved: address, state: 'connected', peers: 1 }],
    peers: [
      { id: 'a', label: '127.0.0.1:53122', kind: 'endpoint', state: 'connected', received: rows, sent: 0 },
      { id: 'b', label: '127.0.0.1:53140', kind: 'endpoint', state: 'connected', received: 10, sent: 0 },
      {
        id: 'c',
        label: '10.0.0.7:5556',
        kind: 'endpoint',
        state: 'retrying',
        received: 0,
        sent: 0,
        detail: 'Tries again in 3.2 s.',
      },
    ],
    peerCount: 2,
    received: rows,
    sent: 0,
    rates: { receivedPerSecond: 0, sentPerSecond: 0, bytesPerSecond: 0 },
    events: [],
    ...session,
  };
}

function eventsOf(capture: SyntheticCapture): SessionSnapshot['events'][number][] {
  const start = capture.timeMs(0);
  const end = capture.timeMs(Math.max(0, capture.endRow - 1));
  const address = 'tcp://localhost:5556';
  if (capture.endRow === 0) {
    return [{ seq: 1, time: start - 13, kind: 'connecting', severity: 'info', address }];
  }
  return [
    { seq: 1, time: start - 13, kind: 'connecting', severity: 'info', address },
    { seq: 2, time: start, kind: 'connected', severity: 'info', address },
    { seq: 3, time: start + 1, kind: 'handshake', severity: 'good', address },
    { seq: 4, time: start + (end - start) * 0.4, kind: 'disconnected', severity: 'warning', address },
    {
      seq: 5,
      time: start + (end - start) * 0.41,
      kind: 'handshakeFailed',
      severity: 'error',
      address,
      detail: 'The peer speaks CURVE.',
    },
  ];
}
