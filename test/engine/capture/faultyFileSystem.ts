import {
  nodeFileSystem,
  type SpoolFile,
  type SpoolFileSystem,
} from '../../../src/engine/capture/spoolFileSystem';

/** The real file system, which fails when told so. */
export class FaultyFileSystem implements SpoolFileSystem {
  /** Bytes that all files together may still take; then writes are short, and then fail with ENOSPC. */
  room = Infinity;
  /** System code that every write fails with. */
  writeFailure: string | undefined;
  createFailure: string | undefined;
  /** Bytes that one write takes at most. */
  mostPerWrite = Infinity;
  failedWrites = 0;
  /** System code that reads of these positions fail with. */
  readFailure: ((position: number) => string | undefined) | undefined;
  private gate: Promise<void> | undefined;
  private openGate: (() => void) | undefined;

  /** Lets writes wait, as on a disk that is busy. */
  hold(): void {
    this.gate = new Promise((resolve) => (this.openGate = resolve));
  }

  release(): void {
    this.gate = undefined;
    this.openGate?.();
  }

  async create(file: string): Promise<SpoolFile> {
    if (this.createFailure) throw failure(this.createFailure);
    return this.wrap(await nodeFileSystem.create(file));
  }

  async open(file: string): Promise<SpoolFile> {
    return this.wrap(await nodeFileSystem.open(file));
  }

  remove = (file: string) => nodeFileSystem.remove(file);
  removeFolder = (folder: string) => nodeFileSystem.removeFolder(folder);
  list = (folder: string) => nodeFileSystem.list(folder);
  look = (file: string) => nodeFileSystem.look(file);
  cut = (file: string, length: number) => nodeFileSystem.cut(file, length);

  private wrap(file: SpoolFile): SpoolFile {
    return {
      read: (into, position) => {
        const code = this.readFailure?.(position);
        return code ? Promise.reject(failure(code)) : file.read(into, position);
      },
      truncate: (length) => file.truncate(length),
      close: () => file.close(),
      write: async (buffers, position) => {
        await this.gate;
        if (this.writeFailure) return this.fail(this.writeFailure);
        const most = Math.min(this.room, this.mostPerWrite);
        if (most === 0) return this.fail('ENOSPC');
        const given: Uint8Array[] = [];
        let size = 0;
        for (const buffer of buffers) {
          const part = buffer.subarray(0, most - size);
          given.push(part);
          size += part.length;
          if (size >= most) break;
        }
        const written = await file.write(given, position);
        this.room -= written;
        return written;
      },
    };
  }

  private fail(code: string): never {
    this.failedWrites++;
    throw failure(code);
  }
}

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: as the test wants it`), { code });
}
