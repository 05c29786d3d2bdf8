import * as path from 'node:path';
import * as vscode from 'vscode';

/** Whether there is something to show the file in: the explorer knows the workspace's, a local system has its own. */
export function canReveal(file: string): boolean {
  return isInWorkspace(file) || isLocalDesktop();
}

/** Shows a file or folder in the explorer, or outside of the workspace in the system's; else says where it is. */
export async function revealFile(file: string): Promise<void> {
  if (!canReveal(file)) {
    tellPath(file);
    return;
  }
  const command = isInWorkspace(file) ? 'revealInExplorer' : 'revealFileInOS';
  await vscode.commands.executeCommand(command, vscode.Uri.file(file));
}

function tellPath(file: string): void {
  const copy = vscode.l10n.t('Copy Path');
  const message = vscode.l10n.t(
    '{0} lies outside of the workspace, and there is no file manager here that could show it.',
    file,
  );
  void vscode.window.showInformationMessage(message, copy).then(async (chosen) => {
    if (chosen === copy) await vscode.env.clipboard.writeText(file);
  });
}

/** What to call a file that can be shown; one that cannot has to be found by its whole path. */
export function shownName(file: string): string {
  return canReveal(file) ? path.basename(file) : file;
}

function isInWorkspace(file: string): boolean {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file)) !== undefined;
}

function isLocalDesktop(): boolean {
  return vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
}
