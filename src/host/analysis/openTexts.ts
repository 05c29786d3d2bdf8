import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import { textDidChange, textDidClose } from '../../protocol/analysis';
import { isAnalysed } from './analysedFiles';
import type { IndexerClient } from './indexerClient';

/** From the last key to the analysis; the views follow within 300 ms. */
const typingPauseMs = 150;

/** Keeps the indexer up to the texts in the editors, a moment after each is typed in. */
export class OpenTexts implements Disposable {
  private readonly store = new DisposableStore();
  private readonly typed = new Map<string, vscode.TextDocument>();
  private typingTimer: NodeJS.Timeout | undefined;

  /** @param client that runs; texts that change before there is one are read when it starts */
  constructor(private readonly client: () => IndexerClient | undefined) {
    this.store.add({ dispose: () => clearTimeout(this.typingTimer) });
  }

  follow(): void {
    const { workspace } = vscode;
    this.store.add(workspace.onDidOpenTextDocument((document) => this.send(document)));
    this.store.add(workspace.onDidChangeTextDocument(({ document }) => this.typedIn(document)));
    this.store.add(workspace.onDidCloseTextDocument((document) => this.close(document)));
  }

  /** Tells a new indexer of all. */
  sendAll(): void {
    for (const document of vscode.workspace.textDocuments) this.send(document);
  }

  /** What was typed in the document so far is told before anything is asked about it. */
  settle(document: vscode.TextDocument): void {
    if (this.typed.has(String(document.uri))) this.sendTyped();
  }

  /** VS Code keeps a document for minutes after its last tab: the text of a removed file or folder counts no more. */
  letGo(uri: vscode.Uri): void {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const shown = new Set(
      tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [String(input.uri)] : [])),
    );
    const below = `${String(uri)}/`;
    for (const document of vscode.workspace.textDocuments) {
      const one = String(document.uri);
      if (shown.has(one) || (one !== String(uri) && !one.startsWith(below))) continue;
      this.client()?.notify(textDidClose, { uri: one });
    }
  }

  dispose(): void {
    this.store.dispose();
  }

  private typedIn(document: vscode.TextDocument): void {
    if (!isAnalysed(document)) return;
    this.typed.set(String(document.uri), document);
    // Counted from the last key.
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.sendTyped(), typingPauseMs);
  }

  private sendTyped(): void {
    for (const document of this.typed.values()) this.send(document);
    this.typed.clear();
  }

  private send(document: vscode.TextDocument): void {
    const client = this.client();
    if (!client || !isAnalysed(document)) return;
    const { version, uri, languageId } = document;
    client.notify(textDidChange, { uri: String(uri), version, languageId, text: document.getText() });
  }

  private close(document: vscode.TextDocument): void {
    this.typed.delete(String(document.uri));
    if (isAnalysed(document)) this.client()?.notify(textDidClose, { uri: String(document.uri) });
  }
}
