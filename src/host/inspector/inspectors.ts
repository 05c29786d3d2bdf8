import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { InspectorAction } from '../../protocol/inspector';
import { contextKeys } from '../config/contextKeys';
import type { ContextStore } from '../config/contextValues';
import { pageOptions } from '../pageHtml';
import type { BridgeServices } from './inspectorBridge';
import { InspectorPanel, inspectorViewType } from './inspectorPanel';

/** All open inspectors, at most one per session. They come back with the window. */
export class Inspectors implements Disposable {
  private readonly store = new DisposableStore();
  private readonly panels = new Map<string, InspectorPanel>();
  private readonly didChange = this.store.add(new vscode.EventEmitter<void>());
  /** An inspector came, went, came to the front, or was paused or resumed. */
  readonly onDidChange = this.didChange.event;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly services: BridgeServices,
    private readonly context: ContextStore,
  ) {
    this.store.add(
      vscode.window.registerWebviewPanelSerializer(inspectorViewType, {
        deserializeWebviewPanel: (panel, saved) => {
          this.restore(panel, saved);
          return Promise.resolve();
        },
      }),
    );
    this.store.add(services.recordings.onDidChange(() => this.setContext()));
  }

  /** The session of the inspector in front. */
  get activeSession(): string | undefined {
    return this.active?.session;
  }

  /** The sessions whose inspectors are open and paused. */
  get paused(): ReadonlySet<string> {
    const paused = [...this.panels.values()].filter(({ isPaused }) => isPaused);
    return new Set(paused.map(({ session }) => session));
  }

  /** @returns the session's inspector where it is open. */
  get(session: string): InspectorPanel | undefined {
    return this.panels.get(session);
  }

  /** Shows the session's inspector, opened if need be. */
  open(session: string, preserveFocus = false): InspectorPanel {
    const known = this.panels.get(session);
    if (known) {
      known.reveal(preserveFocus);
      return known;
    }
    const { label } = this.services.registry.get(session);
    this.closeSleeping(label);
    const panel = vscode.window.createWebviewPanel(
      inspectorViewType,
      label,
      { viewColumn: vscode.ViewColumn.Active, preserveFocus },
      pageOptions(this.extensionUri),
    );
    return this.add(panel, session);
  }

  /** Opens the session's inspector where it is not open, and makes it do something as soon as it can. */
  perform(session: string, action: InspectorAction): void {
    this.open(session, true).perform(action);
  }

  dispose(): void {
    this.store.dispose();
  }

  private add(panel: vscode.WebviewPanel, session: string): InspectorPanel {
    const inspector = new InspectorPanel(panel, this.extensionUri, session, this.services, () => {
      this.panels.delete(session);
      this.changed();
    });
    this.panels.set(session, inspector);
    inspector.onDidChange(() => this.changed());
    this.changed();
    return inspector;
  }

  private restore(panel: vscode.WebviewPanel, saved: unknown): void {
    const session = sessionOf(saved) ?? this.sessionTitled(panel.title);
    if (session === undefined || this.panels.has(session) || !this.services.registry.entry(session)) {
      // Its session is gone from the settings.
      panel.dispose();
      return;
    }
    this.add(panel, session);
  }

  /**
   * Tabs that came back with the window are no inspectors before somebody looks at them. Where another one is opened
   * for the same session, such a tab goes, or there would be two.
   */
  private closeSleeping(label: string): void {
    const awake = [...this.panels.values()].filter(({ title }) => title === label).length;
    const sessions = this.services.registry.list().filter((entry) => entry.label === label).length;
    if (awake > 0 || sessions > 1) return;
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const sleeping = tabs.filter(
      ({ input, label: title }) =>
        input instanceof vscode.TabInputWebview &&
        input.viewType.endsWith(inspectorViewType) &&
        title === label,
    );
    if (sleeping.length > 0) void vscode.window.tabGroups.close(sleeping, true);
  }

  /** A window that ends before the page saved anything leaves only the title. */
  private sessionTitled(title: string): string | undefined {
    const entries = this.services.registry.list();
    return entries.find(({ id, label }) => label === title && !this.panels.has(id))?.id;
  }

  private get active(): InspectorPanel | undefined {
    return [...this.panels.values()].find(({ isActive }) => isActive);
  }

  private changed(): void {
    this.setContext();
    this.didChange.fire();
  }

  private setContext(): void {
    const { active, context, services } = this;
    context.set(contextKeys.inspectorPaused, active?.isPaused ?? false);
    const recording = active && services.recordings.of(active.session);
    context.set(contextKeys.inspectorRecording, recording !== undefined);
  }
}

function sessionOf(saved: unknown): string | undefined {
  if (typeof saved !== 'object' || saved === null || !('session' in saved)) return undefined;
  return typeof saved.session === 'string' ? saved.session : undefined;
}
