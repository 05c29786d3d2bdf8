import * as vscode from 'vscode';
import type { RecordingSnapshot } from '../../protocol/recording';
import type { CommandId } from '../config/commandIds';
import { formatNumber } from '../sessions/sessionText';
import { recordingNode } from './recordingNode';
import type { Recordings } from './recordings';
import { formatMessages } from './recordingText';
import { canReveal, revealFile, shownName } from './revealFile';

/** Says when a recording stopped that nobody stopped, or goes on elsewhere. */
export function announceRecordings(recordings: Recordings): vscode.Disposable {
  const failures = recordings.onDidFinish(({ state, error, file }) => {
    if (state !== 'failed' || !error) return;
    const reveal = vscode.l10n.t('Reveal in Explorer');
    const titles = canReveal(file) ? [reveal] : [];
    void vscode.window.showErrorMessage(error.message, ...titles).then(async (chosen) => {
      if (chosen === reveal) await onRecording('zeromq.recording.reveal', file);
    });
  });
  const ends = recordings.onDidEndWithSession((snapshot) => announceRecording(snapshot));
  const continuations = recordings.onDidGoOn(({ file, next }) => {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The engine ended unexpectedly. What was recorded until then is in {0}, and the recording goes on in {1}. What came in between is in neither.',
        shownName(file),
        shownName(next),
      ),
    );
  });
  return vscode.Disposable.from(failures, ends, continuations);
}

/** Says what a recording holds that is complete. */
export function announceRecording(
  recording: Pick<RecordingSnapshot, 'file' | 'messages' | 'bytes' | 'missed'>,
): void {
  const { file, messages, bytes, missed } = recording;
  const loss = missed > 0 ? vscode.l10n.t(' ({0} were missed)', formatNumber(missed)) : '';
  announceFile(file, `${formatMessages(messages, bytes, shownName(file))}${loss}`);
}

/**
 * Says what a file that was made holds, and offers to open it.
 * @param open how; in the recordings' editor unless told.
 */
export function announceFile(
  file: string,
  text: string,
  open: (uri: vscode.Uri) => Thenable<unknown> = () => onRecording('zeromq.recording.open', file),
): void {
  const title = vscode.l10n.t('Open');
  void offer(file, text, [title]).then(async (chosen) => {
    if (chosen === title) await open(vscode.Uri.file(file));
  });
}

/** Says what was made where there is nothing to open. */
export function announceText(file: string, text: string): void {
  void offer(file, text, []);
}

/** @returns the title that was chosen, where it was not that of revealing the file. */
async function offer(file: string, text: string, titles: readonly string[]): Promise<string | undefined> {
  const reveal = vscode.l10n.t('Reveal in Explorer');
  const all = canReveal(file) ? [...titles, reveal] : titles;
  const chosen = await vscode.window.showInformationMessage(text, ...all);
  if (chosen !== reveal) return chosen;
  await revealFile(file);
  return undefined;
}

async function onRecording(command: CommandId, file: string): Promise<void> {
  await vscode.commands.executeCommand(command, recordingNode(file));
}
