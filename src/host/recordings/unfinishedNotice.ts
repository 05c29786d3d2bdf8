import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { type Disposable, DisposableStore, toDisposable } from '../../base/disposable';
import type { LeftRecordings } from './leftRecordings';
import type { RecordingFile, RecordingFiles } from './recordingFiles';
import type { Recordings } from './recordings';

/** A file that was written to so lately may be another window's recording that still runs. */
const restedMs = 10_000;

/** Other extensions start with the window too. */
const afterStartMs = 1_000;

/**
 * Offers to complete recordings whose engine or window ended before they were done; each file once a window. Those that
 * were running when this window ended before are looked at when it starts, others once their files are listed.
 */
export class UnfinishedNotice implements Disposable {
  private readonly store = new DisposableStore();
  private readonly offered = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly files: RecordingFiles,
    private readonly recordings: Recordings,
    private readonly left: LeftRecordings,
  ) {
    this.store.add(files.onDidChange(() => void this.look()));
    this.store.add(toDisposable(() => clearTimeout(this.timer)));
    if (!left.isEmpty) this.lookIn(afterStartMs);
  }

  dispose(): void {
    this.store.dispose();
  }

  private lookIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), ms);
  }

  private async look(): Promise<void> {
    const listed = this.files
      .list()
      .filter(isUnfinished)
      .map(({ file }) => file);
    const found = new Set([...listed, ...(await this.left.unfinished())]);
    const ages = new Map<string, number>();
    for (const file of found) {
      const age = await ageOf(file);
      if (age !== undefined && this.mayOffer(file)) ages.set(file, age);
    }
    if (this.store.isDisposed) return;
    const rested = [...ages.keys()].filter((file) => ages.get(file)! >= restedMs && this.mayOffer(file));
    for (const file of rested) this.offered.add(file);
    const restless = [...ages.values()].filter((age) => age < restedMs);
    if (restless.length > 0) this.lookIn(restedMs - Math.max(0, ...restless));
    await this.offer(rested);
  }

  private mayOffer(file: string): boolean {
    return !this.offered.has(file) && !this.recordings.isWriting(file);
  }

  private async offer(files: readonly string[]): Promise<void> {
    const [first] = files;
    if (first === undefined) return;
    const repair = vscode.l10n.t('Repair');
    const message =
      files.length === 1
        ? vscode.l10n.t(
            'The recording {0} was not finished. What is in it can be kept.',
            path.basename(first),
          )
        : vscode.l10n.t('{0} recordings were not finished. What is in them can be kept.', files.length);
    const chosen = await vscode.window.showInformationMessage(message, repair);
    // Whoever says no is not asked with each start; the Recordings view still shows what is not finished.
    for (const file of files) this.left.settle(file);
    if (chosen !== repair) return;
    for (const file of files)
      await vscode.commands.executeCommand('zeromq.recording.repair', { kind: 'recording', file });
  }
}

/** Ours, and read without its end. Other tools' files are for those tools. */
function isUnfinished({ summary }: RecordingFile): boolean {
  return summary?.definition !== undefined && !summary.soundness.isComplete;
}

/** @returns the time since the file was written to, in ms, or undefined where it is gone. */
async function ageOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => undefined,
  );
}
