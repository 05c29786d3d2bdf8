import * as vscode from 'vscode';
import type { FindingSeverity } from '../../analysis/findings/finding';
import { shownSeverity } from '../../analysis/findings/findingSettings';
import type { FindingCode } from '../../analysis/findings/findingTable';

/** How findings show by the settings of their files' folders. For one go: each folder's settings are read once. */
export class FindingSeverities {
  private readonly byFolder = new Map<string | undefined, vscode.WorkspaceConfiguration>();

  /** @returns undefined where the finding is switched off. */
  of({ code, uri }: { readonly code: string; readonly uri: string }): FindingSeverity | undefined {
    // The indexer is built from the same table.
    return shownSeverity(code as FindingCode, this.settingsOf(vscode.Uri.parse(uri)).get(code));
  }

  private settingsOf(uri: vscode.Uri): vscode.WorkspaceConfiguration {
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
    const known = this.byFolder.get(folder?.toString());
    const settings = known ?? vscode.workspace.getConfiguration('zeromq.findings', folder);
    if (!known) this.byFolder.set(folder?.toString(), settings);
    return settings;
  }
}
