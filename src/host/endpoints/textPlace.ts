import type * as vscode from 'vscode';
import type { TextPlace } from '../../protocol/endpointFeatures';

export function textPlace({ uri }: vscode.TextDocument, { line, character }: vscode.Position): TextPlace {
  return { uri: String(uri), line, character };
}
