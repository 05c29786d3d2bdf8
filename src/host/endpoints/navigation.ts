import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import { relatedAt, type RelatedPlaces } from '../../protocol/endpointFeatures';
import { isFeatureOn } from '../analysis/analysisSettings';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';
import { locationOf, rangeOf } from '../analysis/spans';
import { anySelector } from './selectors';
import { textPlace } from './textPlace';

const highlightKinds = {
  bind: vscode.DocumentHighlightKind.Write,
  connect: vscode.DocumentHighlightKind.Read,
  mention: vscode.DocumentHighlightKind.Text,
} as const;

/** From a connect to its binds and back, to all places of an endpoint, and those of the file marked. */
export class Navigation
  implements vscode.DefinitionProvider, vscode.ReferenceProvider, vscode.DocumentHighlightProvider
{
  constructor(private readonly analysis: SourceAnalysis) {}

  register(): Disposable {
    const store = new DisposableStore();
    store.add(vscode.languages.registerDefinitionProvider(anySelector, this));
    store.add(vscode.languages.registerReferenceProvider(anySelector, this));
    store.add(vscode.languages.registerDocumentHighlightProvider(anySelector, this));
    return store;
  }

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.LocationLink[] | undefined> {
    const related = await this.related(document, position);
    return related?.counterparts.map(({ uri, span }) => ({
      originSelectionRange: rangeOf(related.span),
      targetUri: vscode.Uri.parse(uri),
      targetRange: rangeOf(span),
    }));
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Location[] | undefined> {
    return (await this.related(document, position))?.members.map(locationOf);
  }

  async provideDocumentHighlights(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.DocumentHighlight[] | undefined> {
    const related = await this.related(document, position);
    return related?.written.map(
      ({ span, does }) => new vscode.DocumentHighlight(rangeOf(span), highlightKinds[does]),
    );
  }

  private async related(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<RelatedPlaces | undefined> {
    if (!isFeatureOn('navigation', document)) return undefined;
    return this.analysis.ask(document, relatedAt, textPlace(document, position));
  }
}
