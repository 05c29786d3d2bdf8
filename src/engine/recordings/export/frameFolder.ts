import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { RowCursor } from '../../capture/rowCursor';
import { alreadyExists, cannotCreate, exportFailed } from '../recordingError';
import { frameFileName } from './frameFile';

/** Files written at the same time. */
const concurrency = 16;

interface FrameCopy {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A folder that takes each frame as a file. What is added waits in memory for `write`, a chunk's rows at most. */
export class FrameFolder {
  bytes = 0;
  private readonly waiting: FrameCopy[] = [];

  private constructor(
    readonly path: string,
    private readonly digits: number,
  ) {}

  /** Makes the folder, which must not exist. @throws recording/exists, recording/cannotCreate */
  static async create(folder: string, endRow: number): Promise<FrameFolder> {
    try {
      await mkdir(path.dirname(folder), { recursive: true });
      await mkdir(folder);
    } catch (error) {
      if (existsSync(folder)) throw alreadyExists(folder);
      throw cannotCreate(folder, error);
    }
    return new FrameFolder(folder, Math.max(6, String(endRow).length));
  }

  add(cursor: RowCursor): void {
    const { row, frameCount } = cursor;
    for (let index = 0; index < frameCount; index++) {
      const bytes = cursor.frame(index).slice();
      const place = { row, rowDigits: this.digits, index, frameCount };
      this.waiting.push({ name: frameFileName(place, bytes), bytes });
    }
  }

  /** Writes what was added. Rejects with export/writeFailed, with no write under way. */
  async write(): Promise<void> {
    const files = this.waiting.splice(0);
    let next = 0;
    const work = async () => {
      while (next < files.length) {
        const { name, bytes } = files[next++]!;
        await writeFile(path.join(this.path, name), bytes, { flag: 'wx' });
        this.bytes += bytes.length;
      }
    };
    const workers = await Promise.allSettled(Array.from({ length: concurrency }, work));
    const failed = workers.find((worker) => worker.status === 'rejected');
    if (failed) throw exportFailed(this.path, failed.reason);
  }

  /** Removes the folder with all that is in it. Never rejects. */
  async abandon(): Promise<void> {
    await rm(this.path, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}
