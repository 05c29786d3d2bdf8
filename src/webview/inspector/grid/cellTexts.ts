import type { ColumnId, TimeMode } from '../../../protocol/inspector';
import { type PackedRow, previewBytes } from '../../../protocol/rows';
import { type Formats, interval, timeText } from '../formats';
import { previewOf, previewOfJoined, showBytes } from '../../../model/frameText';
import type { RowSource } from './rowSource';

const topicCharacters = 256;
const previewCharacters = 400;

/** What the cells say: of the rows on screen only, decoded when drawn. */
export class CellTexts {
  timeMode: TimeMode = 'relative';
  /** Epoch milliseconds that relative times count from. */
  firstTimeMs = 0;

  constructor(
    private readonly source: RowSource,
    private readonly formats: Formats,
  ) {}

  cell(column: ColumnId, place: number): string {
    const row = this.source.row(place);
    // Rows on their way: the number says at least where one is.
    if (!row) return column === 'preview' ? '…' : '';
    switch (column) {
      case 'row':
        return this.formats.count(row.row);
      case 'time':
        return timeText(this.timeMode, row.timeNs, this.firstTimeMs, this.above(place)?.timeNs);
      case 'delta': {
        const above = this.above(place);
        return above ? interval(row.timeNs - above.timeNs) : '';
      }
      case 'direction':
        return row.direction === 'in' ? '↓' : '↑';
      case 'topic':
        return row.topicFrame < 0 && row.topic.length === 0 ? '' : showBytes(row.topic, topicCharacters);
      case 'frames':
        return row.frameCount < 1000 ? this.formats.count(row.frameCount) : this.formats.rate(row.frameCount);
      case 'size':
        return this.formats.bytes(row.size);
      case 'preview':
        return preview(row);
    }
  }

  private above(place: number): PackedRow | undefined {
    return place > this.source.first ? this.source.row(place - 1) : undefined;
  }
}

function preview({ payload, frameCount, topicFrame, topic, size }: PackedRow): string {
  // A message of one frame has its body where others have the topic.
  if (frameCount === 1 && topicFrame === 0) return previewOf([topic], previewCharacters, topic.length < size);
  const bodies = topicFrame < 0 ? frameCount : frameCount - 1;
  return previewOfJoined(payload, bodies, previewCharacters, payload.length >= previewBytes);
}
