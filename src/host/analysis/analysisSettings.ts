import * as vscode from 'vscode';
import { languageIds } from '../../analysis/facts';

/** What of `zeromq.analysis.languages` is switched off; `text` stands for all that is no program. */
export function languagesOff(): string[] {
  const raw = vscode.workspace
    .getConfiguration()
    .get<Readonly<Record<string, unknown>>>('zeromq.analysis.languages');
  return [...languageIds, 'text'].filter((id) => raw?.[id] === false);
}

/** Features that can be switched off one by one: `zeromq.analysis.NAME`. */
export type AnalysisFeature = 'codeLens' | 'hover' | 'completion' | 'navigation' | 'links' | 'findings';

/** @param document where it counts, for what its language or folder may say: `"[python]": { … }` */
export function isFeatureOn(feature: AnalysisFeature, document?: vscode.TextDocument): boolean {
  return (
    vscode.workspace.getConfiguration(undefined, document).get<boolean>(`zeromq.analysis.${feature}`) !==
    false
  );
}
