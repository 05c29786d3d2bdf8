import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import type { ExistingFiles, ScaffoldAnswer } from '../config/commandArguments';
import type { Preparation, PreparedFile } from './prepareScaffold';
import { writeAll } from './writeAll';

/**
 * Writes what was prepared: all of it, or nothing where something is in the way.
 * Rejects with scaffold/filesExist, scaffold/unsaved or scaffold/notWritten.
 */
export async function writeScaffold(
  { files, folder, mainFile, startAll, workspace }: Preparation,
  existing: ExistingFiles,
): Promise<ScaffoldAnswer> {
  const taken = files.filter((file) => file.state === 'exists');
  const refused = taken.filter((file) => fateOf(file, existing) === 'refuse');
  if (refused.length > 0) throw inTheWay(refused);
  const kept = taken.filter((file) => fateOf(file, existing) === 'keep');
  const toWrite = files.filter((file) => file.state !== 'same' && !kept.includes(file));
  refuseUnsaved(toWrite);
  await writeAll(toWrite);
  return {
    folder: nameOf(folder),
    mainFile: nameOf(mainFile),
    files: toWrite.map(({ uri }) => nameOf(uri)),
    kept: kept.map(({ uri }) => nameOf(uri)),
    ...(workspace && { startAll }),
  };
}

function fateOf({ path }: PreparedFile, existing: ExistingFiles): 'refuse' | 'overwrite' | 'keep' {
  if (typeof existing === 'string') return existing;
  return (Object.hasOwn(existing, path) ? existing[path] : undefined) ?? 'refuse';
}

function inTheWay(files: readonly PreparedFile[]): WorkbenchError {
  const names = files.map(({ path }) => path).join(', ');
  return new WorkbenchError({
    code: 'scaffold/filesExist',
    message: vscode.l10n.t(
      'These files are there already, and nothing was written: {0}. Choose another folder.',
      names,
    ),
  });
}

/** What is typed and not saved would be lost, or would overwrite what is written now. */
function refuseUnsaved(files: readonly PreparedFile[]): void {
  const unsaved = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty);
  const found = files.find(({ uri }) =>
    unsaved.some((document) => document.uri.toString() === uri.toString()),
  );
  if (!found) return;
  throw new WorkbenchError({
    code: 'scaffold/unsaved',
    message: vscode.l10n.t('{0} is open with changes that are not saved. Save it first.', found.path),
    action: 'retry',
  });
}

/** A path on this machine, or a URI. */
function nameOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}
