import * as vscode from 'vscode';
import type { UseView } from '../../protocol/analysis';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';

/** Names a use by its place, for links, which hold text only: a use with its peers may be long. */
export interface UseReference {
  readonly kind: 'endpointUseAt';
  readonly uri: string;
  readonly line: number;
  readonly character: number;
  readonly endpoint: string;
}

export function useReference({ uri, span, endpoint }: UseView): UseReference {
  return { kind: 'endpointUseAt', uri, line: span.startLine, character: span.startCharacter, endpoint };
}

export function isUseReference(value: unknown): value is UseReference {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'endpointUseAt';
}

/** @returns undefined where the source is another by now, which the person is told. */
export async function resolveUse(
  analysis: SourceAnalysis,
  { uri, line, character, endpoint }: UseReference,
): Promise<UseView | undefined> {
  const { uses } = await analysis.viewOf(uri);
  const found = uses.find(
    ({ span, endpoint: own }) =>
      span.startLine === line && span.startCharacter === character && own === endpoint,
  );
  if (!found) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The source does not use {0} there any more.', endpoint),
    );
  }
  return found;
}
