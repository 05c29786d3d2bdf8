import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { RecordingFile, RecordingFiles } from './recordingFiles';
import type { Recordings } from './recordings';

/** A file that was written to so lately may be another window's recording that still runs. */
const restedMs = 10_000;

/** Offers to complete recordings whose engine or window ended before they were done; each file once a window. */
export function offerRepairs(files: RecordingFiles, recordings: Recordings): vscode.Disposable {
  const offered = new Set<string>();
  return files.onDidChange(() => {
    const unfinished = files
      .list()
      .filter(isUnfinished)
      .filter(({ file }) => !offered.has(file) && !recordings.isWriting(file));
    for (const { file } of unfinished) offered.add(file);
    void offer(unfinished.map(({ file }) => file));
  });
}

/** Ours, and read without its end. Other tools' files are for those tools. */
function isUnfinished({ summary }: RecordingFile): boolean {
  return summary?.definition !== undefined && !summary.soundness.isComplete;
}

async function offer(candidates: readonly string[]): Promise<void> {
  const rested: string[] = [];
  for (const file of candidates) {
    const changed = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (changed !== undefined && Date.now() - changed > restedMs) rested.push(file);
  }
  const [first] = rested;
  if (first === undefined) return;
  const repair = vscode.l10n.t('Repair');
  const message =
    rested.length === 1
      ? vscode.l10n.t('The recording {0} was not finished. What is in it can be kept.', path.basename(first))
      : vscode.l10n.t('{0} recordings were not finished. What is in them can be kept.', rested.length);
  if ((await vscode.window.showInformationMessage(message, repair)) !== repair) return;
  for (const file of rested)
    await vscode.commands.executeCommand('zeromq.recording.repair', { kind: 'recording', file });
}
