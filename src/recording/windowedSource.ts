import type { FileSource } from './fileIndex';

const windowBytes = 64 * 1024;

/** Reads ahead, so that walking over small records does not ask the file for each. Answers are valid for good. */
export class WindowedSource {
  private start = 0;
  private bytes: Uint8Array = new Uint8Array(0);

  constructor(private readonly file: FileSource) {}

  get size(): number {
    return this.file.size;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    if (length > windowBytes) return this.file.read(offset, length);
    if (offset < this.start || offset + length > this.start + this.bytes.length) {
      this.bytes = await this.file.read(offset, Math.min(windowBytes, this.file.size - offset));
      this.start = offset;
    }
    return this.bytes.subarray(offset - this.start, offset - this.start + length);
  }
}
