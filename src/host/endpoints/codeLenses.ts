import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import type { UseView } from '../../protocol/analysis';
import { isFeatureOn } from '../analysis/analysisSettings';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';
import { locationOf, rangeOf } from '../analysis/spans';
import { plansFor, sendingPlansFor } from './sourceUse';
import { programSelector } from './selectors';
import { useNode } from './useNode';

/** Inspect, Send and the peers above each line that binds or connects an endpoint. */
export class CodeLenses implements vscode.CodeLensProvider, Disposable {
  private readonly store = new DisposableStore();
  private readonly didChange = this.store.add(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.didChange.event;

  constructor(private readonly analysis: SourceAnalysis) {
    this.store.add(vscode.languages.registerCodeLensProvider(programSelector, this));
    this.store.add(
      analysis.onDidChange((uris) => {
        const isShown = vscode.window.visibleTextEditors.some(({ document }) =>
          uris.has(String(document.uri)),
        );
        if (isShown) this.didChange.fire();
      }),
    );
    this.store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('zeromq.analysis')) this.didChange.fire();
      }),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!isFeatureOn('codeLens', document)) return [];
    const { uses, isWhole } = await this.analysis.fileView(document);
    return uses.flatMap((use) => lensesOf(use, document.uri, isWhole));
  }

  dispose(): void {
    this.store.dispose();
  }
}

function lensesOf(use: UseView, uri: vscode.Uri, isWhole: boolean): vscode.CodeLens[] {
  const range = rangeOf(use.span);
  return [inspectLens(use), sendLens(use), peersLens(use, uri, isWhole)].flatMap((command) =>
    command ? [new vscode.CodeLens(range, command)] : [],
  );
}

function inspectLens(use: UseView): vscode.Command | undefined {
  const [plan] = plansFor(use);
  if (!plan) return undefined;
  return {
    title: vscode.l10n.t('$(eye) Inspect'),
    tooltip:
      plan.role === 'bind'
        ? vscode.l10n.t('Opens a {0} session that binds {1}', plan.type, plan.address)
        : vscode.l10n.t('Opens a {0} session that connects to {1}', plan.type, plan.address),
    command: 'zeromq.endpoint.inspect',
    arguments: [useNode(use)],
  };
}

function sendLens(use: UseView): vscode.Command | undefined {
  const [plan] = sendingPlansFor(use);
  if (!plan) return undefined;
  return {
    title: vscode.l10n.t('$(send) Send'),
    tooltip: vscode.l10n.t('Opens a {0} session at {1} to send messages with', plan.type, plan.address),
    command: 'zeromq.endpoint.send',
    arguments: [useNode(use)],
  };
}

/** What else binds or connects the endpoint, in any language. That nobody does is not said before all files are read. */
function peersLens(use: UseView, uri: vscode.Uri, isWhole: boolean): vscode.Command | undefined {
  const { peers, span, role } = use;
  if (role === 'unbind' || role === 'disconnect') return undefined;
  // A lens without a command shows as plain text.
  if (peers.length === 0) return isWhole ? { title: vscode.l10n.t('no peers here'), command: '' } : undefined;
  return {
    title: peers.length === 1 ? vscode.l10n.t('1 peer') : vscode.l10n.t('{0} peers', peers.length),
    tooltip: vscode.l10n.t('Shows who is at the other end'),
    command: 'editor.action.peekLocations',
    arguments: [uri, new vscode.Position(span.startLine, span.startCharacter), peers.map(locationOf), 'peek'],
  };
}
