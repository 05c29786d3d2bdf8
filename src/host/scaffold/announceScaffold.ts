import * as vscode from 'vscode';
import { errorInfoOf } from '../../base/workbenchError';
import { reportError } from '../commands/reportError';
import type { ScaffoldAnswer } from '../config/commandArguments';
import type { Workbench } from '../workbench';
import { openSessions } from './askSessions';
import type { Preparation } from './prepareScaffold';
import { folderText } from './scaffoldFolder';

/** Opens the main program, and offers what comes next. */
export async function announceScaffold(
  workbench: Workbench,
  preparation: Preparation,
  answer: ScaffoldAnswer,
): Promise<void> {
  await vscode.window.showTextDocument(preparation.mainFile, { preview: false });
  // Not awaited: the command is over, the message may stay for long.
  void offerNext(workbench, preparation, answer);
}

async function offerNext(
  workbench: Workbench,
  preparation: Preparation,
  answer: ScaffoldAnswer,
): Promise<void> {
  const { folder, workspace } = preparation;
  const start = vscode.l10n.t('Start All');
  const look = vscode.l10n.t('Open Inspector Sessions');
  const place = folderText(folder, workspace);
  const { files, kept } = answer;
  const text =
    kept.length === 0
      ? vscode.l10n.t('Wrote {0} files into {1}.', files.length, place)
      : vscode.l10n.t('Wrote {0} files into {1}, and kept {2} as it was.', files.length, place, kept.length);
  // Each leads back to the other: one starts the programs and then looks at them, or the other way round.
  let left = answer.startAll === undefined ? [look] : [start, look];
  while (left.length > 0) {
    const chosen = await vscode.window.showInformationMessage(text, ...left);
    if (chosen === undefined) return;
    const isDone = await shown(() =>
      chosen === start ? startAll(answer) : openSessions(workbench, preparation),
    );
    // Keys of CURVE may be missing until the programs have started once.
    if (isDone) left = left.filter((title) => title !== chosen);
  }
}

async function startAll({ startAll: label }: ScaffoldAnswer): Promise<boolean> {
  await vscode.commands.executeCommand('workbench.action.tasks.runTask', label);
  return true;
}

/** @returns false where it failed, which is then shown with what helps. */
async function shown(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    void reportError(errorInfoOf(error), undefined, async () => void (await shown(work)));
    return false;
  }
}
