import * as path from 'node:path';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { checkName } from '../../scaffold/checkAnswers';
import { planEditor } from '../../scaffold/editor/editorPlan';
import { ignoreFile, ignorePath } from '../../scaffold/ignoreFile';
import type { LanguageId } from '../../scaffold/language';
import { patternOf } from '../../scaffold/catalogue/patterns';
import { planScaffold, type ScaffoldPlan } from '../../scaffold/planScaffold';
import { checkChoice } from '../../scaffold/scaffoldChoice';
import type { ScaffoldArguments } from '../config/commandArguments';
import { fileInTheWay, folderMistake, folderUri, pathWithin } from './scaffoldFolder';

/** What writing a file would do. */
export type FileState =
  | 'new'
  /** It is there, and has just this text. */
  | 'same'
  /** tasks.json, launch.json or .gitignore that gets more entries. */
  | 'added'
  /** It is there with another text. */
  | 'exists';

export interface PreparedFile {
  readonly uri: vscode.Uri;
  /** Below the workspace folder, or below the chosen one where that is elsewhere. */
  readonly path: string;
  readonly text: string;
  readonly state: FileState;
}

/** All that writing takes; nothing is written yet. */
export interface Preparation {
  readonly plan: ScaffoldPlan;
  readonly folder: vscode.Uri;
  /** The one that VS Code has open and that gets the tasks. */
  readonly workspace: vscode.WorkspaceFolder | undefined;
  readonly files: readonly PreparedFile[];
  readonly mainFile: vscode.Uri;
  /** Label of the task that starts all roles. */
  readonly startAll: string;
}

/** Rejects with a WorkbenchError `scaffold/…` where something of the answers does not work. */
export async function prepareScaffold(
  extensionUri: vscode.Uri,
  args: ScaffoldArguments,
): Promise<Preparation> {
  const folder = await checkedFolder(args.folder);
  const name = args.name ?? nameOf(folder, args.pattern);
  const { pattern, endpoints, topic } = args;
  const choice = checkChoice(
    {
      pattern,
      languages: languagesOf(args),
      endpoints,
      ...(topic !== undefined && { topic }),
      name,
    },
    process.platform,
  );
  const templates = vscode.Uri.joinPath(extensionUri, 'media', 'scaffold');
  const plan = await planScaffold(choice, async (template) => {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(templates, template));
    return new TextDecoder().decode(bytes);
  });
  const workspace = vscode.workspace.getWorkspaceFolder(folder);
  const root = workspace?.uri ?? folder;
  const { files: editorFiles, startAll } = planEditor(plan, {
    folder: pathWithin(root, folder) ?? '',
    debugTypes: debugTypes(),
    tasks: await textOf(vscode.Uri.joinPath(root, '.vscode', 'tasks.json')),
    launch: await textOf(vscode.Uri.joinPath(root, '.vscode', 'launch.json')),
  });
  const ignored = ignoreFile(plan, await textOf(vscode.Uri.joinPath(folder, ignorePath)));
  const files = [
    ...(await Promise.all(plan.files.map((file) => preparedFile(root, folder, file, 'exists')))),
    await preparedFile(root, folder, ignored, 'added'),
    ...(await Promise.all(editorFiles.map((file) => preparedFile(root, root, file, 'added')))),
  ];
  return { plan, folder, workspace, files, mainFile: vscode.Uri.joinPath(folder, plan.mainFile), startAll };
}

/** One language for all roles, and others by role. */
function languagesOf({ pattern, language, languages }: ScaffoldArguments): Record<string, LanguageId> {
  const all = language === undefined ? [] : patternOf(pattern).roles.map(({ id }) => [id, language] as const);
  return { ...Object.fromEntries(all), ...languages };
}

async function checkedFolder(text: string): Promise<vscode.Uri> {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  const mistake = folderMistake(text, workspace);
  const folder = folderUri(text, workspace);
  if (mistake !== undefined || !folder) {
    throw new WorkbenchError({ code: 'scaffold/badFolder', message: mistake ?? text });
  }
  const file = await fileInTheWay(folder);
  if (!file) return folder;
  throw new WorkbenchError({
    code: 'scaffold/badFolder',
    message: vscode.l10n.t('{0} is a file. Choose another folder.', vscode.workspace.asRelativePath(file)),
  });
}

/** The folder's name where it can name a project, so that the tasks of two scaffolds are told apart. */
function nameOf(folder: vscode.Uri, pattern: string): string {
  const name = path.posix.basename(folder.path);
  return checkName(name) ? pattern : name;
}

/** Of all extensions that are there. */
function debugTypes(): ReadonlySet<string> {
  const types = vscode.extensions.all.flatMap(({ packageJSON }): readonly unknown[] => {
    const { contributes } = packageJSON as { contributes?: { debuggers?: unknown } };
    const debuggers: readonly unknown[] = Array.isArray(contributes?.debuggers) ? contributes.debuggers : [];
    return debuggers.map((each) => (each as { type?: unknown } | null)?.type);
  });
  return new Set(types.filter((type): type is string => typeof type === 'string'));
}

async function preparedFile(
  root: vscode.Uri,
  folder: vscode.Uri,
  { path: name, text }: { readonly path: string; readonly text: string },
  whereThere: 'exists' | 'added',
): Promise<PreparedFile> {
  const uri = vscode.Uri.joinPath(folder, name);
  const there = await textOf(uri);
  const state = there === undefined ? 'new' : there === text ? 'same' : whereThere;
  return { uri, path: pathWithin(root, uri) ?? name, text, state };
}

/** Undefined where it is not there. Rejects where it is and cannot be read. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && /^FileNot(Found|ADirectory)/.test(error.code))
      return undefined;
    throw new WorkbenchError({
      code: 'scaffold/unreadable',
      message: vscode.l10n.t(
        '{0} is there and cannot be read ({1}). Choose another folder, or move it away.',
        vscode.workspace.asRelativePath(uri),
        error instanceof Error ? error.message : String(error),
      ),
    });
  }
}
