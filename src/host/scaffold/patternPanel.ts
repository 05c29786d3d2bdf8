import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { patternHtml, patternPage, type PatternPicture } from './patternHtml';

/** The picture of a pattern, in an editor below the list that one chooses from. Made with the first picture. */
export class PatternPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private isClosed = false;
  private body = '';

  constructor(private readonly extensionUri: vscode.Uri) {}

  show(picture: PatternPicture): void {
    // Who closes it does not want it.
    if (this.isClosed) return;
    const panel = (this.panel ??= this.open());
    const body = patternHtml(picture);
    if (body === this.body) return;
    this.body = body;
    panel.title = picture.pattern.title;
    void panel.webview.postMessage(body);
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
      { enableScripts: true, localResourceRoots: [] },
    );
    const icon = (theme: string) =>
      vscode.Uri.joinPath(this.extensionUri, 'media', 'types', `type-hierarchy-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    // A page that was behind another editor is made anew, and comes empty.
    panel.webview.onDidReceiveMessage(() => void panel.webview.postMessage(this.body));
    panel.webview.html = patternPage(randomBytes(16).toString('base64'));
    panel.onDidDispose(() => (this.isClosed = true));
    return panel;
  }
}
