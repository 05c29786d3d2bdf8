import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import { type EndpointLink, linksOf } from '../../protocol/endpointFeatures';
import { isFeatureOn } from '../analysis/analysisSettings';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';
import { placeName } from '../analysis/placeNames';
import { rangeOf } from '../analysis/spans';
import { Throttle } from '../throttle';
import { anySelector } from './selectors';

/** Files are read by the hundred when the window starts. */
const pauseMs = 500;

/**
 * Links from what connects, or only names, an endpoint to the program of the workspace that binds it. An editor asks
 * for links when its text changes; where other files change them, it is made to ask by registering anew.
 */
export class DocumentLinks implements vscode.DocumentLinkProvider, Disposable {
  private readonly store = new DisposableStore();
  private registration: Disposable;
  /** What shown documents were told, as text to compare. */
  private readonly told = new Map<string, string>();
  private readonly stale = new Set<string>();
  private readonly checking = this.store.add(new Throttle(pauseMs, () => void this.checkStale()));

  constructor(private readonly analysis: SourceAnalysis) {
    this.registration = this.register();
    this.store.add({ dispose: () => this.registration.dispose() });
    this.store.add(
      analysis.onDidChange((uris) => {
        for (const uri of this.told.keys()) if (uris.has(uri)) this.stale.add(uri);
        if (this.stale.size > 0) this.checking.request();
      }),
    );
    this.store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('zeromq.analysis.links')) this.renew();
      }),
    );
    this.store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.told.delete(String(uri))));
  }

  async provideDocumentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    if (!isFeatureOn('links', document)) return [];
    const links = (await this.linksIn(document)) ?? [];
    this.told.set(String(document.uri), JSON.stringify(links));
    return links.map(documentLink);
  }

  dispose(): void {
    this.store.dispose();
  }

  private register(): Disposable {
    return vscode.languages.registerDocumentLinkProvider(anySelector, this);
  }

  private renew(): void {
    this.registration.dispose();
    this.registration = this.register();
  }

  private linksIn(document: vscode.TextDocument): Promise<readonly EndpointLink[] | undefined> {
    return this.analysis.ask(document, linksOf, { uri: String(document.uri) });
  }

  private async checkStale(): Promise<void> {
    const uris = [...this.stale];
    this.stale.clear();
    const shown = vscode.window.visibleTextEditors.map(({ document }) => document);
    for (const document of shown.filter(({ uri }) => uris.includes(String(uri)))) {
      const links = (await this.linksIn(document)) ?? [];
      if (JSON.stringify(links) !== this.told.get(String(document.uri))) return this.renew();
    }
  }
}

function documentLink({ span, target, others }: EndpointLink): vscode.DocumentLink {
  const { startLine, startCharacter } = target.span;
  const uri = vscode.Uri.parse(target.uri);
  const link = new vscode.DocumentLink(
    rangeOf(span),
    uri.with({ fragment: `L${startLine + 1},${startCharacter + 1}` }),
  );
  const place = placeName(target);
  link.tooltip =
    others > 0
      ? vscode.l10n.t('Go to {0}, the nearest of {1} that bind it', place, others + 1)
      : vscode.l10n.t('Go to {0}, which binds it', place);
  return link;
}
