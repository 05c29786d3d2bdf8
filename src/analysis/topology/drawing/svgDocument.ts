import type { TopologyPicture } from '../../../model/topologyPicture';
import { drawLegend } from './drawLegend';
import { drawTopology } from './drawTopology';
import type { Palette } from './palette';
import { svg, svgText } from './svgElement';

const margin = 28;
const legendGap = 28;
const narrowest = 420;

/** The picture with its legend as an SVG file that needs nothing else: no style sheet, no font, no script. */
export function svgDocument(picture: TopologyPicture<unknown>, palette: Palette): string {
  const { links, endpoints } = picture;
  const hasUnbound = endpoints.some(({ isBound }) => !isBound);
  const legend = drawLegend(links, hasUnbound, palette, Math.max(narrowest, picture.width));
  const width = Math.ceil(Math.max(picture.width, legend.width) + 2 * margin);
  const height = Math.ceil(picture.height + (legend.height > 0 ? legendGap + legend.height : 0) + 2 * margin);
  const at = (x: number, y: number) => `translate(${x} ${y})`;
  const document = svg(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-label': 'ZeroMQ topology',
    },
    svg('title', {}, 'ZeroMQ topology'),
    svg('rect', { width, height, fill: palette.background }),
    svg('g', { transform: at(margin, margin) }, ...drawTopology(picture, palette)),
    svg(
      'g',
      { class: 'legend', transform: at(margin, margin + Math.ceil(picture.height) + legendGap) },
      ...legend.elements,
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svgText(document)}`;
}
