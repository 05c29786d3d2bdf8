import { type FileHandle, open } from 'node:fs/promises';
import type { FileSource } from '../../recording/fileIndex';

/** A file on disk. */
export class DiskSource implements FileSource {
  private constructor(
    private readonly handle: FileHandle,
    readonly size: number,
  ) {}

  static async open(file: string): Promise<DiskSource> {
    const handle = await open(file, 'r');
    return new DiskSource(handle, (await handle.stat()).size);
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await this.handle.read(bytes, done, length - done, offset + done);
      if (bytesRead === 0) throw new RangeError('The file became shorter.');
      done += bytesRead;
    }
    return bytes;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
