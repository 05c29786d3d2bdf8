import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { EndpointList } from '../analysis/endpointList';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';
import { contextKeys } from '../config/contextKeys';
import type { ContextStore } from '../config/contextValues';
import type { EndpointLive } from './endpointLive';
import type { EndpointGrouping, EndpointsTree } from './endpointsTree';
import type { EndpointsNode } from './endpointsNode';

const groupingKey = 'zeromq.endpoints.grouping';

export function rememberedGrouping(state: vscode.Memento): EndpointGrouping {
  return state.get<string>(groupingKey) === 'file' ? 'file' : 'endpoint';
}

interface Parts {
  readonly tree: EndpointsTree;
  readonly list: EndpointList;
  readonly live: EndpointLive;
  readonly analysis: SourceAnalysis;
  readonly context: ContextStore;
  readonly state: vscode.Memento;
}

/** The view around the tree: nothing is looked up while it is hidden. */
export class EndpointsView implements Disposable {
  private readonly store = new DisposableStore();
  private readonly view: vscode.TreeView<EndpointsNode>;

  constructor(private readonly parts: Parts) {
    const { tree, context } = parts;
    this.view = this.store.add(
      vscode.window.createTreeView('zeromq.endpoints', { treeDataProvider: tree, showCollapseAll: true }),
    );
    this.store.add(this.view.onDidChangeVisibility(({ visible }) => this.setVisible(visible)));
    this.setVisible(this.view.visible);
    context.set(contextKeys.endpointsByFile, tree.grouping === 'file');
  }

  /** Remembered in the workspace. */
  async groupBy(grouping: EndpointGrouping): Promise<void> {
    const { tree, context, state } = this.parts;
    tree.grouping = grouping;
    context.set(contextKeys.endpointsByFile, grouping === 'file');
    await state.update(groupingKey, grouping);
  }

  /** Reads the workspace's files anew, and looks who is at the endpoints. */
  async refresh(): Promise<void> {
    const { analysis, list, live } = this.parts;
    await vscode.window.withProgress({ location: { viewId: 'zeromq.endpoints' } }, async () => {
      await analysis.readAgain();
      await list.update();
      await live.lookAtProcesses();
    });
  }

  /** Selects an endpoint in the view, which shows for it. */
  async reveal(endpoint: string): Promise<void> {
    await this.view.reveal(this.parts.tree.endpointNode(endpoint), { select: true, expand: true });
  }

  dispose(): void {
    this.store.dispose();
  }

  private setVisible(visible: boolean): void {
    this.parts.list.setFollowing(visible);
    this.parts.live.setLooking(visible);
  }
}
