import * as vscode from 'vscode';
import { type Address, addressOf } from '../../analysis/workspace/address';
import { mayReach, meetingKey } from '../../analysis/workspace/meeting';
import { DisposableStore, type Disposable } from '../../base/disposable';
import type { EndpointView, ListeningProcess } from '../../protocol/analysis';
import type { EndpointSnapshot } from '../../protocol/session';
import type { EndpointList } from '../analysis/endpointList';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';
import type { EngineSupervisor } from '../engine/engineSupervisor';
import type { SessionEntry, SessionRegistry } from '../sessions/sessionRegistry';

/** A session of ours at an endpoint of the source. */
export interface SessionAt extends Pick<EndpointSnapshot, 'role' | 'resolved' | 'state'> {
  readonly session: string;
  readonly label: string;
}

/** How often it is looked who listens. */
const processesMs = 3000;

/** Who is at the source's endpoints right now: sessions of ours, and on Linux the processes that listen. */
export class EndpointLive implements Disposable {
  private readonly store = new DisposableStore();
  private readonly didChange = this.store.add(new vscode.EventEmitter<ReadonlySet<string>>());
  /** Fires with the keys of endpoints at which somebody else is than before. */
  readonly onDidChange = this.didChange.event;
  private sessions = new Map<string, readonly SessionAt[]>();
  private listening = new Map<string, readonly ListeningProcess[]>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private looking = false;

  constructor(
    private readonly list: EndpointList,
    private readonly analysis: SourceAnalysis,
    private readonly registry: SessionRegistry,
    private readonly supervisor: EngineSupervisor,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.store.add(registry.onDidChange(() => this.lookAtSessions()));
    this.store.add(list.onDidChange(() => this.lookAtSessions()));
  }

  sessionsAt(key: string): readonly SessionAt[] {
    return this.sessions.get(key) ?? [];
  }

  /** Each once, other than our engine, which the sessions stand for. */
  processesAt(key: string): readonly ListeningProcess[] {
    return this.listening.get(key) ?? [];
  }

  /** Looks every few seconds while it is so. */
  setLooking(looking: boolean): void {
    const begins = looking && !this.looking;
    this.looking = looking;
    clearTimeout(this.timer);
    if (begins) this.lookAtSessions();
    if (looking && process.platform === 'linux') void this.lookAgain();
  }

  /** Looks who listens now. */
  async lookAtProcesses(): Promise<void> {
    const own = this.supervisor.pid;
    const found = (await this.analysis.processes()).map(({ key, processes }) => {
      const others = new Map(processes.filter(({ pid }) => pid !== own).map((one) => [one.pid, one]));
      return [key, [...others.values()]] as const;
    });
    const before = this.listening;
    this.listening = new Map(found.filter(([, processes]) => processes.length > 0));
    this.tell(before, this.listening);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.looking = false;
    this.store.dispose();
  }

  private async lookAgain(): Promise<void> {
    try {
      await this.lookAtProcesses();
    } catch (error) {
      this.log.debug(`The processes at endpoints cannot be listed: ${String(error)}`);
    }
    clearTimeout(this.timer);
    if (this.looking) this.timer = setTimeout(() => void this.lookAgain(), processesMs);
  }

  private lookAtSessions(): void {
    if (!this.looking) return;
    const before = this.sessions;
    this.sessions = new Map();
    for (const entry of this.registry.list()) this.place(entry);
    this.tell(before, this.sessions);
  }

  private place({ id, label, snapshot }: SessionEntry): void {
    for (const { role, resolved, state } of snapshot.endpoints) {
      if (state === 'closed') continue;
      const address = addressOf([resolved]);
      // What is inside a process is not the same as in another.
      if (address.transport === 'inproc') continue;
      const key = meetingKey(address)?.key;
      const view = key === undefined ? undefined : this.list.get(key);
      if (!view || !isThere(address, view)) continue;
      const others = this.sessions.get(view.key) ?? [];
      this.sessions.set(view.key, [
        ...others.filter(({ session }) => session !== id),
        { session: id, label, role, resolved, state },
      ]);
    }
  }

  private tell(before: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): void {
    const keys = new Set([...before.keys(), ...now.keys()]);
    const changed = [...keys].filter(
      (key) => JSON.stringify(before.get(key)) !== JSON.stringify(now.get(key)),
    );
    if (changed.length > 0) this.didChange.fire(new Set(changed));
  }
}

/** Whether one of the endpoint's addresses may be the same place: with one port, hosts may still be different. */
function isThere(address: Address, { binders, connectors, mentions }: EndpointView): boolean {
  return [...binders, ...connectors, ...mentions].some(({ endpoint }) => {
    const other = addressOf([endpoint]);
    return mayReach(other, address) && mayReach(address, other);
  });
}
