import * as vscode from 'vscode';
import type { Span } from '../../protocol/analysis';

export function rangeOf({ startLine, startCharacter, endLine, endCharacter }: Span): vscode.Range {
  return new vscode.Range(startLine, startCharacter, endLine, endCharacter);
}

export function locationOf({ uri, span }: { readonly uri: string; readonly span: Span }): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), rangeOf(span));
}
