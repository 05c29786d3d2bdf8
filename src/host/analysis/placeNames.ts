import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Span } from '../../protocol/analysis';

/** `weather.py` */
export function baseName(uri: string): string {
  return path.posix.basename(vscode.Uri.parse(uri).path);
}

/** `weather.py:5`, the line counted from 1. */
export function placeName({ uri, span }: { readonly uri: string; readonly span: Span }): string {
  return `${baseName(uri)}:${span.startLine + 1}`;
}
