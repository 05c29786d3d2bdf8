import { crc32 } from 'node:zlib';
import type { SessionDefinition } from '../../model/sessionDefinition';
import type { Compression } from '../../protocol/recording';
import { channelPlaces } from '../../recording/channelPlaces';
import { chunkBytes, type ChunkWriter } from '../../recording/chunkWriter';
import { channelId } from '../../recording/mcapRecords';
import { encodeChunk, type IndexedRecords, indexRecords } from '../../recording/encodeChunk';
import { encodeFileEnd } from '../../recording/fileEnd';
import type { RecoveredChunk } from '../../recording/recovery';
import { captureFileStart, fileDescription } from '../capture/captureFile';
import { nodeFileSystem, type SpoolFile, type SpoolFileSystem } from '../capture/spoolFileSystem';
import { writeAll } from '../capture/writeAll';
import { type Packer, packerFor } from './compression';
import { cannotCreate, stoppedWriting } from './recordingError';

/** Bytes of records that may wait for the disk before the one who appends is told to wait. */
const roomBytes = 16 * 1024 * 1024;

/**
 * An MCAP file that is being written, chunk by chunk. What was written stays readable whatever happens: chunks are
 * only ever appended, and without its end the file is one that was not finished.
 */
export class RecordingFile {
  private buffer = new Uint8Array(chunkBytes);
  private filled = 0;
  /** Buffers of chunks that are on the disk, for the next ones: new memory costs more than what is put into it. */
  private readonly spare: Uint8Array<ArrayBuffer>[] = [];
  private waiting = 0;
  private writing: Promise<void> = Promise.resolve();
  private readonly chunks: RecoveredChunk[] = [];
  private length = 0;
  private failure: unknown;
  private written = 0;

  private constructor(
    readonly path: string,
    private readonly definition: SessionDefinition,
    private readonly file: SpoolFile,
    private readonly pack: Packer,
  ) {}

  /** Makes the file and its folder. @throws recording/exists, recording/cannotCreate, recording/noCompression */
  static async create(
    path: string,
    definition: SessionDefinition,
    compression: Compression,
    fs: SpoolFileSystem = nodeFileSystem,
  ): Promise<RecordingFile> {
    const pack = packerFor(compression);
    let file: SpoolFile;
    try {
      file = await fs.create(path);
    } catch (error) {
      throw cannotCreate(path, error);
    }
    const recording = new RecordingFile(path, definition, file, pack);
    try {
      await recording.write([captureFileStart(definition)]);
    } catch (error) {
      await file.close();
      await fs.remove(path);
      throw cannotCreate(path, error);
    }
    return recording;
  }

  /** Bytes of the file. */
  get bytes(): number {
    return this.length;
  }

  /** Messages in it that a reader finds. */
  get messages(): number {
    return this.written;
  }

  /** Takes whole records, which are copied. */
  append(records: Uint8Array): void {
    if (this.filled > 0 && this.filled + records.length > this.buffer.length) this.seal();
    if (records.length > chunkBytes) {
      this.enqueue(indexRecords(records.slice(), crc32));
      return;
    }
    this.buffer.set(records, this.filled);
    this.filled += records.length;
  }

  /** Takes a whole chunk of a capture, which is copied with the indexes and the checksum that it has. */
  appendChunk(chunk: ChunkWriter): void {
    this.flush();
    const { records, index, crc } = chunk.encode(crc32);
    const known = { crc, index: index.slice(), places: channelPlaces(chunk) };
    if (records.length > chunkBytes) {
      this.enqueue({ ...known, plain: records.slice() });
      return;
    }
    const buffer = this.takeBuffer();
    buffer.set(records);
    this.enqueue({ ...known, plain: buffer.subarray(0, records.length) }, buffer);
  }

  /** Sends what was appended on its way, though the chunk is not full. */
  flush(): void {
    if (this.filled > 0) this.seal();
  }

  /** Resolves when there is room for more. Rejects with recording/writeFailed. */
  async room(): Promise<void> {
    if (this.waiting > roomBytes) await this.writing;
    this.assertSound();
  }

  /** Writes the end and closes. Rejects with recording/writeFailed; the file is closed all the same. */
  async finish(): Promise<void> {
    this.flush();
    await this.writing;
    try {
      if (!this.failure) {
        const end = encodeFileEnd(this.length, fileDescription(this.definition), this.chunks, 1);
        await this.write([end]).catch((error: unknown) => this.fail(error));
      }
    } finally {
      await this.file.close();
    }
    this.assertSound();
  }

  /** Closes without an end: what is there is to be thrown away. */
  async abandon(): Promise<void> {
    this.failure ??= new Error('abandoned');
    await this.writing;
    await this.file.close();
  }

  private seal(): void {
    const { buffer, filled } = this;
    this.buffer = this.takeBuffer();
    this.filled = 0;
    this.enqueue(indexRecords(buffer.subarray(0, filled), crc32), buffer);
  }

  private takeBuffer(): Uint8Array<ArrayBuffer> {
    return this.spare.pop() ?? new Uint8Array(chunkBytes);
  }

  /** @param buffer what the records lie in, where it may be used again once they are written. */
  private enqueue(records: IndexedRecords, buffer?: Uint8Array<ArrayBuffer>): void {
    const { plain } = records;
    this.waiting += plain.length;
    // Chunks are packed side by side and written in their order.
    const packed = this.failure ? undefined : this.pack(plain);
    packed?.catch(() => undefined);
    this.writing = this.writing
      .then(async () => {
        if (this.failure || !packed) return;
        const { parts, chunk } = encodeChunk(this.length, records, await packed);
        await this.write(parts);
        this.chunks.push(chunk);
        for (const channel of [channelId.received, channelId.sent]) {
          this.written += chunk.index.get(channel)?.count ?? 0;
        }
      })
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.waiting -= plain.length;
        if (buffer) this.spare.push(buffer);
      });
  }

  private async write(parts: readonly Uint8Array[]): Promise<void> {
    this.length = await writeAll(this.file, parts, this.length);
  }

  /** What was torn is cut off, so that the file is a sound beginning. */
  private async fail(error: unknown): Promise<void> {
    this.failure ??= error;
    await this.file.truncate(this.length).catch(() => undefined);
  }

  private assertSound(): void {
    if (this.failure !== undefined) throw stoppedWriting(this.path, this.written, this.failure);
  }
}
