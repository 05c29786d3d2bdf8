import type { PictureLink, Point } from '../../../model/topologyPicture';
import { type Palette, patternDashes } from './palette';
import { svg, type SvgElement } from './svgElement';

const portRadius = 3.5;
const arrow = { length: 9, half: 4 } as const;
const crossHalf = 4.5;
/** Thick enough for a pointer to meet. */
const touchWidth = 12;

type DrawnLink = Pick<
  PictureLink<unknown>,
  'role' | 'pattern' | 'direction' | 'isBroken' | 'curve' | 'heading'
>;

/** A line with a dot at its socket, filled where that binds, arrowheads as messages go, and a cross if it is broken. */
export function drawLink(link: DrawnLink, palette: Palette, isTouchable: boolean): SvgElement[] {
  const { curve, heading, direction, role, isBroken } = link;
  const [begin, end] = [curve[0], curve.at(-1)];
  if (!begin || !end) return [];
  const color = palette[isBroken ? 'error' : link.pattern];
  const leaves = direction === 'out' || direction === 'both';
  const comes = direction === 'in' || direction === 'both';
  const port = { x: begin.x + heading * (portRadius + 1), y: begin.y };
  const tip = { x: port.x + heading * (portRadius + 1), y: begin.y };
  const from = tip.x + (comes ? heading * (arrow.length - 1) : 0);
  const to = end.x - heading * (leaves ? arrow.length : 1);
  const path = pathOf([{ ...begin, x: from }, ...curve.slice(1, -1), { ...end, x: to }]);
  const width = role === 'bind' ? 2.4 : 1.5;
  return [
    ...(isTouchable
      ? [
          svg('path', {
            class: 'touch',
            d: path,
            fill: 'none',
            stroke: 'transparent',
            'stroke-width': touchWidth,
          }),
        ]
      : []),
    svg('path', {
      class: 'line',
      d: path,
      fill: 'none',
      stroke: color,
      'stroke-width': width,
      'stroke-dasharray': patternDashes[link.pattern],
    }),
    ...(leaves ? [arrowhead(end, heading, color)] : []),
    ...(comes ? [arrowhead(tip, -heading, color)] : []),
    svg('circle', {
      cx: port.x,
      cy: port.y,
      r: portRadius,
      fill: role === 'bind' ? color : palette.background,
      stroke: color,
      'stroke-width': 1.5,
    }),
    ...(isBroken ? [cross(middleOf(curve), palette)] : []),
  ];
}

function arrowhead({ x, y }: Point, heading: number, color: string): SvgElement {
  const back = x - heading * arrow.length;
  return svg('path', { d: `M${x} ${y}L${back} ${y - arrow.half}L${back} ${y + arrow.half}Z`, fill: color });
}

function cross({ x, y }: Point, palette: Palette): SvgElement {
  const [left, right, top, bottom] = [x - crossHalf, x + crossHalf, y - crossHalf, y + crossHalf];
  return svg(
    'g',
    { class: 'cross' },
    svg('circle', {
      cx: x,
      cy: y,
      r: 8.5,
      fill: palette.background,
      stroke: palette.error,
      'stroke-width': 1.5,
    }),
    svg('path', {
      d: `M${left + 1} ${top + 1}L${right - 1} ${bottom - 1}M${right - 1} ${top + 1}L${left + 1} ${bottom - 1}`,
      fill: 'none',
      stroke: palette.error,
      'stroke-width': 2,
      'stroke-linecap': 'round',
    }),
  );
}

function pathOf([begin, ...points]: readonly Point[]): string {
  if (!begin) return '';
  const text = points.map(({ x, y }, at) => `${at % 3 === 0 ? 'C' : ' '}${x} ${y}`);
  return `M${begin.x} ${begin.y}${text.join('')}`;
}

/** On the middle one of its curves, at half of its way. */
function middleOf(curve: readonly Point[]): Point {
  const at = 3 * Math.floor((curve.length - 1) / 6);
  const [a, b, c, d] = curve.slice(at, at + 4);
  if (!a || !b || !c || !d) return curve[0] ?? { x: 0, y: 0 };
  return { x: (a.x + 3 * b.x + 3 * c.x + d.x) / 8, y: (a.y + 3 * b.y + 3 * c.y + d.y) / 8 };
}
