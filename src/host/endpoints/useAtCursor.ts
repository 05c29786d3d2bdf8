import * as vscode from 'vscode';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';
import { rangeOf } from '../analysis/spans';
import { type UseNode, useNode } from './useNode';

/** The use that the cursor of the active editor is in, else the only one of its line. */
export async function useAtCursor(analysis: SourceAnalysis): Promise<UseNode | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { uses } = await analysis.fileView(editor.document);
  const at = editor.selection.active;
  const found =
    uses.find(({ span }) => rangeOf(span).contains(at)) ??
    uses.find(({ span }) => span.startLine <= at.line && at.line <= span.endLine);
  return found && useNode(found);
}
