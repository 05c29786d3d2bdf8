import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { patternHtml, type PatternPicture } from './patternHtml';

/** The picture of a pattern, in an editor below the list that one chooses from. Made with the first picture. */
export class PatternPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private isClosed = false;
  private shown = '';

  constructor(private readonly extensionUri: vscode.Uri) {}

  show(picture: PatternPicture): void {
    // Who closes it does not want it.
    if (this.isClosed) return;
    const panel = (this.panel ??= this.open());
    const key = JSON.stringify([
      picture.pattern.id,
      [...picture.languages].map(([role, { id }]) => [role, id]),
      [...picture.endpoints],
      picture.topic,
    ]);
    if (key === this.shown) return;
    this.shown = key;
    panel.title = picture.pattern.title;
    panel.webview.html = patternHtml(picture, randomBytes(16).toString('base64'));
  }

  dispose(): void {
    this.panel?.dispose();
    this.isClosed = true;
  }

  private open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'zeromq.pattern',
      '',
      { viewColumn: vscode.ViewColumn.Active, preserveFocus: true },
      { enableScripts: false, localResourceRoots: [] },
    );
    const icon = (theme: string) =>
      vscode.Uri.joinPath(this.extensionUri, 'media', 'types', `type-hierarchy-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.onDidDispose(() => (this.isClosed = true));
    return panel;
  }
}
