import * as vscode from 'vscode';
import { type CommandId } from '../config/commandIds';
import { recordingNode } from './recordingNode';
import { type Recordings } from './recordings';

/** Says when a recording stopped that nobody stopped. */
export function announceRecordings(recordings: Recordings): vscode.Disposable {
  return recordings.onDidFinish(({ state, error, file }) => {
    if (state !== 'failed' || !error) return;
    const reveal = vscode.l10n.t('Reveal in Explorer');
    void vscode.window.showErrorMessage(error.message, reveal).then(async (chosen) => {
      if (chosen === reveal) await onRecording('zeromq.recording.reveal', file);
    });
  });
}

/** Says what a finished recording holds, and offers to open it. */
export function announceFile(file: string, text: string): void {
  const open = vscode.l10n.t('Open');
  const reveal = vscode.l10n.t('Reveal in Explorer');
  void vscode.window.showInformationMessage(text, open, reveal).then(async (chosen) => {
    if (chosen === open) await onRecording('zeromq.recording.open', file);
    if (chosen === reveal) await onRecording('zeromq.recording.reveal', file);
  });
}

async function onRecording(command: CommandId, file: string): Promise<void> {
  await vscode.commands.executeCommand(command, recordingNode(file));
}
