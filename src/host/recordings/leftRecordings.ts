import { open, stat } from 'node:fs/promises';
import type * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { magic } from '../../recording/mcapRecords';
import type { Recordings } from './recordings';

const key = 'zeromq.recordings.running';

/**
 * Remembers which files are being recorded until they are complete. Those that are remembered when a window starts are
 * what a crash may have left: nothing else has to be looked for.
 */
export class LeftRecordings implements Disposable {
  private readonly store = new DisposableStore();
  private readonly files: Set<string>;

  constructor(
    private readonly state: vscode.Memento,
    private readonly recordings: Recordings,
  ) {
    this.files = new Set(state.get<readonly string[]>(key, []));
    this.store.add(recordings.onDidChange((session) => this.remember(recordings.of(session)?.file)));
    this.store.add(
      recordings.onDidFinish(({ file, state: end }) => {
        if (end === 'finished') this.settle(file);
      }),
    );
  }

  /** Whether anything is remembered. Looks at no file. */
  get isEmpty(): boolean {
    return this.files.size === 0;
  }

  /** @returns those that nobody writes here and that have no end. Forgets those that are complete or gone. */
  async unfinished(): Promise<readonly string[]> {
    const unfinished: string[] = [];
    for (const file of [...this.files]) {
      if (this.recordings.isWriting(file)) continue;
      const hasEnd = await endsComplete(file);
      if (hasEnd === false) unfinished.push(file);
      else if (hasEnd || (await isGone(file))) this.settle(file);
    }
    return unfinished;
  }

  /** The file is complete, or a person knows that it is not. */
  settle(file: string): void {
    if (this.files.delete(file)) this.save();
  }

  dispose(): void {
    this.store.dispose();
  }

  private remember(file: string | undefined): void {
    if (file === undefined || this.files.has(file)) return;
    this.files.add(file);
    this.save();
  }

  private save(): void {
    void this.state.update(key, this.files.size === 0 ? undefined : [...this.files]);
  }
}

/** @returns whether the file ends as MCAP does, or undefined where it cannot be read. */
async function endsComplete(file: string): Promise<boolean | undefined> {
  try {
    const handle = await open(file);
    try {
      const end = new Uint8Array(magic.length);
      const { size } = await handle.stat();
      // A file that has just begun with what it will end with is not at its end.
      if (size <= magic.length) return false;
      await handle.read(end, 0, end.length, size - end.length);
      return magic.every((byte, index) => byte === end[index]);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

/** A file whose disk is not there now may be back with the next start; one that was removed is not. */
function isGone(file: string): Promise<boolean> {
  return stat(file).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}
