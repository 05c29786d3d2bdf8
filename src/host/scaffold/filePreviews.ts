import * as path from 'node:path';
import * as vscode from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { PreparedFile } from './prepareScaffold';

const scheme = 'zeromq-scaffold';
let count = 0;

/** Shows texts that are not written yet, read-only, in editors that go with it. */
export class FilePreviews implements vscode.Disposable {
  private readonly store = new DisposableStore();
  private readonly texts = new Map<string, string>();
  /** Two at once keep their texts apart. */
  private readonly id = `${++count}`;
  private readonly allTitle: string;

  constructor(
    private readonly files: readonly PreparedFile[],
    pattern: string,
  ) {
    this.allTitle = vscode.l10n.t('{0}: Files to Be Written', pattern);
    for (const file of files) this.texts.set(this.previewUri(file).toString(), file.text);
    this.store.add(
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        provideTextDocumentContent: (uri) => this.texts.get(uri.toString()),
      }),
    );
  }

  /** One file, beside what is there. The keyboard stays where it is. */
  async show(file: PreparedFile): Promise<void> {
    const uri = this.previewUri(file);
    const options = { preview: true, preserveFocus: true };
    const name = path.posix.basename(file.path);
    if (file.state === 'new' || file.state === 'same') {
      await vscode.window.showTextDocument(uri, options);
    } else {
      const title = vscode.l10n.t('{0} (as it is ↔ as it would be)', name);
      await vscode.commands.executeCommand('vscode.diff', file.uri, uri, title, options);
    }
  }

  /** All files in one editor, which gets the keyboard. */
  async showAll(): Promise<void> {
    const changes = this.files.map((file) => {
      const before = file.state === 'new' ? undefined : file.uri;
      return [file.uri, before, this.previewUri(file)] as const;
    });
    await vscode.commands.executeCommand('vscode.changes', this.allTitle, changes);
  }

  dispose(): void {
    this.store.dispose();
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    void vscode.window.tabGroups.close(tabs.filter((tab) => this.isOurs(tab)));
  }

  private isOurs({ input, label }: vscode.Tab): boolean {
    if (input instanceof vscode.TabInputText) return this.texts.has(input.uri.toString());
    if (input instanceof vscode.TabInputTextDiff) return this.texts.has(input.modified.toString());
    // An editor of several differences has no type in the API.
    return label.startsWith(this.allTitle);
  }

  private previewUri({ uri }: PreparedFile): vscode.Uri {
    return vscode.Uri.from({ scheme, path: uri.path, query: this.id });
  }
}
