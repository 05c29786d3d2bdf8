import * as vscode from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { FindingFix } from '../../protocol/analysis';
import { rangeOf } from '../analysis/spans';
import type { Diagnostics, FindingDiagnostic } from './diagnostics';
import { anySelector } from './selectors';

/** Mends findings, and explains them. */
export class QuickFixes implements vscode.CodeActionProvider {
  constructor(private readonly diagnostics: Diagnostics) {}

  register(): Disposable {
    return vscode.languages.registerCodeActionsProvider(anySelector, this, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    });
  }

  provideCodeActions({ uri }: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.diagnostics
      .of(uri)
      .filter((one) => one.range.intersection(range))
      .flatMap(actionsFor);
  }
}

function actionsFor(diagnostic: FindingDiagnostic): vscode.CodeAction[] {
  const { finding } = diagnostic;
  const fixes = finding.fixes.map((fix, index) => fixAction(diagnostic, fix, index === 0));
  const explain = new vscode.CodeAction(
    vscode.l10n.t('Explain {0}', finding.code),
    vscode.CodeActionKind.QuickFix,
  );
  explain.diagnostics = [diagnostic];
  explain.command = {
    title: explain.title,
    command: 'zeromq.finding.explain',
    arguments: [{ code: finding.code }],
  };
  return [...fixes, explain];
}

function fixAction(diagnostic: FindingDiagnostic, fix: FindingFix, isBest: boolean): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, span, newText } of fix.edits) edit.replace(vscode.Uri.parse(uri), rangeOf(span), newText);
  action.edit = edit;
  action.diagnostics = [diagnostic];
  action.isPreferred = isBest;
  return action;
}
