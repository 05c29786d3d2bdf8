import { homedir } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { checkFolder } from '../../scaffold/checkFolder';
import type { PatternId } from '../../scaffold/pattern';

/** Where folders are written from, in answers and arguments. */
export interface FolderBase {
  /** The workspace folder that relative ones are below; none where nothing is open. */
  readonly workspace: vscode.WorkspaceFolder | undefined;
  /** The folder that the proposal is put into. */
  readonly parent: vscode.Uri;
}

/** @param resource the folder that the command was called on, or a file in it */
export async function folderBase(resource: vscode.Uri | undefined): Promise<FolderBase> {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  const inFront = vscode.window.activeTextEditor?.document.uri;
  const meant = resource ?? inFront;
  const workspace = (meant && vscode.workspace.getWorkspaceFolder(meant)) ?? first;
  if (resource) {
    const isFolder = (await typeOf(resource)) !== vscode.FileType.File;
    return { workspace, parent: isFolder ? resource : vscode.Uri.joinPath(resource, '..') };
  }
  return { workspace, parent: workspace?.uri ?? vscode.Uri.file(homedir()) };
}

/** A folder below the parent with nothing in it yet, as one would type it. */
export async function proposeFolder(base: FolderBase, pattern: PatternId): Promise<string> {
  for (let count = 1; ; count++) {
    const name = count === 1 ? pattern : `${pattern}-${count}`;
    const folder = vscode.Uri.joinPath(base.parent, name);
    const entries = await entriesOf(folder);
    if (entries === undefined || entries.length === 0) return folderText(folder, base.workspace);
  }
}

/** Below its workspace folder, or as a whole path. */
export function folderText(folder: vscode.Uri, workspace: vscode.WorkspaceFolder | undefined): string {
  const within = workspace && pathWithin(workspace.uri, folder);
  if (within) return within;
  return pathOf(folder);
}

function pathOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.path;
}

function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(text);
}

/** The path of what is in a folder, with `/`; undefined where it is elsewhere, empty where it is the folder. */
export function pathWithin(folder: vscode.Uri, inside: vscode.Uri): string | undefined {
  if (folder.scheme !== inside.scheme || folder.authority !== inside.authority) return undefined;
  const relative = path.posix.relative(folder.path, inside.path);
  return relative === '..' || relative.startsWith('../') ? undefined : relative;
}

/** @returns undefined where it is relative and no folder is open. */
export function folderUri(
  text: string,
  workspace: vscode.WorkspaceFolder | undefined,
): vscode.Uri | undefined {
  const trimmed = text.trim();
  if (isUri(trimmed)) return withoutEndSlash(vscode.Uri.parse(trimmed));
  if (!path.isAbsolute(trimmed)) {
    const parts = process.platform === 'win32' ? trimmed.replaceAll('\\', '/') : trimmed;
    return workspace && withoutEndSlash(vscode.Uri.joinPath(workspace.uri, parts));
  }
  if (!workspace || workspace.uri.scheme === 'file') return withoutEndSlash(vscode.Uri.file(trimmed));
  return withoutEndSlash(workspace.uri.with({ path: trimmed.replaceAll('\\', '/') }));
}

function withoutEndSlash(uri: vscode.Uri): vscode.Uri {
  return uri.path.length > 1 && uri.path.endsWith('/') ? uri.with({ path: uri.path.slice(0, -1) }) : uri;
}

/** Says what is wrong with a folder as it is typed; what the disk says comes a moment later. */
export class FolderCheck implements vscode.Disposable {
  private readonly didLearn = new vscode.EventEmitter<void>();
  /** Fires when `mistakeIn` may answer otherwise. */
  readonly onDidLearn = this.didLearn.event;
  private readonly known = new Map<string, string | undefined>();

  constructor(private readonly workspace: vscode.WorkspaceFolder | undefined) {}

  mistakeIn(text: string): string | undefined {
    const mistake = folderMistake(text, this.workspace);
    if (mistake !== undefined) return mistake;
    const folder = folderUri(text, this.workspace);
    if (!folder) return undefined;
    const key = folder.toString();
    if (!this.known.has(key)) void this.learn(folder);
    return this.known.get(key);
  }

  /** What is wrong as far as the disk tells. */
  async learn(folder: vscode.Uri): Promise<string | undefined> {
    const file = await fileInTheWay(folder);
    const message =
      file && vscode.l10n.t('{0} is a file. Choose another folder.', folderText(file, this.workspace));
    this.known.set(folder.toString(), message);
    if (message !== undefined) this.didLearn.fire();
    return message;
  }

  dispose(): void {
    this.didLearn.dispose();
  }
}

/** What is wrong with the text alone. */
export function folderMistake(
  text: string,
  workspace: vscode.WorkspaceFolder | undefined,
): string | undefined {
  const uri = isUri(text.trim()) ? vscode.Uri.parse(text.trim()) : undefined;
  const fault = checkFolder(uri ? pathOf(uri) : text, process.platform);
  if (fault) return fault.message;
  if (folderUri(text, workspace)) return undefined;
  return vscode.l10n.t('No folder is open in VS Code. Write the whole path.');
}

/** The folder itself or one above it that is a file. */
export async function fileInTheWay(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (let at = folder; ; at = vscode.Uri.joinPath(at, '..')) {
    const type = await typeOf(at);
    if (type !== undefined) return type & vscode.FileType.Directory ? undefined : at;
    if (at.path === '/' || at.path === '') return undefined;
  }
}

/** Undefined where nothing is there. */
export async function typeOf(uri: vscode.Uri): Promise<vscode.FileType | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}

async function entriesOf(folder: vscode.Uri): Promise<readonly unknown[] | undefined> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    // a file in the way is as good as a full folder
    return (await typeOf(folder)) === undefined ? undefined : [folder];
  }
}
