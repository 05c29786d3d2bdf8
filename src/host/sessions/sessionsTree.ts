import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { numberSetting } from '../config/settings';
import type { EngineSupervisor } from '../engine/engineSupervisor';
import type { Inspectors } from '../inspector/inspectors';
import { recordingBadge } from '../recordings/recordingText';
import type { Recordings } from '../recordings/recordings';
import { replayBadge, replayItem, replayTooltip } from '../replay/replayItem';
import type { Replays } from '../replay/replays';
import { Throttle } from '../throttle';
import type { DefinitionStore } from './definitionStore';
import { endpointNodes, endpointOfNode } from './endpointNodes';
import { makeNode, nodeKey, type SessionsNode } from './sessionNode';
import type { SessionEntry, SessionRegistry } from './sessionRegistry';
import { endpointTooltip, eventTooltip, sessionTooltip } from './sessionTooltip';
import {
  endpointItem,
  eventItem,
  eventsItem,
  problemItem,
  sessionItem,
  subscriptionItem,
} from './sessionTreeItem';

/** At most four refreshes a second … */
const refreshMs = 250;
/** … what goes on all the time, rates and retries, more seldom, since a refresh takes away a hover … */
const restlessMs = 3000;
/** … and not while somebody is likely to read one. */
const hoverMs = 10_000;
/** A progress that stands still for longer looks stuck. */
const progressHoverMs = 4000;

/** What was last handed out for a session, to refresh only what looks different. */
interface Drawn {
  readonly structure: string;
  readonly restless: string;
  /** When what is restless may be drawn anew; of the performance clock, in ms. */
  readonly until: number;
}

/** The tree of sessions with their endpoints, subscriptions and newest events. */
export class SessionsTree implements vscode.TreeDataProvider<SessionsNode>, Disposable {
  private readonly store = new DisposableStore();
  private readonly didChange = this.store.add(new vscode.EventEmitter<SessionsNode[] | undefined>());
  readonly onDidChangeTreeData = this.didChange.event;
  /** VS Code knows elements by identity, so each thing has one element as long as it is shown. */
  private nodes = new Map<string, SessionsNode>();
  private readonly drawn = new Map<string, Drawn>();
  private drawnRoots: string | undefined;
  private stale: Set<string> | 'all' = new Set();
  /** Sessions whose replay went on. */
  private staleReplays = new Set<string>();
  /** Until when the items of a session's replay stay as they are under a hover. */
  private readonly hovered = new Map<string, number>();
  private readonly refreshing = this.store.add(new Throttle(refreshMs, () => this.refresh()));
  private visible = false;
  private paused: ReadonlySet<string> = new Set();

  constructor(
    private readonly registry: SessionRegistry,
    private readonly definitions: DefinitionStore,
    private readonly supervisor: EngineSupervisor,
    private readonly recordings: Recordings,
    private readonly replays: Replays,
    private readonly inspectors: Pick<Inspectors, 'paused' | 'onDidChange'>,
  ) {
    this.store.add(inspectors.onDidChange(() => this.pausesChanged()));
    this.store.add(replays.onDidChange(({ snapshot }) => this.replayChanged(snapshot.session)));
    this.store.add(recordings.onDidChange((session) => this.markStale(new Set([session]))));
    this.store.add(registry.onDidChange((change) => this.markStale(change)));
    this.store.add(supervisor.onDidChange(() => this.markStale('all')));
    this.store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('zeromq.events.tail')) this.markStale('all');
      }),
    );
  }

  /** A hidden tree is not refreshed; it catches up when it is shown. */
  setVisible(visible: boolean): void {
    this.visible = visible;
    if (visible) this.schedule();
  }

  /** Tells VS Code of what changed without waiting for the next refresh. */
  refreshNow(): void {
    if (this.visible) this.refresh();
  }

  getTreeItem(node: SessionsNode): vscode.TreeItem {
    if (node.kind === 'problem') return problemItem(node);
    const entry = this.registry.entry(node.session);
    return (entry && this.itemOf(node, entry)) ?? new vscode.TreeItem('');
  }

  resolveTreeItem(item: vscode.TreeItem, node: SessionsNode): vscode.TreeItem {
    if (node.kind === 'problem') return item;
    const entry = this.registry.entry(node.session);
    if (!entry) return item;
    this.holdStill(node.session);
    if (node.kind === 'session') item.tooltip = sessionTooltip(entry);
    const replay = node.kind === 'replay' && this.replays.get(node.replay);
    if (replay) {
      item.tooltip = replayTooltip(replay);
      this.hovered.set(node.session, performance.now() + progressHoverMs);
    }
    const endpoint = node.kind === 'endpoint' && endpointOfNode(entry.snapshot.endpoints, node);
    if (endpoint) item.tooltip = endpointTooltip(endpoint);
    const event = node.kind === 'event' && entry.snapshot.events.find(({ seq }) => seq === node.seq);
    if (event) item.tooltip = eventTooltip(event);
    return item;
  }

  getChildren(node?: SessionsNode): SessionsNode[] {
    if (!node) return this.roots();
    if (node.kind === 'session') return this.childrenOfSession(node.session);
    if (node.kind === 'events') return this.eventNodes(node.session);
    return [];
  }

  getParent(node: SessionsNode): SessionsNode | undefined {
    if (node.kind === 'session' || node.kind === 'problem') return undefined;
    const { session } = node;
    return this.node(node.kind === 'event' ? { kind: 'events', session } : { kind: 'session', session });
  }

  /** @returns the element of a session, for revealing it. */
  sessionNode(session: string): SessionsNode {
    return this.node({ kind: 'session', session });
  }

  /** @returns the element of what a session replays, or replayed last. */
  replayNode(session: string): SessionsNode | undefined {
    const replay = this.replays.by(session)?.snapshot.replay;
    return replay === undefined ? undefined : this.node({ kind: 'replay', session, replay });
  }

  dispose(): void {
    this.store.dispose();
  }

  private roots(): SessionsNode[] {
    this.drawnRoots = this.rootsKey();
    const entries = this.registry.list();
    for (const entry of entries) this.drawn.set(entry.id, this.appearance(entry));
    return [
      ...entries.map(({ id }) => this.node({ kind: 'session', session: id })),
      ...this.definitions.problems.map(({ place, index, field, message }) =>
        this.node({ kind: 'problem', place, index, field, message }),
      ),
    ];
  }

  private childrenOfSession(session: string): SessionsNode[] {
    const entry = this.registry.entry(session);
    if (!entry) return [];
    const { endpoints, definition, events } = entry.snapshot;
    const replay = this.replayNode(session);
    return [
      ...(replay ? [replay] : []),
      ...endpointNodes(session, endpoints).map((endpoint) => this.node(endpoint)),
      ...definition.subscriptions.map((topic) => this.node({ kind: 'subscription', session, topic })),
      ...(events.length > 0 && this.tail > 0 ? [this.node({ kind: 'events', session })] : []),
    ];
  }

  /** Newest first. */
  private eventNodes(session: string): SessionsNode[] {
    const events = this.registry.entry(session)?.snapshot.events.slice(-this.tail) ?? [];
    return events.map(({ seq }) => this.node({ kind: 'event', session, seq })).reverse();
  }

  private pausesChanged(): void {
    const { paused } = this.inspectors;
    const either = new Set([...paused, ...this.paused]);
    const changed = [...either].filter((session) => paused.has(session) !== this.paused.has(session));
    this.paused = paused;
    if (changed.length > 0) this.markStale(new Set(changed));
  }

  private get tail(): number {
    const raw = vscode.workspace.getConfiguration().get('zeromq.events.tail');
    return numberSetting('zeromq.events.tail', raw);
  }

  private itemOf(
    node: Exclude<SessionsNode, { kind: 'problem' }>,
    entry: SessionEntry,
  ): vscode.TreeItem | undefined {
    const { events } = entry.snapshot;
    switch (node.kind) {
      case 'session':
        return sessionItem(
          node,
          entry,
          this.isInterrupted(entry),
          this.recordings.of(entry.id),
          this.replays.by(entry.id),
          this.paused.has(entry.id),
        );
      case 'replay': {
        const replay = this.replays.get(node.replay);
        return replay && replayItem(node, replay);
      }
      case 'endpoint': {
        const endpoint = endpointOfNode(entry.snapshot.endpoints, node);
        return endpoint && endpointItem(node, endpoint);
      }
      case 'subscription':
        return subscriptionItem(node, node.topic);
      case 'events': {
        const newest = events.at(-1);
        return newest && eventsItem(node, newest);
      }
      case 'event': {
        const event = events.find(({ seq }) => seq === node.seq);
        return event && eventItem(node, event);
      }
    }
  }

  private isInterrupted(entry: SessionEntry): boolean {
    return this.supervisor.health.state === 'restarting' && entry.snapshot.state === 'open';
  }

  private node<N extends SessionsNode>(wanted: N): N {
    const key = nodeKey(wanted);
    const known = this.nodes.get(key);
    if (known && (known.kind !== 'problem' || known.message === (wanted as typeof known).message)) {
      return known as N;
    }
    const made = makeNode(wanted);
    this.nodes.set(key, made);
    return made;
  }

  private markStale(change: 'all' | ReadonlySet<string>): void {
    if (change === 'all') this.stale = 'all';
    else if (this.stale !== 'all') for (const id of change) this.stale.add(id);
    this.schedule();
  }

  /** The item of a replay is drawn anew with its progress; what is around it only where it changed. */
  private replayChanged(session: string): void {
    this.staleReplays.add(session);
    this.markStale(new Set([session]));
  }

  private schedule(): void {
    if (this.visible && (this.stale === 'all' || this.stale.size > 0)) this.refreshing.request();
  }

  private refresh(): void {
    const { stale, staleReplays } = this;
    this.stale = new Set();
    this.staleReplays = new Set();
    if (stale === 'all') {
      this.forgetGone();
      // While VS Code draws the whole tree anew it knows no element, and a menu's command is called without one.
      if (this.rootsKey() !== this.drawnRoots) {
        this.didChange.fire(undefined);
        return;
      }
    }
    const ids = stale === 'all' ? this.registry.list().map(({ id }) => id) : stale;
    const changed: SessionsNode[] = [];
    for (const id of ids) {
      const entry = this.registry.entry(id);
      if (!entry) continue;
      const before = this.drawn.get(id);
      const now = this.appearance(entry);
      if (before?.structure === now.structure) {
        if (before.restless === now.restless) continue;
        if (performance.now() < before.until) {
          this.markStale(new Set([id]));
          continue;
        }
      }
      this.drawn.set(id, now);
      changed.push(this.sessionNode(id));
      staleReplays.delete(id);
    }
    for (const id of staleReplays) {
      const replay = this.replayNode(id);
      if (!replay) continue;
      if (performance.now() < (this.hovered.get(id) ?? 0)) this.staleReplays.add(id);
      else changed.push(replay);
    }
    if (changed.length > 0) this.didChange.fire(changed);
  }

  private rootsKey(): string {
    return JSON.stringify([this.registry.list().map(({ id }) => id), this.definitions.problems]);
  }

  /** Everything of a session that its items show. */
  private appearance(entry: SessionEntry): Drawn {
    const { snapshot, label, saved } = entry;
    const recording = this.recordings.of(entry.id);
    const replay = this.replays.by(entry.id);
    const { state, endpoints, events, rates, peerCount, repeat, definition } = snapshot;
    const lastChange = events.findLast(({ kind }) => kind !== 'retrying')?.seq;
    const structure = JSON.stringify([
      ...[label, saved, state, lastChange, definition.subscriptions, peerCount],
      ...[repeat?.running, this.isInterrupted(entry), this.tail, recording !== undefined],
      ...[this.paused.has(entry.id), snapshot.received + snapshot.sent > 0],
      ...[replay?.snapshot.replay, replay?.snapshot.state],
      endpoints.map((endpoint) => ({ ...endpoint, retryInMs: undefined })),
    ]);
    const perSecond = [rates.receivedPerSecond, rates.sentPerSecond].map(Math.round);
    const restless = JSON.stringify([
      ...perSecond,
      events.at(-1)?.seq,
      recording && recordingBadge(recording),
      replay && replayBadge(replay),
    ]);
    return { structure, restless, until: performance.now() + restlessMs };
  }

  /** The tooltip of the session, or of something under it, is about to show. */
  private holdStill(session: string): void {
    const drawn = this.drawn.get(session);
    if (drawn) this.drawn.set(session, { ...drawn, until: performance.now() + hoverMs });
  }

  private forgetGone(): void {
    const living = new Set(this.registry.list().map(({ id }) => id));
    this.nodes = new Map(
      [...this.nodes].filter(([, node]) => node.kind === 'problem' || living.has(node.session)),
    );
    for (const id of [...this.drawn.keys(), ...this.hovered.keys()]) {
      if (living.has(id)) continue;
      this.drawn.delete(id);
      this.hovered.delete(id);
    }
  }
}
