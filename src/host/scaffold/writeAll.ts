import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { typeOf } from './scaffoldFolder';

export interface FileToWrite {
  readonly uri: vscode.Uri;
  readonly text: string;
}

type Undo = () => Promise<void>;

/**
 * Writes all files or none of them: where one fails, those before it are as they were, and folders that were made are
 * gone again. Rejects with scaffold/notWritten.
 */
export async function writeAll(files: readonly FileToWrite[]): Promise<void> {
  const undos: Undo[] = [];
  for (const { uri, text } of files) {
    try {
      undos.push(await makeFolder(vscode.Uri.joinPath(uri, '..')));
      undos.push(await keeper(uri));
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    } catch (error) {
      const lost = await undoAll(undos);
      throw notWritten(uri, error, lost);
    }
  }
}

/** @returns what puts the file back as it is now. */
async function keeper(uri: vscode.Uri): Promise<Undo> {
  const isThere = (await typeOf(uri)) !== undefined;
  if (!isThere) {
    return async () => {
      if ((await typeOf(uri)) !== undefined) await vscode.workspace.fs.delete(uri);
    };
  }
  const before = await vscode.workspace.fs.readFile(uri);
  return async () => vscode.workspace.fs.writeFile(uri, before);
}

/** Makes a folder with those above it. @returns what takes away those that it made, while they are empty. */
async function makeFolder(folder: vscode.Uri): Promise<Undo> {
  const made: vscode.Uri[] = [];
  for (let at = folder; (await typeOf(at)) === undefined; at = vscode.Uri.joinPath(at, '..')) {
    made.push(at);
    if (at.path === '/' || at.path === '') break;
  }
  if (made.length > 0) await vscode.workspace.fs.createDirectory(folder);
  return async () => {
    for (const each of made) {
      const entries = await vscode.workspace.fs.readDirectory(each);
      if (entries.length === 0) await vscode.workspace.fs.delete(each);
    }
  };
}

/** @returns how many steps back were not possible. */
async function undoAll(undos: readonly Undo[]): Promise<number> {
  let lost = 0;
  for (const undo of [...undos].reverse()) {
    try {
      await undo();
    } catch {
      lost++;
    }
  }
  return lost;
}

function notWritten(uri: vscode.Uri, error: unknown, lost: number): WorkbenchError {
  const reason = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
  const name = vscode.workspace.asRelativePath(uri);
  return new WorkbenchError({
    code: 'scaffold/notWritten',
    message:
      lost === 0
        ? vscode.l10n.t('{0} cannot be written ({1}). Nothing was changed.', name, reason)
        : vscode.l10n.t(
            '{0} cannot be written ({1}), and what was written before it cannot all be taken back.',
            name,
            reason,
          ),
    action: 'retry',
    detail: error instanceof Error ? error.stack : undefined,
  });
}
