import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { UseView } from '../../protocol/analysis';
import { type EndpointExplanation, explanationsAt } from '../../protocol/endpointFeatures';
import { isFeatureOn } from '../analysis/analysisSettings';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';
import { rangeOf } from '../analysis/spans';
import { commandUri } from './commandUri';
import { anySelector } from './selectors';
import { plansFor, sendingPlansFor } from './sourceUse';
import { textPlace } from './textPlace';
import { useReference } from './useReference';

const inspectCommand = 'zeromq.endpoint.inspect';
const sendCommand = 'zeromq.endpoint.send';

/** Explains the endpoint under the pointer. */
export class Hovers implements vscode.HoverProvider {
  constructor(private readonly analysis: SourceAnalysis) {}

  register(): Disposable {
    return vscode.languages.registerHoverProvider(anySelector, this);
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    if (!isFeatureOn('hover', document)) return undefined;
    const explanations = await this.analysis.ask(document, explanationsAt, textPlace(document, position));
    const [first] = explanations ?? [];
    return first && new vscode.Hover((explanations ?? []).flatMap(contentsOf), rangeOf(first.span));
  }
}

/** What the source says is text that nobody vouches for; only what is ours may run commands. */
function contentsOf({ markdown, use }: EndpointExplanation): vscode.MarkdownString[] {
  const text = new vscode.MarkdownString(markdown);
  const actions = use && actionsFor(use);
  return actions ? [text, actions] : [text];
}

function actionsFor(use: UseView): vscode.MarkdownString | undefined {
  const links = [
    plansFor(use).length > 0 ? actionLink('$(eye)', vscode.l10n.t('Inspect'), inspectCommand, use) : '',
    sendingPlansFor(use).length > 0 ? actionLink('$(send)', vscode.l10n.t('Send'), sendCommand, use) : '',
  ].filter((link) => link !== '');
  if (links.length === 0) return undefined;
  const actions = new vscode.MarkdownString(links.join('&nbsp;&nbsp;&nbsp;'), true);
  actions.isTrusted = { enabledCommands: [inspectCommand, sendCommand] };
  return actions;
}

function actionLink(icon: string, title: string, command: string, use: UseView): string {
  return `[${icon} ${title}](${String(commandUri(command, useReference(use)))})`;
}
