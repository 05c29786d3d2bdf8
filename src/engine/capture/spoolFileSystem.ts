import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Disposable } from '../../base/disposable';
import type { ByteSource } from '../../recording/recovery';

/** An open spool file. Positions and lengths are in bytes; failures are rejections with a system `code`. */
export interface SpoolFile {
  /** @returns bytes read, less than asked only at the end of the file. */
  read(into: Uint8Array, position: number): Promise<number>;
  /** Writes the buffers one after another. @returns bytes written, which may be fewer than given. */
  write(buffers: readonly Uint8Array[], position: number): Promise<number>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** What the spool needs of the disk. */
export interface SpoolFileSystem {
  /** Creates the file, which must not exist, and its folder. */
  create(file: string): Promise<SpoolFile>;
  open(file: string): Promise<SpoolFile>;
  remove(file: string): Promise<void>;
  removeFolder(folder: string): Promise<void>;
  /** @returns the names of the files in the folder; none when it does not exist. */
  list(folder: string): string[];
  /** Opens a file for a short synchronous look. */
  look(file: string): ByteSource & Disposable;
  cut(file: string, length: number): void;
}

/** POSIX takes at most 1024 buffers in one call. */
const maxBuffers = 1024;

export const nodeFileSystem: SpoolFileSystem = {
  async create(file) {
    await fs.promises.mkdir(path.dirname(file), { recursive: true });
    return new NodeFile(await fs.promises.open(file, 'wx+'));
  },
  open: async (file) => new NodeFile(await fs.promises.open(file, 'r')),
  remove: (file) => fs.promises.rm(file, { force: true }),
  removeFolder: (folder) => fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  list(folder) {
    try {
      return fs.readdirSync(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  },
  look: (file) => new NodeSource(fs.openSync(file, 'r')),
  cut: (file, length) => fs.truncateSync(file, length),
};

class NodeFile implements SpoolFile {
  constructor(private readonly handle: fs.promises.FileHandle) {}

  async read(into: Uint8Array, position: number): Promise<number> {
    let done = 0;
    while (done < into.length) {
      const { bytesRead } = await this.handle.read(into, done, into.length - done, position + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return done;
  }

  async write(buffers: readonly Uint8Array[], position: number): Promise<number> {
    const { bytesWritten } = await this.handle.writev(buffers.slice(0, maxBuffers), position);
    return bytesWritten;
  }

  truncate(length: number): Promise<void> {
    return this.handle.truncate(length);
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

class NodeSource implements ByteSource, Disposable {
  readonly size: number;
  private buffer = new Uint8Array(4096);

  constructor(private readonly descriptor: number) {
    this.size = fs.fstatSync(descriptor).size;
  }

  read(offset: number, length: number): Uint8Array {
    if (length > this.buffer.length) this.buffer = new Uint8Array(length);
    const into = this.buffer.subarray(0, length);
    let done = 0;
    while (done < length) {
      const count = fs.readSync(this.descriptor, into, done, length - done, offset + done);
      // The file became shorter: zeros are no record.
      if (count === 0) return into.fill(0, done);
      done += count;
    }
    return into;
  }

  dispose(): void {
    fs.closeSync(this.descriptor);
  }
}
