import type { Box, Point } from '../../../model/topologyPicture';

interface Column {
  readonly middle: number;
  readonly left: number;
  readonly right: number;
}

/** Closer than this are the middles of nodes of one rank. */
const sameRank = 1;

/** The ranks of a layout from left to right, each as wide as its widest node. */
export class RankColumns {
  private readonly columns: readonly Column[];

  constructor(boxes: Iterable<Box>) {
    const columns: { middle: number; left: number; right: number }[] = [];
    for (const { x, width } of boxes) {
      const middle = x + width / 2;
      const known = columns.find((column) => Math.abs(column.middle - middle) < sameRank);
      if (!known) columns.push({ middle, left: x, right: x + width });
      else {
        known.left = Math.min(known.left, x);
        known.right = Math.max(known.right, x + width);
      }
    }
    this.columns = columns.sort((a, b) => a.middle - b.middle);
  }

  /**
   * Where a line must run level, so that it bends only between the ranks and crosses no node.
   * @param points that the layout leads the line through.
   * @returns pairs, entering and leaving a rank, from the one end to the other.
   */
  passages(points: readonly Point[], from: Box, to: Box): Point[] {
    const [start, end] = [from.x + from.width / 2, to.x + to.width / 2];
    const heading = end > start ? 1 : -1;
    const between = this.columns.filter(
      ({ middle }) => (middle - start) * heading > sameRank && (end - middle) * heading > sameRank,
    );
    if (heading < 0) between.reverse();
    return between.flatMap(({ middle, left, right }) => {
      const point = points.find(({ x }) => Math.abs(x - middle) < sameRank);
      if (!point) return [];
      const [enter, leave] = heading > 0 ? [left, right] : [right, left];
      return [
        { x: enter, y: point.y },
        { x: leave, y: point.y },
      ];
    });
  }
}
