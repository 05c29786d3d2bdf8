import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The commands that the page links to; nothing else runs from it. */
export const unreadablePageOptions: vscode.WebviewOptions = {
  enableCommandUris: ['zeromq.recording.open', 'workbench.action.reopenWithEditor'],
};

/** What shows in place of a recording that cannot be read: why, and what else can be done. No scripts. */
export function unreadablePage(reason: string): string {
  const nonce = randomBytes(16).toString('base64');
  const another = escaped(vscode.l10n.t('Open Another Recording…'));
  const otherwise = escaped(vscode.l10n.t('Reopen With Another Editor…'));
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width">
<style nonce="${nonce}">
body { padding: 15vh 2em 0; text-align: center; }
p { max-width: 42em; margin: 0 auto 1em; line-height: 1.5; }
a { margin: 0 0.75em; }
</style>
</head>
<body>
<main>
<p role="alert">${escaped(reason)}</p>
<p><a href="command:zeromq.recording.open">${another}</a>
<a href="command:workbench.action.reopenWithEditor">${otherwise}</a></p>
</main>
</body>
</html>`;
}

/** Names of files come from anywhere. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
