import type { RecoveredChunk } from './recovery';

/** A file that is read piece by piece. */
export interface FileSource {
  readonly size: number;
  /** @returns fresh bytes [offset, offset + length), which lie within `size`. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/**
 * @returns the records of a chunk without compression. Rejects with UnsupportedCompressionError where they are compressed
 *   in a way that only another VS Code can read, with UnknownCompressionError where none is known that can, else where
 *   they are damaged.
 */
export type Unpack = (compression: string, packed: Uint8Array, plainLength: number) => Promise<Uint8Array>;

export interface SchemaInfo {
  readonly id: number;
  readonly name: string;
  readonly encoding: string;
}

export interface ChannelInfo {
  readonly id: number;
  readonly schemaId: number;
  readonly topic: string;
  readonly messageEncoding: string;
  readonly metadata: ReadonlyMap<string, string>;
}

export interface MetadataInfo {
  readonly name: string;
  readonly map: ReadonlyMap<string, string>;
}

/** What a file holds and where. */
export interface FileIndex {
  readonly profile: string;
  readonly library: string;
  readonly schemas: ReadonlyMap<number, SchemaInfo>;
  readonly channels: ReadonlyMap<number, ChannelInfo>;
  /** In the order of the file. */
  readonly chunks: readonly RecoveredChunk[];
  /** Of those that stand in front of the first chunk. */
  readonly metadata: readonly MetadataInfo[];
  readonly isComplete: boolean;
  /** Where the sound part ends. */
  readonly goodLength: number;
  /** What is wrong where it is not complete. */
  readonly problem?: string;
}
