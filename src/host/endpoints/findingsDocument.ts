import type * as vscode from 'vscode';
import { commandUri } from './commandUri';

/** What a finding's code links to: its section in docs/findings.md, shown as VS Code shows Markdown. */
export function findingsDocument(code: string): vscode.Uri {
  return commandUri('zeromq.finding.explain', { code });
}
