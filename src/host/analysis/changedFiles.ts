import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import { filesDidChange } from '../../protocol/analysis';
import { Throttle } from '../throttle';
import { findFiles, mayBeSourceFolder, mayNameEndpoints } from './analysedFiles';
import type { IndexerClient } from './indexerClient';

const pauseMs = 300;

/** Tells the indexer, a few times a second at most, which files came, changed or went. */
export class ChangedFiles implements Disposable {
  private readonly store = new DisposableStore();
  private readonly touched = new Set<string>();
  private readonly telling = this.store.add(new Throttle(pauseMs, () => this.tell()));
  private readonly didRemove = this.store.add(new vscode.EventEmitter<vscode.Uri>());
  /** A file or a folder has gone. */
  readonly onDidRemove = this.didRemove.event;

  /** @param client that runs; files that change before there is one are read when it starts */
  constructor(
    private readonly client: () => IndexerClient | undefined,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  follow(): void {
    const watcher = this.store.add(vscode.workspace.createFileSystemWatcher('**/*'));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
      event((uri) => {
        if (mayNameEndpoints(uri)) this.touch(String(uri));
      });
    }
    watcher.onDidCreate((uri) => void this.lookInto(uri));
    watcher.onDidDelete((uri) => {
      this.didRemove.fire(uri);
      // Of a folder that goes VS Code tells alone.
      if (mayBeSourceFolder(uri)) this.touch(String(uri));
    });
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Of a folder that comes with its files VS Code may tell alone. */
  private async lookInto(uri: vscode.Uri): Promise<void> {
    if (!mayBeSourceFolder(uri)) return;
    try {
      const { type } = await vscode.workspace.fs.stat(uri);
      if (type !== vscode.FileType.Directory) return;
      for (const file of await findFiles(uri)) this.touch(file);
    } catch (error) {
      this.log.debug(`${String(uri)} was not looked into: ${String(error)}`);
    }
  }

  private touch(uri: string): void {
    this.touched.add(uri);
    this.telling.request();
  }

  private tell(): void {
    this.client()?.notify(filesDidChange, { files: [...this.touched] });
    this.touched.clear();
  }
}
