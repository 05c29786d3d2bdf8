import { existsSync } from 'node:fs';
import { mkdir, rmdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { freePath, recordingsFolder } from './recordingTarget';

export interface NewFileQuestion {
  readonly title: string;
  /** Absolute. */
  readonly proposal: string;
  /** What the files are called, and how their names end, without the point. */
  readonly kind: string;
  readonly ending: string;
}

/**
 * Asks where a new file is to be. Dialogs offer to replace a file that exists, which is never done here: the new one gets
 * a number, and the person is told so.
 * @returns a path where nothing is yet; undefined when the person went away.
 */
export async function askNewFile(question: NewFileQuestion): Promise<string | undefined> {
  const folder = path.dirname(question.proposal);
  // Dialogs open elsewhere where the folder is missing, or ask about it.
  const made = await mkdir(folder, { recursive: true }).catch(() => undefined);
  const file = await askFree(question);
  const isElsewhere = file === undefined || path.dirname(file) !== folder;
  if (made !== undefined && isElsewhere) await rmdir(folder).catch(() => undefined);
  return file;
}

async function askFree({ title, proposal, kind, ending }: NewFileQuestion): Promise<string | undefined> {
  const defaultUri = vscode.Uri.file(proposal);
  const uri = await vscode.window.showSaveDialog({ title, defaultUri, filters: { [kind]: [ending] } });
  if (!uri) return undefined;
  const file = uri.fsPath.endsWith(`.${ending}`) ? uri.fsPath : `${uri.fsPath}.${ending}`;
  if (!existsSync(file)) return file;
  const beside = freePath(file);
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      '“{0}” is kept, since recordings and exports never replace a file. This one is called “{1}”.',
      path.basename(file),
      path.basename(beside),
    ),
  );
  return beside;
}

/**
 * Asks for a folder that is to be made.
 * @param proposal absolute.
 * @returns a path where nothing is yet; undefined when the person went away.
 */
export async function askNewFolder(title: string, proposal: string): Promise<string | undefined> {
  const resolved = (value: string) => path.resolve(recordingsFolder(), value.trim());
  const folder = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('A folder that does not exist yet. It is made, with all that its path needs.'),
    value: proposal,
    valueSelection: [proposal.length - path.basename(proposal).length, proposal.length],
    ignoreFocusOut: true,
    validateInput(value) {
      if (value.trim() === '') return vscode.l10n.t('The folder needs a name.');
      if (!existsSync(resolved(value))) return undefined;
      return vscode.l10n.t('“{0}” exists already. Choose another name.', path.basename(resolved(value)));
    },
  });
  return folder === undefined ? undefined : resolved(folder);
}
