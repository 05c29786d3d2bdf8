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
export type AnalysisFeature = 'codeLens' | 'hover' | 'completion' | 'navigation' | 'findings';

export function isFeatureOn(feature: AnalysisFeature): boolean {
  return vscode.workspace.getConfiguration().get<boolean>(`zeromq.analysis.${feature}`) !== false;
}
