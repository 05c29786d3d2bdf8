import type { Box } from '../../../model/topologyPicture';

/** How much wider than tall a window usually is. */
const aspect = 1.7;

/** Cuts a tall layout across into strips and puts them side by side, so that all of it about fills a window. */
export function foldColumns(boxes: ReadonlyMap<string, Box>, gap: number): Map<string, Box> {
  let [width, height] = [1, 1];
  for (const box of boxes.values()) {
    width = Math.max(width, box.x + box.width);
    height = Math.max(height, box.y + box.height);
  }
  const strips = Math.max(1, Math.round(Math.sqrt((aspect * height) / (width + gap))));
  const length = height / strips;
  const folded = new Map<string, Box>();
  for (const [id, box] of boxes) {
    const strip = Math.min(strips - 1, Math.floor((box.y + box.height / 2) / length));
    folded.set(id, { ...box, x: box.x + strip * (width + gap), y: box.y - strip * length });
  }
  const top = Math.min(0, ...[...folded.values()].map(({ y }) => y));
  return new Map([...folded].map(([id, box]) => [id, { ...box, y: box.y - top }]));
}
