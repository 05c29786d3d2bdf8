import * as vscode from 'vscode';
import type { CancellationToken } from 'vscode-messenger-common';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { errorInfoOf, WorkbenchError } from '../../base/workbenchError';
import {
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
  type SetFilterParams,
  type SetFilterResult,
  type ViewStatus,
} from '../../protocol/capture';
import {
  type EngineHealth,
  type InspectorAction,
  inspectorChooseFile,
  inspectorCommands,
  inspectorCopy,
  inspectorEngine,
  inspectorEngineDidChange,
  inspectorHistoryDidChange,
  type InspectorInit,
  inspectorPerform,
  inspectorReady,
  inspectorRecordingDidChange,
  inspectorRecordingProgress,
  inspectorResend,
  type InspectorRun,
  inspectorRunCommand,
  inspectorSaveFrame,
  inspectorSaveState,
  inspectorSend,
  inspectorSessionDidChange,
  inspectorStartRepeat,
  inspectorStopRepeat,
  type InspectorState,
  type ComposerDraft,
} from '../../protocol/inspector';
import { requestType } from '../../protocol/requestType';
import type { SessionSnapshot } from '../../protocol/session';
import { ownSettings } from '../config/ownSettings';
import { engineErrors } from '../engine/engineErrors';
import type { EngineSupervisor } from '../engine/engineSupervisor';
import { recordingNode } from '../recordings/recordingNode';
import type { Recordings } from '../recordings/recordings';
import type { Replays } from '../replay/replays';
import { envelopeOf, type Sender } from '../sending/sender';
import { makeNode } from '../sessions/sessionNode';
import type { SessionRegistry } from '../sessions/sessionRegistry';
import { countedRows } from './countedRows';
import { chooseFrameFile, saveFrame } from './frameFile';
import type { InspectorMemory } from './inspectorMemory';
import type { InspectorSubject } from './inspectorSubject';
import { PageLine } from './pageLine';
import { joinReplays, shownReplay } from './replayBridge';

export interface BridgeServices {
  readonly supervisor: EngineSupervisor;
  readonly registry: SessionRegistry;
  readonly sender: Sender;
  readonly memory: InspectorMemory;
  readonly recordings: Recordings;
  readonly replays: Replays;
  readonly log: vscode.LogOutputChannel;
}

/** What an inspector may ask of the engine. Everything else is refused. */
const forwarded: ReadonlySet<string> = new Set(
  [
    captureOpenView,
    captureCloseView,
    captureWatch,
    captureSetFilter,
    captureFreeze,
    captureWindow,
    captureLocate,
    captureMessage,
    captureFrame,
    captureTopics,
    captureTimeline,
    captureEvents,
    captureClear,
    captureRows,
  ].map(({ method }) => method),
);

/**
 * The line between one inspector's page and everything behind it. Rows pass through as the engine packed them.
 * While the page is hidden nothing is sent, and what it had open in the engine is closed.
 */
export class InspectorBridge implements Disposable {
  private readonly store = new DisposableStore();
  private readonly line: PageLine;
  /** Views that the page has open in the engine, and their filters. */
  private readonly views = new Map<string, SetFilterParams | undefined>();
  /** Until the page is ready, and while it is hidden, actions wait. */
  private waiting: InspectorAction[] = [];
  private lastSession: SessionSnapshot | undefined;
  private state: InspectorState | undefined;
  private readonly stateListeners = this.store.add(new vscode.EventEmitter<InspectorState>());
  readonly onDidSaveState = this.stateListeners.event;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    readonly subject: InspectorSubject,
    private readonly services: BridgeServices,
  ) {
    const { supervisor } = services;
    this.line = this.store.add(new PageLine(panel, services.log));
    this.handleRequests();
    this.store.add(
      supervisor.onNotification(captureDidChange, (status) => {
        if (!this.views.has(status.view)) return;
        this.count(status);
        this.line.push(captureDidChange, status);
      }),
    );
    this.store.add(subject.onDidChange(() => this.sessionChanged()));
    this.store.add(
      services.recordings.onDidChange((session) => {
        if (session !== subject.id) return;
        this.line.push(inspectorRecordingProgress, services.recordings.of(session) ?? null);
      }),
    );
    this.store.add(joinReplays(this.line, subject, services.replays));
    this.store.add(
      supervisor.onDidChange(({ state }) => {
        // The new process knows nothing of the old one's views.
        if (state !== 'running') this.views.clear();
        this.line.push(inspectorEngineDidChange, this.health());
      }),
    );
    this.store.add(
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        if (this.line.isReady) this.needEngine();
      }),
    );
    this.store.add(panel.onDidChangeViewState(() => this.visibilityChanged()));
  }

  get isPaused(): boolean {
    return this.state?.frozen === true;
  }

  perform(action: InspectorAction): void {
    if (this.line.isReady && this.panel.visible) this.line.push(inspectorPerform, action);
    else this.waiting.push(action);
  }

  dispose(): void {
    this.closeViews();
    this.store.dispose();
  }

  private handleRequests(): void {
    const { line } = this;
    const { sender, supervisor } = this.services;
    const { id: session } = this.subject;
    line.answer(inspectorReady, () => this.pageReady());
    line.answer(inspectorEngine, ({ method, params }, token) => this.forward(method, params, token));
    line.answer(inspectorSend, async (draft) => {
      const result = await sender.send(session, draft.frames, envelopeOf(draft));
      await this.remember(draft);
      return result;
    });
    line.answer(inspectorResend, ({ row }) => sender.resend(session, row));
    line.answer(inspectorStartRepeat, async (draft) => {
      const { frames, perSecond, count } = draft;
      const repeat = await sender.startRepeat(session, frames, envelopeOf(draft), perSecond, count);
      await this.remember(draft);
      return repeat;
    });
    line.answer(inspectorStopRepeat, () => sender.stopRepeat(session));
    line.answer(inspectorChooseFile, () => chooseFrameFile());
    line.answer(inspectorCopy, async ({ text }) => vscode.env.clipboard.writeText(text));
    line.answer(inspectorSaveFrame, ({ row, frame }) => saveFrame(supervisor, this.subject, row, frame));
    line.answer(inspectorRunCommand, (run) => this.runCommand(run));
    line.hear(inspectorSaveState, async (state) => {
      this.state = state;
      this.stateListeners.fire(state);
      await this.services.memory.saveState(session, state);
    });
  }

  private pageReady(): InspectorInit {
    // A page that was reloaded has lost its views.
    this.closeViews();
    const { memory, supervisor } = this.services;
    const { id, snapshot, label, recording } = this.subject;
    if (!snapshot) throw engineErrors.ended('the session is gone');
    this.needEngine();
    const native = supervisor.initialized?.native;
    const state = memory.stateOf(id);
    this.state = { ...this.state, ...state } as InspectorState;
    this.lastSession = snapshot;
    // After the answer is on its way.
    setImmediate(() => this.flush());
    return {
      session: snapshot,
      label,
      state,
      history: memory.historyOf(id),
      recordingNow: this.services.recordings.of(id),
      recording,
      replay: shownReplay(this.services.replays.of(id)),
      capabilities: native && 'capabilities' in native ? native.capabilities : undefined,
      locale: vscode.env.language,
      engine: this.health(),
    };
  }

  /** An open inspector is a need for the engine; if it cannot start, its health tells why. */
  private needEngine(): void {
    this.services.supervisor.ensure(this.subject.purpose).catch(() => undefined);
  }

  private flush(): void {
    this.line.isReady = true;
    const actions = this.waiting;
    this.waiting = [];
    for (const action of actions) this.line.push(inspectorPerform, action);
  }

  private async forward(method: string, params: unknown, token: CancellationToken): Promise<unknown> {
    const { capture, view } = params as { capture?: unknown; view?: unknown };
    const { subject } = this;
    if (!forwarded.has(method) || capture !== subject.id) {
      throw new WorkbenchError({
        code: 'inspector/refused',
        message: vscode.l10n.t('An inspector may look only at the capture of its own session.'),
        detail: method,
      });
    }
    const { supervisor } = this.services;
    const { state, lastEnd } = supervisor.health;
    // The next process would not know what this asks about; the page asks anew once it runs.
    if (state === 'restarting') throw engineErrors.ended(lastEnd ?? 'restart');
    const asked = { ...(params as object), capture: await subject.capture() };
    const { purpose } = subject;
    const answer = await supervisor.request(requestType<unknown, unknown>(method), asked, { token, purpose });
    if (method === captureOpenView.method) this.views.set((answer as { view: string }).view, undefined);
    if (method === captureCloseView.method) this.views.delete(view as string);
    if (method === captureSetFilter.method)
      this.filtered(params as SetFilterParams, answer as SetFilterResult);
    if (method === captureWatch.method) this.count(answer as ViewStatus);
    return answer;
  }

  private filtered(params: SetFilterParams, { mistakes, status }: SetFilterResult): void {
    if (!this.views.has(params.view)) return;
    if (mistakes.length === 0) this.views.set(params.view, params);
    this.count(status);
  }

  /** Keeps how many rows show, for those who ask which are meant. */
  private count(status: ViewStatus): void {
    this.subject.heard?.(status.ledger);
    this.services.memory.setCounted(this.subject.id, countedRows(status, this.views.get(status.view)));
  }

  private async remember(draft: ComposerDraft): Promise<void> {
    this.line.push(
      inspectorHistoryDidChange,
      await this.services.memory.addToHistory(this.subject.id, draft),
    );
  }

  private async runCommand({ command, topic, rows }: InspectorRun): Promise<void> {
    if (!inspectorCommands.includes(command)) {
      throw new WorkbenchError({
        code: 'inspector/refused',
        message: vscode.l10n.t('An inspector may not run {0}.', command),
      });
    }
    if (command === 'workbench.trust.manage') {
      await vscode.commands.executeCommand(command);
      return;
    }
    if (command === 'workbench.action.openSettings') {
      await vscode.commands.executeCommand(command, ownSettings);
      return;
    }
    const { recording } = this.subject;
    if (recording && /^zeromq\.(recording|replay)\./.test(command)) {
      await vscode.commands.executeCommand(command, recordingNode(recording.file), { rows });
      return;
    }
    const { id: session } = this.subject;
    const asked = makeNode({ kind: 'session', session });
    await vscode.commands.executeCommand(command, topic === undefined ? asked : { session, topic }, { rows });
  }

  private sessionChanged(): void {
    const { snapshot } = this.subject;
    if (!snapshot || snapshot === this.lastSession) return;
    this.lastSession = snapshot;
    this.line.push(inspectorSessionDidChange, snapshot);
    const { recording } = this.subject;
    if (recording) this.line.push(inspectorRecordingDidChange, recording);
  }

  private visibilityChanged(): void {
    if (this.panel.visible) return;
    // The page is gone; it asks anew when it is shown.
    this.line.isReady = false;
    this.closeViews();
  }

  private closeViews(): void {
    const { supervisor, log } = this.services;
    const { subject } = this;
    const views = [...this.views.keys()];
    this.views.clear();
    this.services.memory.setCounted(subject.id, undefined);
    if (views.length === 0 || supervisor.health.state !== 'running') return;
    const close = async () => {
      const capture = await subject.capture();
      for (const view of views) {
        await supervisor.request(captureCloseView, { capture, view }, { purpose: subject.purpose });
      }
    };
    close().catch((error: unknown) => log.debug(`closing a view: ${errorInfoOf(error).message}`));
  }

  private health(): EngineHealth {
    const { state, error } = this.services.supervisor.health;
    if (state !== 'idle') return { state, error };
    try {
      if (this.subject.purpose === 'sessions') this.services.supervisor.assertAllowed();
      return { state: 'starting' };
    } catch (reason) {
      return { state: 'stopped', error: errorInfoOf(reason) };
    }
  }
}
