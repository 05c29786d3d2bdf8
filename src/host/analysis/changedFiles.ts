import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import { filesDidChange } from '../../protocol/analysis';
import { Throttle } from '../throttle';
import { findFiles, mayBeSourceFolder, mayNameEndpoints } from './analysedFiles';
import { withoutExcluded } from './excludedFiles';
import type { IndexerClient } from './indexerClient';

const pauseMs = 300;

/** Tells the indexer, a few times a second at most, which files came, changed or went. */
export class ChangedFiles implements Disposable {
  private readonly store = new DisposableStore();
  private readonly touched = new Set<string>();
  private readonly gone = new Set<string>();
  private telling: Promise<void> = Promise.resolve();
  private readonly soon = this.store.add(
    new Throttle(pauseMs, () => {
      this.telling = this.telling.then(() => this.tell());
    }),
  );
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
    for (const event of [watcher.onDidCreate, watcher.onDidChange]) {
      event((uri) => {
        if (mayNameEndpoints(uri)) this.touch(String(uri));
      });
    }
    watcher.onDidCreate((uri) => void this.lookInto(uri));
    watcher.onDidDelete((uri) => {
      this.didRemove.fire(uri);
      // Of a folder that goes VS Code tells alone.
      if (mayNameEndpoints(uri) || mayBeSourceFolder(uri)) this.note(this.gone, this.touched, String(uri));
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
    this.note(this.touched, this.gone, uri);
  }

  /** What happened last to a file counts. */
  private note(to: Set<string>, from: Set<string>, uri: string): void {
    from.delete(uri);
    to.add(uri);
    this.soon.request();
  }

  private async tell(): Promise<void> {
    const gone = [...this.gone];
    const touched = [...this.touched];
    this.gone.clear();
    this.touched.clear();
    try {
      const there = await withoutExcluded(touched);
      const files = [...gone, ...there];
      if (files.length > 0) this.client()?.notify(filesDidChange, { files });
    } catch (error) {
      this.log.warn(`changed files were not read: ${String(error)}`);
    }
  }
}
