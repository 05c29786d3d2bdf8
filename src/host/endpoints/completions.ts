import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import { programIdOf } from '../../analysis/programLanguages';
import { type TypedEndpoint, typedInProgram, typedInText } from '../../analysis/proposals/typedEndpoint';
import { type EndpointProposal, proposalsAt } from '../../protocol/endpointFeatures';
import { isFeatureOn, languagesOff } from '../analysis/analysisSettings';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';
import { anySelector } from './selectors';
import { textPlace } from './textPlace';

/** Proposes the workspace's endpoints where one is typed. */
export class Completions implements vscode.CompletionItemProvider {
  constructor(private readonly analysis: SourceAnalysis) {}

  register(): Disposable {
    return vscode.languages.registerCompletionItemProvider(anySelector, this, ':', '/', '"', "'", '`');
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionList | undefined> {
    if (!isFeatureOn('completion', document)) return undefined;
    const program = programIdOf(document.languageId);
    const { text } = document.lineAt(position.line);
    // Nothing is asked of the indexer for quotes and colons that have nothing to do with endpoints.
    const typed = program ? typedInProgram(text, position.character) : typedInText(text, position.character);
    if (!typed || languagesOff().includes(program ?? 'text')) return undefined;
    const answer = await this.analysis.ask(document, proposalsAt, {
      ...textPlace(document, position),
      typed: typed.typed,
      role: typed.role,
      needsUse: !typed.isEndpoint,
    });
    if (!answer) return undefined;
    const range = new vscode.Range(position.line, typed.start, position.line, typed.end);
    const items = answer.proposals.map((proposal, index) => itemFor(proposal, index, typed, range));
    return new vscode.CompletionList(items, answer.isCut);
  }
}

function itemFor(
  { address, users }: EndpointProposal,
  index: number,
  { typed }: TypedEndpoint,
  range: vscode.Range,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem(
    { label: address, description: users },
    vscode.CompletionItemKind.Reference,
  );
  item.range = range;
  item.insertText = address;
  item.filterText = address;
  // Before what word lists and languages propose, in the order that the indexer gives.
  item.sortText = `\u0000${String(index).padStart(4, '0')}`;
  item.detail = users;
  item.preselect = index === 0 && typed !== '';
  return item;
}
