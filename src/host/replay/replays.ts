import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { type ErrorInfo, errorInfoOf, WorkbenchError } from '../../base/workbenchError';
import {
  type ReplayControl,
  replayControl,
  replayDidChange,
  type ReplayParams,
  type ReplaySnapshot,
  replayStart,
} from '../../protocol/replay';
import type { EngineSupervisor } from '../engine/engineSupervisor';
import type { SessionRegistry } from '../sessions/sessionRegistry';

/** What is replayed: a capture, and who holds it open. */
export interface ReplayedCapture {
  /** What the running engine calls it. */
  readonly capture: string;
  /** What an inspector calls it: a session's id, or a recording's path. */
  readonly subject: string;
  readonly label: string;
  /** Lets go of it. */
  close(): void;
}

/** A replay that runs, or is over and not dismissed yet. */
export interface Replay {
  readonly snapshot: ReplaySnapshot;
  readonly source: Pick<ReplayedCapture, 'subject' | 'label'>;
  /** The label of the session that sends. */
  readonly target: string;
  /** Where that one is bound or connected, as libzmq resolved it. */
  readonly addresses: readonly string[];
  /** Whether the session was opened for it. */
  readonly openedTarget: boolean;
}

export interface ReplayRequest extends Omit<ReplayParams, 'capture'> {
  readonly source: ReplayedCapture;
  readonly openedTarget: boolean;
}

/** Selecting rows by a filter goes over the whole of a recording. */
const startTimeout = 10 * 60_000;

export function isOver({ state }: ReplaySnapshot): boolean {
  return state === 'finished' || state === 'stopped' || state === 'failed';
}

/** The replays of this window, at most one for each session that sends: the one that runs, else the last one. */
export class Replays implements Disposable {
  private readonly store = new DisposableStore();
  private readonly known = new Map<string, Replay & { readonly close: () => void }>();
  /** Told of before the engine answered that they began. */
  private readonly early = new Map<string, ReplaySnapshot>();
  private starting = 0;
  private readonly didChange = this.store.add(new vscode.EventEmitter<Replay>());
  /** It began, went on, ended or was dismissed. */
  readonly onDidChange = this.didChange.event;
  private readonly didBegin = this.store.add(new vscode.EventEmitter<Replay>());
  readonly onDidBegin = this.didBegin.event;
  private readonly didEnd = this.store.add(new vscode.EventEmitter<Replay>());
  readonly onDidEnd = this.didEnd.event;

  constructor(
    private readonly supervisor: EngineSupervisor,
    private readonly registry: SessionRegistry,
  ) {
    this.store.add(
      supervisor.onNotification(replayDidChange, (snapshot) => {
        if (this.known.has(snapshot.replay)) this.took(snapshot);
        else if (this.starting > 0) this.early.set(snapshot.replay, snapshot);
      }),
    );
    this.store.add(
      supervisor.onDidChange(({ state, lastEnd }) => {
        if (state !== 'running') this.engineEnded(lastEnd);
      }),
    );
    this.store.add(registry.onDidChange((change) => change === 'all' && this.forgetGone()));
  }

  /** In the order in which they began. */
  list(): readonly Replay[] {
    return [...this.known.values()];
  }

  get(replay: string): Replay | undefined {
    return this.known.get(replay);
  }

  /** @returns the last replay of what an inspector shows. */
  of(subject: string): Replay | undefined {
    return this.list().findLast(({ source }) => source.subject === subject);
  }

  /** @returns the last replay that a session sent. */
  by(session: string): Replay | undefined {
    return this.list().findLast(({ snapshot }) => snapshot.session === session);
  }

  /** Lets go of the capture when the replay is over, or did not begin. @throws replay/… */
  async start({ source, openedTarget, ...params }: ReplayRequest): Promise<Replay> {
    const { session } = params;
    this.starting++;
    try {
      const began = await this.supervisor.request(
        replayStart,
        { ...params, capture: source.capture },
        { timeout: startTimeout },
      );
      const former = this.by(session);
      if (former) this.forget(former);
      const entry = this.registry.entry(session);
      const target = entry?.label ?? session;
      const addresses = entry?.snapshot.endpoints.map(({ resolved }) => resolved) ?? [];
      const { subject, label } = source;
      const snapshot = this.early.get(began.replay) ?? began;
      const replay = { snapshot, source: { subject, label }, target, addresses, openedTarget };
      this.known.set(began.replay, { ...replay, close: () => source.close() });
      this.didBegin.fire(replay);
      this.took(snapshot);
      return replay;
    } catch (error) {
      source.close();
      throw error;
    } finally {
      if (--this.starting === 0) this.early.clear();
    }
  }

  /** @throws replay/unknown, replay/over, replay/badParameter, replay/nothing */
  async control(replay: string, control: ReplayControl): Promise<ReplaySnapshot> {
    const known = this.known.get(replay);
    if (!known) throw unknownReplay(replay);
    // The engine of now knows nothing of those of the last one.
    if (isOver(known.snapshot) && control.action === 'stop') return known.snapshot;
    const snapshot = await this.supervisor.request(replayControl, { replay, control });
    this.took(snapshot);
    return snapshot;
  }

  /** Takes one off the views, and stops it first where it runs. */
  async dismiss(replay: string): Promise<void> {
    const known = this.known.get(replay);
    if (!known) return;
    if (!isOver(known.snapshot)) await this.control(replay, { action: 'stop' });
    this.forget(known);
  }

  dispose(): void {
    this.store.dispose();
    for (const { close, snapshot } of this.known.values()) if (!isOver(snapshot)) close();
  }

  private took(snapshot: ReplaySnapshot): void {
    const former = this.known.get(snapshot.replay);
    // What was asked before the end may be answered after it.
    if (!former || (isOver(former.snapshot) && former.snapshot !== snapshot)) return;
    const now = { ...former, snapshot };
    this.known.set(snapshot.replay, now);
    this.didChange.fire(now);
    if (!isOver(snapshot)) return;
    now.close();
    this.didEnd.fire(now);
  }

  private engineEnded(how: string | undefined): void {
    for (const { snapshot } of this.list()) {
      if (!isOver(snapshot)) this.took({ ...snapshot, state: 'failed', error: interrupted(how) });
    }
  }

  /** A session that was removed takes its replay along. */
  private forgetGone(): void {
    for (const replay of this.list()) {
      const { session } = replay.snapshot;
      if (isOver(replay.snapshot) && !this.registry.entry(session)) this.forget(replay);
    }
  }

  private forget(replay: Replay): void {
    if (this.known.delete(replay.snapshot.replay)) this.didChange.fire(replay);
  }
}

export function unknownReplay(replay: string): WorkbenchError {
  return new WorkbenchError({
    code: 'replay/unknown',
    message: vscode.l10n.t('There is no replay “{0}”. zeromq.replay.list tells which there are.', replay),
  });
}

function interrupted(how: string | undefined): ErrorInfo {
  return errorInfoOf(
    new WorkbenchError({
      code: 'replay/engineEnded',
      message: vscode.l10n.t(
        'The ZeroMQ engine ended ({0}), and the replay with it. Start it again once the engine has restarted.',
        how ?? vscode.l10n.t('it was restarted'),
      ),
    }),
  );
}
