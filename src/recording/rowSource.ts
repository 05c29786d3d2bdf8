/** A chunk's records with the places of its messages, whether it is still being written or was read back. */
export interface RowSource {
  readonly bytes: Uint8Array;
  /** Over `bytes`. */
  readonly view: DataView;
  /** Where the records of the rows begin in `bytes`; valid up to `count`. */
  readonly offsets: Uint32Array;
  readonly count: number;
  /** Where the records of the socket events begin. */
  readonly events: readonly number[];
  /** Bytes of records in `bytes`. */
  readonly length: number;
}
