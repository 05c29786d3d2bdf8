import * as vscode from 'vscode';

/** Runs a command from a link. */
function commandUri(command: string, ...args: readonly unknown[]): vscode.Uri {
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify(args))}`);
}

/** What a finding's code links to: its section in docs/findings.md, shown as VS Code shows Markdown. */
export function findingsDocument(code: string): vscode.Uri {
  return commandUri('zeromq.finding.explain', { code });
}
