import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export type PageName = 'inspector' | 'topology';

/**
 * A page of dist/webview. What it shows comes from strangers, so nothing may run but the one script with the nonce,
 * and nothing may be loaded from anywhere but the extension.
 */
export function pageHtml(webview: vscode.Webview, extensionUri: vscode.Uri, page: PageName): string {
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
<link rel="stylesheet" href="${dist(`${page}.css`)}">
</head>
<body>
<div id="root"></div>
<script type="module" nonce="${nonce}" src="${dist(`${page}.js`)}"></script>
</body>
</html>`;
}

/** Scripts run, and nothing but dist/webview is to be loaded. */
export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist', 'webview')],
  };
}
