import { readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore, toDisposable } from '../../base/disposable';
import { errorInfoOf, type ErrorInfo } from '../../base/workbenchError';
import { recordingInspect, type RecordingSummary } from '../../protocol/recording';
import type { EngineSupervisor } from '../engine/engineSupervisor';
import { Throttle } from '../throttle';
import type { Recordings } from './recordings';
import { recordingsFolder } from './recordingTarget';

const pattern = '**/*.mcap';
const mostFiles = 2000;
const lookAgainMs = 500;

/** A file of the workspace or the recordings folder, and what is known of it. */
export interface RecordingFile {
  readonly file: string;
  readonly summary?: RecordingSummary;
  readonly error?: ErrorInfo;
  /** Messages that cannot be read; known once the whole file was looked at in an editor. */
  readonly damaged?: number;
}

/** The recordings there are. Their summaries are read one after another, once each file is asked for. */
export class RecordingFiles implements Disposable {
  private readonly store = new DisposableStore();
  private readonly didChange = this.store.add(new vscode.EventEmitter<string | undefined>());
  /** What is known of a file is another; without one, which files there are. */
  readonly onDidChange = this.didChange.event;
  private readonly didForget = this.store.add(new vscode.EventEmitter<string>());
  /** The file is another than it was. */
  readonly onDidForget = this.didForget.event;
  private files: readonly string[] = [];
  private readonly known = new Map<string, RecordingFile>();
  private readonly damages = new Map<string, number>();
  /** What is known of these may be out of date. It shows until they are read, lest rows jump. */
  private readonly stale = new Set<string>();
  private reading: Promise<void> = Promise.resolve();
  private readonly looking = this.store.add(new Throttle(lookAgainMs, () => void this.look()));
  private looked = false;
  private folderWatch: vscode.Disposable | undefined;

  constructor(
    private readonly supervisor: EngineSupervisor,
    private readonly recordings: Recordings,
  ) {}

  /** Begins to watch, with the first need. */
  start(): void {
    if (this.looked) return;
    this.looked = true;
    this.store.add(this.watch(pattern));
    this.watchFolder();
    this.store.add(toDisposable(() => void this.folderWatch?.dispose()));
    this.store.add(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('zeromq.recording.folder')) this.watchFolder();
      }),
    );
    this.store.add(this.recordings.onDidFinish(({ file }) => this.forget(file)));
  }

  /** Newest first, by when the files were made: what is in them is read later, and must not move rows under a pointer. */
  list(): readonly RecordingFile[] {
    return this.files.map((file) => this.of(file));
  }

  /** What is known of one. */
  of(file: string): RecordingFile {
    const damaged = this.damages.get(file);
    return { ...(this.known.get(file) ?? { file }), damaged };
  }

  /** Reads the file anew. */
  forget(file: string): void {
    this.damages.delete(file);
    this.stale.add(file);
    this.didForget.fire(file);
    this.looking.request();
  }

  /** Messages of a file turned out not to be readable. */
  setDamaged(file: string, damaged: number): void {
    if (damaged > 0) this.damages.set(file, damaged);
    else this.damages.delete(file);
    this.didChange.fire(file);
  }

  /** The file has another name now, and is what it was. */
  moved(from: string, to: string): void {
    const known = this.known.get(from);
    const damaged = this.damages.get(from);
    if (damaged !== undefined) this.damages.set(to, damaged);
    if (known) this.known.set(to, { ...known, file: to });
    this.forget(from);
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Looks through the workspace and the recordings folder. */
  async look(): Promise<void> {
    const found = await vscode.workspace.findFiles(pattern, undefined, mostFiles);
    const files = new Set(found.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath));
    const folder = recordingsFolder();
    const names = await readdir(folder).catch(() => []);
    for (const name of names) if (name.endsWith('.mcap')) files.add(path.join(folder, name));
    const ordered = await newestFirst(files);
    const isOther = ordered.join('\n') !== this.files.join('\n');
    this.files = ordered;
    for (const file of this.known.keys()) if (!files.has(file)) this.known.delete(file);
    for (const file of this.stale) if (!files.has(file)) this.stale.delete(file);
    if (isOther) this.didChange.fire(undefined);
    for (const file of this.files) if (this.mustRead(file)) this.read(file);
  }

  /** The recordings folder, which may lie outside of the workspace. */
  private watchFolder(): void {
    this.folderWatch?.dispose();
    this.folderWatch = this.watch(new vscode.RelativePattern(vscode.Uri.file(recordingsFolder()), '*.mcap'));
    void this.look();
  }

  private watch(place: vscode.GlobPattern): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(place);
    watcher.onDidCreate(() => this.looking.request());
    watcher.onDidDelete((uri) => this.forget(uri.fsPath));
    watcher.onDidChange(({ fsPath }) => {
      // A recording that runs changes all the time; it is read when it ends.
      if (!this.recordings.isWriting(fsPath)) this.forget(fsPath);
    });
    return watcher;
  }

  private mustRead(file: string): boolean {
    return !this.known.has(file) || this.stale.has(file);
  }

  private read(file: string): void {
    this.reading = this.reading.then(async () => {
      if (!this.mustRead(file) || this.recordings.isWriting(file) || this.store.isDisposed) return;
      this.stale.delete(file);
      try {
        const summary = await this.supervisor.request(recordingInspect, { file }, { purpose: 'files' });
        this.known.set(file, { file, summary });
      } catch (error) {
        this.known.set(file, { file, error: errorInfoOf(error) });
      }
      this.didChange.fire(file);
    });
  }
}

async function newestFirst(files: Iterable<string>): Promise<string[]> {
  const timed = await Promise.all(
    [...files].map(async (file) => {
      // Not every file system knows when a file was made. One that is gone by now is not shown for long.
      const made = await stat(file).then(
        ({ birthtimeMs, mtimeMs }) => birthtimeMs || mtimeMs,
        () => 0,
      );
      return { file, made };
    }),
  );
  return timed.sort((a, b) => b.made - a.made || a.file.localeCompare(b.file)).map(({ file }) => file);
}
