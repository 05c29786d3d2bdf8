import { nodeFileSystem, type SpoolFile, type SpoolFileSystem } from '../../capture/spoolFileSystem';
import { cannotCreate, exportFailed } from '../recordingError';

/** Characters that are gathered before they go to the disk. */
const blockLength = 256 * 1024;
/** Bytes that may wait for the disk before the one who writes is told to wait. */
export const roomBytes = 8 * 1024 * 1024;

/** A text file that is being written, with a bounded queue in front of the disk. */
export class TextFile {
  private text = '';
  private waiting = 0;
  private writing: Promise<void> = Promise.resolve();
  private length = 0;
  private failure: unknown;

  private constructor(
    readonly path: string,
    private readonly file: SpoolFile,
    private readonly fs: SpoolFileSystem,
  ) {}

  /** Makes the file, which must not exist, and its folder. @throws recording/exists, recording/cannotCreate */
  static async create(path: string, fs: SpoolFileSystem = nodeFileSystem): Promise<TextFile> {
    try {
      return new TextFile(path, await fs.create(path), fs);
    } catch (error) {
      throw cannotCreate(path, error);
    }
  }

  /** Bytes in the file. */
  get bytes(): number {
    return this.length;
  }

  write = (text: string): void => {
    this.text += text;
    if (this.text.length >= blockLength) this.flush();
  };

  /** Resolves when there is room for more. Rejects with export/writeFailed. */
  async room(): Promise<void> {
    if (this.waiting > roomBytes) await this.writing;
    this.assertSound();
  }

  /** Resolves when all is in the file. Rejects with export/writeFailed. */
  async finish(): Promise<void> {
    this.flush();
    await this.writing;
    this.assertSound();
    try {
      await this.file.close();
    } catch (error) {
      throw exportFailed(this.path, error);
    }
  }

  /** Closes the file and removes it. Never rejects. */
  async abandon(): Promise<void> {
    this.failure ??= new Error('abandoned');
    await this.writing;
    await this.file.close().catch(() => undefined);
    await this.fs.remove(this.path).catch(() => undefined);
  }

  private flush(): void {
    if (this.text === '' || this.failure !== undefined) {
      this.text = '';
      return;
    }
    const block = Buffer.from(this.text);
    this.text = '';
    this.waiting += block.length;
    this.writing = this.writing
      .then(() => this.put(block))
      .catch((error: unknown) => (this.failure ??= error))
      .then(() => void (this.waiting -= block.length));
  }

  private async put(block: Uint8Array): Promise<void> {
    let rest = block;
    while (rest.length > 0 && this.failure === undefined) {
      const count = await this.file.write([rest], this.length);
      this.length += count;
      rest = rest.subarray(count);
    }
  }

  private assertSound(): void {
    if (this.failure !== undefined) throw exportFailed(this.path, this.failure);
  }
}
