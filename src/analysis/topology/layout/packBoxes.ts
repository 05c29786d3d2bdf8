import type { Point } from '../../../model/topologyPicture';
import type { Size } from './nodeSizes';

export interface Packing extends Size {
  /** Of each box, in the order that they were given in: its top left corner. */
  readonly corners: readonly Point[];
}

/** How much wider than tall a window usually is. */
const aspect = 1.7;

/** Puts boxes side by side on shelves, tall ones first, so that all of them about fill a window. */
export function packBoxes(boxes: readonly Size[], gap: number): Packing {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const longest = Math.max(Math.sqrt(area * aspect), ...boxes.map(({ width }) => width));
  const order = boxes.map((_box, at) => at).sort((a, b) => heightAt(boxes, b) - heightAt(boxes, a) || a - b);
  const corners: Point[] = boxes.map(() => ({ x: 0, y: 0 }));
  let [x, y, shelf, width] = [0, 0, 0, 0];
  for (const at of order) {
    const box = boxes[at];
    if (!box) continue;
    if (x > 0 && x + box.width > longest) {
      y += shelf + gap;
      [x, shelf] = [0, 0];
    }
    corners[at] = { x, y };
    x += box.width + gap;
    width = Math.max(width, x - gap);
    shelf = Math.max(shelf, box.height);
  }
  return { corners, width, height: y + shelf };
}

function heightAt(boxes: readonly Size[], at: number): number {
  return boxes[at]?.height ?? 0;
}
