import type { Box, Point } from '../../model/topologyPicture';

/** How the picture lies in the window: a point p of it shows at `p * scale + (x, y)`. */
export interface Viewport {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

const smallest = 0.05;
const largest = 4;
/** Small pictures are not blown up to fill the window. */
const largestFit = 1.15;
const margin = 36;
/** A picture beside the corner leaves all of that side empty. */
const muchLarger = 1.25;

/** What lies over the window's lower left corner, such as a legend. */
export interface Corner extends Extent {
  /** What should not be under it. */
  readonly parts: Iterable<Box>;
}

/** The whole picture in the middle of the window, or, where a part would be under the corner, above or beside that. */
export function fitted(picture: Extent, window: Extent, corner?: Corner): Viewport {
  const whole = centered(picture, window);
  if (!corner || !isCovered(whole, window, corner)) return whole;
  const above = centered(picture, { ...window, height: window.height - corner.height });
  const beside = centered(picture, { ...window, width: window.width - corner.width });
  return beside.scale > muchLarger * above.scale ? panned(beside, corner.width, 0) : above;
}

function isCovered({ scale, x, y }: Viewport, window: Extent, { width, height, parts }: Corner): boolean {
  return [...parts].some(
    (part) => part.x * scale + x < width && (part.y + part.height) * scale + y > window.height - height,
  );
}

function centered(picture: Extent, window: Extent): Viewport {
  const scale = limited(
    Math.min(
      largestFit,
      (window.width - 2 * margin) / Math.max(1, picture.width),
      (window.height - 2 * margin) / Math.max(1, picture.height),
    ),
  );
  return {
    scale,
    x: (window.width - picture.width * scale) / 2,
    y: (window.height - picture.height * scale) / 2,
  };
}

/** Zoomed so that what is at a point of the window stays there. */
export function zoomedAt(viewport: Viewport, factor: number, at: Point): Viewport {
  const scale = limited(viewport.scale * factor);
  const ratio = scale / viewport.scale;
  return { scale, x: at.x - (at.x - viewport.x) * ratio, y: at.y - (at.y - viewport.y) * ratio };
}

export function panned(viewport: Viewport, x: number, y: number): Viewport {
  return { ...viewport, x: viewport.x + x, y: viewport.y + y };
}

/** Moved no farther than needed for a part to be seen. */
export function showing(viewport: Viewport, box: Box, window: Extent): Viewport {
  const { scale, x, y } = viewport;
  return {
    scale,
    x: x + shift(box.x * scale + x, box.width * scale, window.width),
    y: y + shift(box.y * scale + y, box.height * scale, window.height),
  };
}

/** Moved so that a part that went from one place of the picture to another stays where it is in the window. */
export function following(viewport: Viewport, from: Point, to: Point): Viewport {
  return panned(viewport, (from.x - to.x) * viewport.scale, (from.y - to.y) * viewport.scale);
}

function shift(start: number, length: number, room: number): number {
  const edge = Math.min(margin, room / 4);
  if (start < edge || length > room - 2 * edge) return edge - start;
  return Math.min(0, room - edge - (start + length));
}

function limited(scale: number): number {
  return Math.min(largest, Math.max(smallest, scale));
}
