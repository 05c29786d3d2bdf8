import * as vscode from 'vscode';
import type { ScaffoldLanguage } from '../../scaffold/language';
import type { Pattern } from '../../scaffold/pattern';

/** What the page shows of the answers so far. */
export interface PatternPicture {
  readonly pattern: Pattern;
  /** By role. */
  readonly languages: ReadonlyMap<string, ScaffoldLanguage>;
  readonly endpoints: ReadonlyMap<string, string>;
  readonly topic: string | undefined;
}

/** The list of the quick input covers the upper part of the editors, so the page begins below it. */
const style = `
body { font: var(--vscode-font-size) var(--vscode-font-family); color: var(--vscode-foreground);
  line-height: 1.5; max-width: 62em; margin: 0 auto; padding: calc(40vh + 5em) 2em 2em; }
h1 { font-size: 1.6em; font-weight: 500; margin: 0 0 0.2em; }
p { margin: 0.2em 0; }
pre { font: var(--vscode-editor-font-size) var(--vscode-editor-font-family); line-height: 1.35; overflow-x: auto;
  background: var(--vscode-textCodeBlock-background); padding: 0.9em 1.2em; margin: 1em 0; border-radius: 4px;
  border: 1px solid var(--vscode-contrastBorder, transparent); }
code { font-family: var(--vscode-editor-font-family); }
table { border-collapse: collapse; margin: 1em 0; width: 100%; }
td { padding: 0.2em 1.2em 0.2em 0; vertical-align: baseline; }
td:last-child { padding-right: 0; width: 100%; }
td:not(:last-child) { white-space: nowrap; }
tr + tr td { border-top: 1px solid var(--vscode-widget-border, transparent); }
.quiet { color: var(--vscode-descriptionForeground); }`;

/** Puts what the host sends into the page. The host sends once the page says that it is there, and with each change. */
const script = `
const host = acquireVsCodeApi();
addEventListener('message', ({ data }) => { document.body.innerHTML = data; });
host.postMessage('ready');`;

/** The empty page, which stays while patterns come and go in it. */
export function patternPage(nonce: string): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="${nonce}">${style}</style>
</head>
<body></body>
<script nonce="${nonce}">${script}</script>
</html>`;
}

/** The pattern's diagram, when to use it, its programs and where they meet. */
export function patternHtml({ pattern, languages, endpoints, topic }: PatternPicture): string {
  const { title, summary, diagram, use, avoid } = pattern;
  const roles = pattern.roles.map(({ id, does, sockets }) => {
    const types = [...new Set(sockets.map(({ type }) => type))].join(' ');
    const language = languages.get(id)?.title ?? '';
    return row([`<b>${escaped(id)}</b>`, escaped(language), types && `<code>${types}</code>`, inline(does)]);
  });
  const places = pattern.endpoints.map(({ name, default: byDefault, carries }) =>
    row([escaped(name), `<code>${escaped(endpoints.get(name) ?? byDefault)}</code>`, quiet(carries)]),
  );
  const topics = pattern.topic === undefined ? [] : [topic ?? pattern.topic];
  const topicRows = topics.map((text) =>
    row([escaped(vscode.l10n.t('topic')), `<code>${escaped(text)}</code>`, '']),
  );
  const when = [
    row([quiet(vscode.l10n.t('When')), inline(use)]),
    row([quiet(vscode.l10n.t('When not')), inline(avoid)]),
  ];
  return `
<h1>${escaped(title)}</h1>
<p>${inline(summary)}</p>
<pre>${escaped(diagram.replace(/^\n/, ''))}</pre>
<table>${when.join('')}</table>
<table>${roles.join('')}</table>
<table>${[...places, ...topicRows].join('')}</table>`;
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function quiet(text: string): string {
  return `<span class="quiet">${inline(text)}</span>`;
}

/** Code in backticks. */
function inline(text: string): string {
  return escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (mark) => entities[mark] ?? mark);
}
