import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import type { CodePlace } from '../../protocol/analysis';
import {
  topologyColors,
  topologyDidChange,
  topologyExport,
  type TopologyFilter,
  topologyLanguages,
  topologyOpen,
  type TopologyPage,
  topologyReady,
  topologySaveState,
  topologySetFilter,
  type TopologyState,
} from '../../protocol/topology';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';
import { baseName } from '../analysis/placeNames';
import { rangeOf } from '../analysis/spans';
import type { CommandId } from '../config/commandIds';
import { PageLine } from '../inspector/pageLine';
import { pageHtml, pageOptions } from '../pageHtml';
import { Throttle } from '../throttle';

export const topologyViewType = 'zeromq.topology';

/** Between two pictures while files change; the index itself waits for a pause in typing. */
const drawPauseMs = 100;
const stateKey = 'zeromq.topology';
const wholeFilter: TopologyFilter = { words: '', problemsOnly: false };

/** The tab that draws the workspace's topology, and what it is drawn from. Hidden, it asks the indexer nothing. */
export class TopologyPanel implements Disposable {
  private readonly store = new DisposableStore();
  private readonly line: PageLine;
  private readonly drawing = this.store.add(new Throttle(drawPauseMs, () => void this.draw()));
  private revision: string | undefined;
  private isRead = false;
  filter = wholeFilter;
  /** As the page told: undefined as long as it did not. */
  colors: Readonly<Record<string, string>> | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    private readonly analysis: SourceAnalysis,
    private readonly memory: vscode.Memento,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.line = this.store.add(new PageLine(panel, log));
    this.answerPage();
    this.store.add(analysis.onDidChange(() => this.drawing.request()));
    this.store.add(panel.onDidChangeViewState(() => this.visibilityChanged()));
    panel.onDidDispose(() => this.store.dispose());
    const icon = (theme: string) =>
      vscode.Uri.joinPath(extensionUri, 'media', 'types', `topology-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.options = pageOptions(extensionUri);
    panel.webview.html = pageHtml(panel.webview, extensionUri, 'topology');
    void this.read();
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Shows only what the words are in; the page's filter box follows. */
  setFilter(filter: TopologyFilter): void {
    this.filter = filter;
    this.revision = undefined;
    this.drawing.request();
  }

  dispose(): void {
    this.panel.dispose();
  }

  private answerPage(): void {
    const { line } = this;
    line.answer(topologyReady, async (kept) => {
      const saved = this.memory.get<TopologyState>(stateKey, {});
      const newer = (saved.savedAt ?? 0) > (kept.savedAt ?? 0) ? saved : kept;
      // The page may have been hidden before it could tell.
      if (newer === kept) void this.memory.update(stateKey, kept);
      // A filter that somebody asked for since counts more, and is looked at anew.
      const isAsked = this.filter !== wholeFilter;
      if (!isAsked && newer.filter) this.filter = newer.filter;
      const page = await this.page();
      line.isReady = true;
      return { ...page, state: isAsked ? { ...newer, viewport: undefined } : newer };
    });
    line.hear(topologySaveState, async (state) => this.memory.update(stateKey, state));
    line.answer(topologySetFilter, (filter) => {
      this.filter = filter;
      return this.page();
    });
    line.hear(topologyColors, (colors) => {
      this.colors = colors;
    });
    line.hear(topologyOpen, (place) => this.open(place));
    line.hear(topologyExport, () => run('zeromq.topology.export'));
    line.hear(topologyLanguages, async () => {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'zeromq.analysis.languages');
    });
  }

  /** The files may be on their way still when the tab opens. */
  private async read(): Promise<void> {
    await this.analysis.whenRead().catch(() => undefined);
    this.isRead = true;
    this.drawing.request();
  }

  private async page(): Promise<TopologyPage> {
    const { filter } = this;
    const view = (await this.analysis.topology(filter)) ?? undefined;
    // Nothing was found yet, but there may be something still.
    const isTooSoon = view?.endpoints === 0 && !this.isRead;
    this.revision = isTooSoon ? undefined : view?.revision;
    return { filter, view: isTooSoon ? undefined : view };
  }

  private async draw(): Promise<void> {
    if (!this.line.isReady || !this.panel.visible) return;
    const { filter } = this;
    try {
      const view = await this.analysis.topology(filter, this.revision);
      const isStale = filter !== this.filter;
      if (!view || isStale || (view.endpoints === 0 && !this.isRead)) return;
      this.revision = view.revision;
      this.line.push(topologyDidChange, { filter, view });
    } catch (error) {
      this.log.debug(`topology: ${String(error)}`);
    }
  }

  /** A page that was hidden begins anew, and asks. */
  private visibilityChanged(): void {
    if (this.panel.visible) return;
    this.line.isReady = false;
    this.revision = undefined;
    this.filter = wholeFilter;
  }

  /** Beside the picture, in the group that is there already if there is one. */
  private async open({ uri, span }: CodePlace): Promise<void> {
    const others = vscode.window.tabGroups.all.filter(
      ({ viewColumn }) => viewColumn !== this.panel.viewColumn,
    );
    const viewColumn = others[0]?.viewColumn ?? vscode.ViewColumn.Beside;
    try {
      await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: rangeOf(span), viewColumn });
    } catch (error) {
      this.log.debug(`${uri} cannot be opened: ${String(error)}`);
      const text = vscode.l10n.t(
        '{0} cannot be opened. If it was moved or removed, the topology will show that in a moment.',
        baseName(uri),
      );
      void vscode.window.showErrorMessage(text);
    }
  }
}

async function run(command: CommandId): Promise<void> {
  await vscode.commands.executeCommand(command);
}
