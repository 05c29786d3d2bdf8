import type { TimeRange } from '../../protocol/capture';
import type { CaptureSource } from './captureSource';
import type { RowReader } from './rowReader';

/**
 * The rows of a time range [from, to). A bound in the future has no row yet: until a message comes that is not before
 * it, nothing lies behind it.
 */
export class RowRange {
  /** First row of the range; infinite while all messages are earlier. */
  low: number;
  /** One past its last row; infinite while no message is later. */
  high = Infinity;
  private lowKnown: boolean;
  private highKnown: boolean;

  constructor(
    private readonly capture: CaptureSource,
    private readonly reader: RowReader,
    private readonly range: TimeRange | undefined,
  ) {
    this.low = range ? Infinity : 0;
    this.lowKnown = this.highKnown = !range;
  }

  /** Whether a message came that settles a bound. */
  get needsResolving(): boolean {
    const { lastMs } = this.capture.times;
    if (!this.range || lastMs === 0) return false;
    return (!this.lowKnown && lastMs >= this.range.fromMs) || (!this.highKnown && lastMs >= this.range.toMs);
  }

  async resolve(): Promise<void> {
    const { range, capture } = this;
    if (!range) return;
    const { lastMs } = capture.times;
    if (!this.lowKnown && lastMs >= range.fromMs) {
      this.low = await this.reader.atTime(range.fromMs);
      this.lowKnown = true;
    }
    if (!this.highKnown && lastMs >= range.toMs) {
      this.high = await this.reader.atTime(range.toMs);
      this.highKnown = true;
    }
  }
}
