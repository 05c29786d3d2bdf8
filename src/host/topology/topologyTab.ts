import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { TopologyFilter } from '../../protocol/topology';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';
import { pageOptions } from '../pageHtml';
import { TopologyPanel, topologyViewType } from './topologyPanel';

/** The one tab of the topology, open or not. It comes back with the window. */
export class TopologyTab implements Disposable {
  private readonly store = new DisposableStore();
  private panel: TopologyPanel | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly analysis: SourceAnalysis,
    private readonly memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.store.add(
      vscode.window.registerWebviewPanelSerializer(topologyViewType, {
        deserializeWebviewPanel: (panel) => {
          if (this.panel) panel.dispose();
          else this.add(panel);
          return Promise.resolve();
        },
      }),
    );
  }

  /** What it shows; undefined where it is closed. */
  get shown(): Pick<TopologyPanel, 'filter' | 'colors'> | undefined {
    return this.panel;
  }

  /** @param filter as it is where this is undefined. */
  show(filter?: TopologyFilter): void {
    if (this.panel) this.panel.reveal();
    else this.open();
    if (filter) this.panel?.setFilter(filter);
  }

  dispose(): void {
    this.store.dispose();
  }

  private open(): void {
    this.closeSleeping();
    const title = vscode.l10n.t('ZeroMQ Topology');
    const { Active } = vscode.ViewColumn;
    const options = pageOptions(this.extensionUri);
    this.add(vscode.window.createWebviewPanel(topologyViewType, title, Active, options));
  }

  private add(panel: vscode.WebviewPanel): void {
    this.panel = new TopologyPanel(panel, this.extensionUri, this.analysis, this.memory, this.log);
    panel.onDidDispose(() => (this.panel = undefined));
  }

  /** A tab that came back with the window is nothing before somebody looks at it: with another there would be two. */
  private closeSleeping(): void {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const sleeping = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(topologyViewType),
    );
    if (sleeping.length > 0) void vscode.window.tabGroups.close(sleeping, true);
  }
}
