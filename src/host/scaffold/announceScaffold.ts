import * as vscode from 'vscode';
import { errorInfoOf } from '../../base/workbenchError';
import { reportError } from '../commands/reportError';
import { type ScaffoldAnswer } from '../config/commandArguments';
import { type Workbench } from '../workbench';
import { openSessions } from './askSessions';
import { type Preparation } from './prepareScaffold';
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
  const text = vscode.l10n.t('Wrote {0} files into {1}.', answer.files.length, folderText(folder, workspace));
  // Each leads back to the other: one starts the programs and then looks at them, or the other way round.
  let left = answer.startAll === undefined ? [look] : [start, look];
  while (left.length > 0) {
    const chosen = await vscode.window.showInformationMessage(text, ...left);
    if (chosen === undefined) return;
    left = left.filter((title) => title !== chosen);
    await shown(() => (chosen === start ? startAll(answer) : openSessions(workbench, preparation)));
  }
}

async function startAll({ startAll: label }: ScaffoldAnswer): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.tasks.runTask', label);
}

async function shown(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    void reportError(errorInfoOf(error), undefined, () => shown(work));
  }
}
