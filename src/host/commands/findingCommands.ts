import * as vscode from 'vscode';
import { findingTable } from '../../analysis/findings/findingTable';
import type { CommandTable } from './command';

/** @param extensionUri where docs/findings.md is. */
export function findingCommands(extensionUri: vscode.Uri): Pick<CommandTable, 'zeromq.finding.explain'> {
  return {
    'zeromq.finding.explain': {
      read(reader) {
        const code = reader.string('code');
        if (findingTable.some((known) => known.code === code)) return { code };
        throw reader.bad('code', vscode.l10n.t('is no finding’s code: “{0}”', code));
      },
      async run({ code }) {
        const document = vscode.Uri.joinPath(extensionUri, 'docs', 'findings.md').with({ fragment: code });
        await vscode.commands.executeCommand('markdown.showPreviewToSide', document);
      },
    },
  };
}
