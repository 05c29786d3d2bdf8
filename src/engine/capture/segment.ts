import type { SpoolFile, SpoolFileSystem } from './spoolFileSystem';

/**
 * One file of a capture's spool. The file is opened when it is first needed; once removed, it goes as soon as nobody
 * reads or writes it.
 */
export class Segment {
  /** Bytes of complete records. */
  length = 0;
  /** Bytes in the file, with what was written of a chunk that is not complete yet. */
  fileLength = 0;
  /** Settles when the removed file is gone, or cannot be removed. */
  readonly removal: Promise<void>;
  private gone!: () => void;
  private opened: Promise<SpoolFile> | undefined;
  private users = 0;
  private removed = false;
  private mayGo: Promise<void> = Promise.resolve();

  /** @param isNew whether the file is to be created. */
  constructor(
    readonly path: string,
    private readonly fs: SpoolFileSystem,
    private isNew: boolean,
    private readonly onError: (error: unknown) => void,
  ) {
    this.removal = new Promise((resolve) => (this.gone = resolve));
  }

  get isRemoved(): boolean {
    return this.removed;
  }

  /** Runs a task with the file open. Rejects with what the file system or the task rejects with. */
  async use<T>(task: (file: SpoolFile) => Promise<T>): Promise<T> {
    this.users++;
    try {
      return await task(await this.open());
    } finally {
      this.users--;
      if (this.removed) this.finish();
    }
  }

  /** Nobody may read the segment any more, and its file goes. @param when not before this settles. */
  remove(when: Promise<void> = Promise.resolve()): void {
    if (this.removed) return;
    this.removed = true;
    this.mayGo = when;
    this.finish();
  }

  /** Gives the file's handle back, and leaves the file. */
  async close(): Promise<void> {
    const opened = this.opened;
    this.opened = undefined;
    if (opened) await (await opened).close();
  }

  private async open(): Promise<SpoolFile> {
    if (!this.opened) {
      const opening = this.isNew ? this.fs.create(this.path) : this.fs.open(this.path);
      this.opened = opening;
      opening.then(
        () => (this.isNew = false),
        // The next use tries again.
        () => (this.opened = undefined),
      );
    }
    return this.opened;
  }

  private finish(): void {
    if (this.users > 0) return;
    this.mayGo
      .then(() => this.close())
      .then(() => (this.isNew ? undefined : this.fs.remove(this.path)))
      .catch(this.onError)
      .then(this.gone, this.gone);
  }
}
