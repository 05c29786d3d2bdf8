import * as vscode from 'vscode';
import { type Disposable, DisposableStore, toDisposable } from '../../base/disposable';
import { contextKeys } from '../config/contextKeys';
import type { ContextStore } from '../config/contextValues';
import type { EngineHealthDetail, EngineSupervisor } from '../engine/engineSupervisor';
import { isOver, type Replays } from '../replay/replays';
import type { DefinitionStore } from './definitionStore';
import type { SessionsNode } from './sessionNode';
import type { SessionRegistry } from './sessionRegistry';
import type { SessionsTree } from './sessionsTree';
import { viewMessage } from './viewMessage';

/** How long the view tells of a restart that went well. */
const recoveredMs = 60_000;

/** The view around the tree: its message, its visibility and the context keys that its menus use. */
export class SessionsView implements Disposable {
  private readonly store = new DisposableStore();
  private readonly view: vscode.TreeView<SessionsNode>;
  private recovered = false;
  private recoveredTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly tree: SessionsTree,
    private readonly registry: SessionRegistry,
    private readonly definitions: DefinitionStore,
    private readonly supervisor: EngineSupervisor,
    private readonly replays: Replays,
    private readonly context: ContextStore,
  ) {
    this.view = this.store.add(
      vscode.window.createTreeView('zeromq.sessions', { treeDataProvider: tree, showCollapseAll: true }),
    );
    this.store.add(this.view.onDidChangeVisibility(({ visible }) => tree.setVisible(visible)));
    tree.setVisible(this.view.visible);
    this.store.add(supervisor.onDidChange((health) => this.engineChanged(health)));
    this.store.add(registry.onDidChange(() => this.update()));
    this.store.add(replays.onDidBegin(({ snapshot }) => void this.revealReplay(snapshot.session)));
    this.store.add(replays.onDidChange(() => this.update()));
    this.store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.update()));
    this.store.add(toDisposable(() => clearTimeout(this.recoveredTimer)));
    this.update();
  }

  get message(): string | undefined {
    return this.view.message;
  }

  /**
   * The element that the keyboard is on, called from a keybinding of the view. Arrow keys move the focus, which
   * extensions are not told of, and leave the selection where it was: so the element is selected first.
   */
  async focusedElement(): Promise<SessionsNode | undefined> {
    const expandsOnClick =
      vscode.workspace.getConfiguration().get('workbench.tree.expandMode') !== 'doubleClick';
    await vscode.commands.executeCommand('list.select');
    // Selecting is what a click does: it opened or shut the element.
    if (expandsOnClick) await vscode.commands.executeCommand('list.toggleExpand');
    return this.view.selection[0];
  }

  /** Shows what a session replays below it, which may be folded. */
  private async revealReplay(session: string): Promise<void> {
    const node = this.tree.replayNode(session);
    if (!node || !this.view.visible) return;
    // VS Code looks for an element after the refreshes that it was told of; the session may be new.
    this.tree.refreshNow();
    try {
      await this.view.reveal(node, { select: false, focus: false });
    } catch {
      // It was dismissed, or the session removed, meanwhile.
    }
  }

  async reveal(session: string): Promise<void> {
    if (this.view.visible)
      await this.view.reveal(this.tree.sessionNode(session), { select: true, focus: false });
  }

  dispose(): void {
    this.store.dispose();
  }

  private engineChanged({ state, lastEnd }: EngineHealthDetail): void {
    clearTimeout(this.recoveredTimer);
    this.recovered = state === 'running' && lastEnd !== undefined;
    if (this.recovered) {
      this.recoveredTimer = setTimeout(() => {
        this.recovered = false;
        this.update();
      }, recoveredMs);
    }
    this.update();
  }

  private update(): void {
    const entries = this.registry.list();
    const { health, initialized } = this.supervisor;
    const problems = this.definitions.problems.length;
    const message = viewMessage({
      trusted: vscode.workspace.isTrusted,
      health,
      recovered: this.recovered,
      initialized,
      problems,
      sessions: entries.length,
    });
    if (this.view.message !== message) this.view.message = message;
    this.context.set(contextKeys.hasSessions, entries.length + problems > 0);
    this.context.set(
      contextKeys.anyOpen,
      entries.some(({ snapshot }) => snapshot.state === 'open'),
    );
    this.context.set(
      contextKeys.replaying,
      this.replays.list().some(({ snapshot }) => !isOver(snapshot)),
    );
    this.context.set(contextKeys.engineState, health.state);
  }
}
