import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { EndpointView } from '../../protocol/analysis';
import type { EndpointList } from '../analysis/endpointList';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';
import {
  endpointItem,
  type EndpointState,
  fileItem,
  placeItem,
  processItem,
  sessionAtItem,
} from './endpointItems';
import type { EndpointLive } from './endpointLive';
import { type EndpointPlace, placesOf } from './endpointPlaces';
import { endpointTooltip, placeTooltip, processTooltip } from './endpointTooltips';
import { type ShownFinding, troublesAt, troublesOf } from './endpointTrouble';
import { type EndpointsNode, endpointsNodeKey, makeEndpointsNode, type PlaceNode } from './endpointsNode';

/** `endpoint`: the endpoints with their places below; `file`: the files with their endpoints below. */
export type EndpointGrouping = 'endpoint' | 'file';

/** The tree of the endpoints in the workspace's sources. */
export class EndpointsTree implements vscode.TreeDataProvider<EndpointsNode>, Disposable {
  private readonly store = new DisposableStore();
  private readonly didChange = this.store.add(new vscode.EventEmitter<EndpointsNode[] | undefined>());
  readonly onDidChangeTreeData = this.didChange.event;
  /** VS Code knows elements by identity, so each thing has one element as long as it is shown. */
  private nodes = new Map<string, EndpointsNode>();
  private grouped: EndpointGrouping;
  /** What is listed at the top, as it was last handed out. */
  private drawnFiles: readonly string[] = [];

  constructor(
    private readonly list: EndpointList,
    private readonly live: EndpointLive,
    private readonly analysis: SourceAnalysis,
    grouping: EndpointGrouping,
  ) {
    this.grouped = grouping;
    this.store.add(list.onDidChange(({ keys, isReordered }) => this.listChanged(keys, isReordered)));
    this.store.add(live.onDidChange((keys) => this.redraw(keys)));
    this.store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        const counts = ['zeromq.findings', 'zeromq.analysis.findings'];
        if (counts.some((id) => event.affectsConfiguration(id))) this.didChange.fire(undefined);
      }),
    );
  }

  get grouping(): EndpointGrouping {
    return this.grouped;
  }

  set grouping(grouping: EndpointGrouping) {
    if (this.grouped === grouping) return;
    this.grouped = grouping;
    this.didChange.fire(undefined);
  }

  async getChildren(node?: EndpointsNode): Promise<EndpointsNode[]> {
    if (!node) return this.roots();
    switch (node.kind) {
      case 'endpoint':
        return this.childrenOfEndpoint(node.endpoint);
      case 'file':
        return this.placesIn(node.uri).map((place) => this.node(place.node));
      case 'place':
      case 'session':
      case 'process':
        return [];
    }
  }

  getParent(node: EndpointsNode): EndpointsNode | undefined {
    switch (node.kind) {
      case 'endpoint':
      case 'file':
        return undefined;
      case 'place':
        if (node.under === 'file') return this.node({ kind: 'file', uri: node.uri });
        return this.endpointNode(node.endpoint);
      case 'session':
      case 'process':
        return this.endpointNode(node.endpoint);
    }
  }

  getTreeItem(node: EndpointsNode): vscode.TreeItem {
    if (node.kind === 'file') {
      const views = this.viewsIn(node.uri);
      const isConcerned = ({ uri, related }: ShownFinding) =>
        [uri, ...related.map((place) => place.uri)].includes(node.uri);
      return fileItem(node, views.flatMap(troublesOf).filter(isConcerned));
    }
    const state = this.stateOf(node.endpoint);
    return (state && itemOf(node, state)) ?? new vscode.TreeItem('');
  }

  resolveTreeItem(item: vscode.TreeItem, node: EndpointsNode): vscode.TreeItem {
    const state = node.kind === 'file' ? undefined : this.stateOf(node.endpoint);
    if (!state) return item;
    if (node.kind === 'endpoint') item.tooltip = endpointTooltip(state);
    const found = node.kind === 'place' && placeIn(node, state.view);
    if (found) item.tooltip = placeTooltip(found.place, troublesAt(state.troubles, found.place));
    const process = node.kind === 'process' && state.processes.find(({ pid }) => pid === node.pid);
    if (process) item.tooltip = processTooltip(process);
    return item;
  }

  /** @returns the element of an endpoint, for revealing it. */
  endpointNode(endpoint: string): EndpointsNode {
    return this.node({ kind: 'endpoint', endpoint });
  }

  dispose(): void {
    this.store.dispose();
  }

  private async roots(): Promise<EndpointsNode[]> {
    if (this.list.list().length === 0) await this.firstRead();
    this.forgetGone();
    if (this.grouped === 'endpoint') return this.list.list().map(({ key }) => this.endpointNode(key));
    this.drawnFiles = this.files();
    return this.drawnFiles.map((uri) => this.node({ kind: 'file', uri }));
  }

  /** The view shows that it waits. What is found meanwhile is drawn by a change. */
  private async firstRead(): Promise<void> {
    try {
      await this.analysis.whenRead();
      await this.list.update();
    } catch {
      // Said in the log; there is nothing to list.
    }
  }

  private childrenOfEndpoint(key: string): EndpointsNode[] {
    const view = this.list.get(key);
    if (!view) return [];
    return [
      ...placesOf(view, 'endpoint').map(({ node }) => this.node(node)),
      ...this.live
        .sessionsAt(key)
        .map(({ session }) => this.node({ kind: 'session', endpoint: key, session })),
      ...this.live.processesAt(key).map(({ pid }) => this.node({ kind: 'process', endpoint: key, pid })),
    ];
  }

  /** In the order of lines. */
  private placesIn(uri: string): EndpointPlace[] {
    return this.viewsIn(uri)
      .flatMap((view) => placesOf(view, 'file').filter(({ node }) => node.uri === uri))
      .sort(
        ({ place: { span: a } }, { place: { span: b } }) =>
          a.startLine - b.startLine || a.startCharacter - b.startCharacter,
      );
  }

  private viewsIn(uri: string): EndpointView[] {
    return this.list
      .list()
      .filter(({ binders, connectors, mentions }) =>
        [...binders, ...connectors, ...mentions].some((place) => place.uri === uri),
      );
  }

  /** Programs before texts, each by path. */
  private files(): string[] {
    const programs = new Set<string>();
    const texts = new Set<string>();
    for (const { binders, connectors, mentions } of this.list.list()) {
      for (const { uri } of [...binders, ...connectors]) programs.add(uri);
      for (const { uri } of mentions) texts.add(uri);
    }
    return [...[...programs].sort(), ...[...texts].sort()];
  }

  private stateOf(key: string): EndpointState | undefined {
    const view = this.list.get(key);
    return (
      view && {
        view,
        troubles: troublesOf(view),
        sessions: this.live.sessionsAt(key),
        processes: this.live.processesAt(key),
      }
    );
  }

  private listChanged(keys: ReadonlySet<string>, isReordered: boolean): void {
    const isOther =
      this.grouped === 'endpoint' ? isReordered : this.files().join('\n') !== this.drawnFiles.join('\n');
    // While VS Code draws the whole tree anew it knows no element, and a menu's command is called without one.
    if (isOther) this.didChange.fire(undefined);
    else this.redraw(keys, isReordered);
  }

  private redraw(keys: ReadonlySet<string>, hasGone = false): void {
    if (this.grouped === 'endpoint') {
      this.didChange.fire([...keys].map((key) => this.endpointNode(key)));
      return;
    }
    const isConcerned = (uri: string) => hasGone || this.viewsIn(uri).some(({ key }) => keys.has(key));
    const files = this.drawnFiles.filter(isConcerned);
    if (files.length > 0) this.didChange.fire(files.map((uri) => this.node({ kind: 'file', uri })));
  }

  private node<N extends EndpointsNode>(wanted: N): N {
    const key = endpointsNodeKey(wanted);
    const known = this.nodes.get(key);
    if (known) return known as N;
    const made = makeEndpointsNode(wanted);
    this.nodes.set(key, made);
    return made;
  }

  private forgetGone(): void {
    const living = new Set(this.files());
    this.nodes = new Map(
      [...this.nodes].filter(([, node]) =>
        node.kind === 'file' ? living.has(node.uri) : this.list.get(node.endpoint) !== undefined,
      ),
    );
  }
}

function itemOf(
  node: Exclude<EndpointsNode, { kind: 'file' }>,
  state: EndpointState,
): vscode.TreeItem | undefined {
  switch (node.kind) {
    case 'endpoint':
      return endpointItem(node, state);
    case 'place': {
      const found = placeIn(node, state.view);
      if (!found) return undefined;
      const troubles = troublesAt(state.troubles, found.place);
      return placeItem(node, found.place, { view: state.view, troubles });
    }
    case 'session': {
      const session = state.sessions.find((one) => one.session === node.session);
      return session && sessionAtItem(node, session);
    }
    case 'process': {
      const process = state.processes.find(({ pid }) => pid === node.pid);
      return process && processItem(node, process);
    }
  }
}

/** @returns the place that an element stands for, where it still is. */
export function placeIn(node: PlaceNode, view: EndpointView): EndpointPlace | undefined {
  const key = endpointsNodeKey(node);
  return placesOf(view, node.under).find((one) => endpointsNodeKey(one.node) === key);
}
