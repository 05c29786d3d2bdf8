import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * The inspector's page. What it shows comes from strangers, so nothing may run but the one script with the nonce,
 * and nothing may be loaded from anywhere but the extension.
 */
export function inspectorHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const dist = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta property="csp-nonce" nonce="${nonce}">
<link rel="stylesheet" href="${dist('codicon.css')}" id="vscode-codicon-stylesheet" nonce="${nonce}">
<link rel="stylesheet" href="${dist('inspector.css')}">
</head>
<body>
<div id="root"></div>
<script type="module" nonce="${nonce}" src="${dist('inspector.js')}"></script>
</body>
</html>`;
}
