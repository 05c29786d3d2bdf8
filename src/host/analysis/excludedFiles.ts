import * as path from 'node:path';
import * as vscode from 'vscode';

/** @returns the files that `files.exclude` lets through, of files that are there. How it matches VS Code alone knows. */
export async function withoutExcluded(files: readonly string[]): Promise<readonly string[]> {
  if (!hasExclusions()) return files;
  const folders = new Map<string, vscode.Uri>();
  for (const file of files) {
    const folder = vscode.Uri.joinPath(vscode.Uri.parse(file), '..');
    folders.set(String(folder), folder);
  }
  const listed = await Promise.all(
    [...folders.values()].map(async (folder) => {
      const pattern = patternBelow(folder, '*');
      return pattern ? vscode.workspace.findFiles(pattern) : [];
    }),
  );
  const shown = new Set(listed.flat().map(String));
  return files.filter((file) => shown.has(file));
}

/**
 * A pattern below a folder, seen from the folder of the workspace: `files.exclude` is matched against the path from
 * there. @returns undefined for a folder outside of the workspace
 */
export function patternBelow(folder: vscode.Uri, pattern: string): vscode.RelativePattern | undefined {
  const root = vscode.workspace.getWorkspaceFolder(folder);
  if (!root) return undefined;
  const below = path.posix.relative(root.uri.path, folder.path).replace(/[[{*?]/g, '[$&]');
  return new vscode.RelativePattern(root, below === '' ? pattern : `${below}/${pattern}`);
}

/** Whether anything is excluded besides what is from the beginning: folders of version control. */
function hasExclusions(): boolean {
  const exclude = vscode.workspace
    .getConfiguration()
    .inspect<Readonly<Record<string, unknown>>>('files.exclude');
  const own = [exclude?.globalValue, exclude?.workspaceValue, exclude?.workspaceFolderValue];
  return own.some((patterns) => Object.values(patterns ?? {}).some((value) => value !== false));
}
