import * as vscode from 'vscode';
import { type Recordings } from './recordings';

/** Says when a recording stopped that nobody stopped. */
export function announceRecordings(recordings: Recordings): vscode.Disposable {
  return recordings.onDidFinish(({ state, error, file }) => {
    if (state !== 'failed' || !error) return;
    const reveal = vscode.l10n.t('Reveal in Explorer');
    void vscode.window.showErrorMessage(error.message, reveal).then(async (chosen) => {
      if (chosen === reveal) await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.file(file));
    });
  });
}
