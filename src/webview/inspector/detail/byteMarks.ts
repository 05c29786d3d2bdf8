import { type ByteRange, diffBytes } from '../../../model/decoders/diffBytes';

/** The diff of bytes is for what a person can look through. */
const mostDiffedBytes = 64 * 1024;
/** Of a frame that has more than a few bytes, the share that is worth marking. */
const mostMarked = 0.8;
const fewBytes = 32;

const none: readonly ByteRange[] = [];

/** Which bytes of a frame differ from those of the frame before; a comparison is made once. */
export class ByteMarks {
  private readonly known = new WeakMap<
    Uint8Array,
    { before: Uint8Array; changed: readonly ByteRange[]; isUnlike: boolean }
  >();

  /** @returns what to mark: nothing where marks would be all over the frame, see `isUnlike`. */
  changed(before: Uint8Array | undefined, after: Uint8Array): readonly ByteRange[] {
    const { changed, isUnlike } = this.compare(before, after);
    return isUnlike ? none : changed;
  }

  /** Whether so little is as it was that marks would say nothing. */
  isUnlike(before: Uint8Array | undefined, after: Uint8Array): boolean {
    return this.compare(before, after).isUnlike;
  }

  private compare(before: Uint8Array | undefined, after: Uint8Array) {
    if (!before || before.length + after.length > 2 * mostDiffedBytes)
      return { changed: none, isUnlike: false };
    const known = this.known.get(after);
    if (known?.before === before) return known;
    const { changed } = diffBytes(before, after);
    const marked = changed.reduce((sum, { from, to }) => sum + to - from, 0);
    const isUnlike = after.length >= fewBytes && marked > mostMarked * after.length;
    const comparison = { before, changed, isUnlike };
    this.known.set(after, comparison);
    return comparison;
  }
}
