import { channelOf, sequenceOf } from '../../recording/messageRecord';
import type { RowSource } from '../../recording/rowSource';

/** Counts the messages of a session that its recording leaves out, by the numbers that each direction counts from 1. */
export class SequenceGaps {
  private readonly last = new Map<number, number>();
  private leftOut = 0;
  private unreadable = 0;

  /** Between the first and the last message of each direction; those of damaged chunks are not left out. */
  get count(): number {
    return Math.max(0, this.leftOut - this.unreadable);
  }

  /** Takes the rows of the next chunk. */
  add({ view, offsets, count }: RowSource): void {
    for (let row = 0; row < count; row++) {
      const record = offsets[row]!;
      const channel = channelOf(view, record);
      const sequence = sequenceOf(view, record);
      const former = this.last.get(channel);
      // A session that began anew counts from 1 again.
      if (former !== undefined && sequence > former + 1) this.leftOut += sequence - former - 1;
      this.last.set(channel, sequence);
    }
  }

  /** The next chunk cannot be read. */
  skip(rows: number): void {
    this.unreadable += rows;
  }
}
