import * as vscode from 'vscode';
import { languageIds } from '../../analysis/facts';

/** What of `zeromq.analysis.languages` is switched off; `text` stands for all that is no program. */
export function languagesOff(): string[] {
  const raw = vscode.workspace
    .getConfiguration()
    .get<Readonly<Record<string, unknown>>>('zeromq.analysis.languages');
  return [...languageIds, 'text'].filter((id) => raw?.[id] === false);
}
