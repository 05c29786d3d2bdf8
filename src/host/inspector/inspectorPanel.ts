import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { SocketType } from '../../model/socketType';
import type { InspectorAction } from '../../protocol/inspector';
import { pageHtml, pageOptions } from '../pageHtml';
import { typeIcons } from '../sessions/sessionIcons';
import { type BridgeServices, InspectorBridge } from './inspectorBridge';
import { SessionSubject } from './sessionSubject';

export const inspectorViewType = 'zeromq.inspector';

/** One inspector: an editor tab that shows one session. */
export class InspectorPanel implements Disposable {
  private readonly store = new DisposableStore();
  private readonly bridge: InspectorBridge;
  /** Fires when it comes to the front or leaves it, or is paused or resumed. */
  readonly onDidChange: vscode.Event<void>;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly extensionUri: vscode.Uri,
    readonly session: string,
    services: BridgeServices,
    onClosed: () => void,
  ) {
    const changed = this.store.add(new vscode.EventEmitter<void>());
    this.onDidChange = changed.event;
    const subject = this.store.add(new SessionSubject(session, services.registry));
    this.bridge = this.store.add(new InspectorBridge(panel, subject, services));
    this.store.add(this.bridge.onDidSaveState(() => changed.fire()));
    this.store.add(panel.onDidChangeViewState(() => changed.fire()));
    this.store.add(services.registry.onDidChange((change) => this.sessionChanged(change, services)));
    panel.onDidDispose(() => {
      this.store.dispose();
      onClosed();
    });
    this.draw(services);
    panel.webview.options = pageOptions(extensionUri);
    panel.webview.html = pageHtml(panel.webview, extensionUri, 'inspector');
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  get title(): string {
    return this.panel.title;
  }

  get isPaused(): boolean {
    return this.bridge.isPaused;
  }

  reveal(preserveFocus: boolean): void {
    this.panel.reveal(undefined, preserveFocus);
  }

  perform(action: InspectorAction): void {
    this.bridge.perform(action);
  }

  dispose(): void {
    this.panel.dispose();
  }

  private sessionChanged(change: 'all' | ReadonlySet<string>, services: BridgeServices): void {
    if (change !== 'all' && !change.has(this.session)) return;
    if (services.registry.entry(this.session)) this.draw(services);
    else this.dispose();
  }

  private draw({ registry }: BridgeServices): void {
    const entry = registry.entry(this.session);
    if (!entry) return;
    if (this.panel.title !== entry.label) this.panel.title = entry.label;
    this.panel.iconPath = typeIconPath(this.extensionUri, entry.definition.type);
  }
}

function typeIconPath(extensionUri: vscode.Uri, type: SocketType) {
  const file = (theme: string) =>
    vscode.Uri.joinPath(extensionUri, 'media', 'types', `${typeIcons[type]}-${theme}.svg`);
  return { light: file('light'), dark: file('dark') };
}
