import * as vscode from 'vscode';

/**
 * Appends a text as it is, whatever it holds. MarkdownString.appendText does that too, but makes every space one that
 * does not break, upon which VS Code cuts words in two at the edge of a hover.
 */
export function appendWords(markdown: vscode.MarkdownString, text: string): vscode.MarkdownString {
  const escaped = new vscode.MarkdownString().appendText(text.trim().replace(/\s+/g, ' ')).value;
  return markdown.appendMarkdown(escaped.replaceAll('&nbsp;', ' '));
}
