import type {
  PictureEndpoint,
  PictureProgram,
  PictureSocket,
  TopologyPicture,
} from '../../../model/topologyPicture';
import { badgeWidth, shownLabel, shownName, shownTitle, shownType, sizes } from '../layout/nodeSizes';
import { describeParts } from './describe';
import { drawLink } from './drawLink';
import type { Palette } from './palette';
import { svg, type SvgElement } from './svgElement';

export const fonts = {
  sans: "system-ui, -apple-system, 'Segoe UI', Ubuntu, 'Helvetica Neue', Arial, sans-serif",
  mono: "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Droid Sans Mono', monospace",
} as const;

/**
 * The picture's elements, each part a group with its key as `data-key`: lines first, so that they pass below.
 * @param isTouchable lines get a broad invisible one for the pointer.
 */
export function drawTopology(
  picture: TopologyPicture<unknown>,
  palette: Palette,
  isTouchable = false,
): SvgElement[] {
  const texts = describeParts(picture);
  const part = (kind: string, key: string, ...children: readonly (SvgElement | undefined)[]) =>
    svg('g', { class: `part ${kind}`, 'data-key': key }, svg('title', {}, texts.get(key) ?? ''), ...children);
  const boxes = picture.programs.map((program) =>
    part('program', program.key, ...drawProgram(program, palette)),
  );
  const sockets = picture.programs.flatMap((program) =>
    program.sockets.map((socket) => part('socket', socket.key, ...drawSocket(socket, palette))),
  );
  // Broken ones above the others.
  const links = [...picture.links].sort((a, b) => Number(a.isBroken) - Number(b.isBroken));
  return [
    svg(
      'g',
      { class: 'links' },
      ...links.map((link) =>
        part(link.isBroken ? 'link broken' : 'link', link.key, ...drawLink(link, palette, isTouchable)),
      ),
    ),
    svg('g', { class: 'programs' }, ...boxes),
    svg('g', { class: 'sockets' }, ...sockets),
    svg(
      'g',
      { class: 'endpoints' },
      ...picture.endpoints.map((endpoint) =>
        part('endpoint', endpoint.key, ...drawEndpoint(endpoint, palette)),
      ),
    ),
  ];
}

function drawProgram(program: PictureProgram<unknown>, palette: Palette): SvgElement[] {
  const { x, y, width, height } = program;
  return [
    svg('rect', {
      class: 'shape',
      x,
      y,
      width,
      height,
      rx: 6,
      fill: palette.box,
      stroke: palette.boxBorder,
      'stroke-width': 1,
    }),
    text(shownTitle(program), x + sizes.inset, y + 20, {
      font: 'sans',
      size: sizes.text.title,
      fill: palette.foreground,
      weight: 600,
    }),
    svg('path', {
      d: `M${x} ${y + sizes.header - 0.5}H${x + width}`,
      stroke: palette.boxBorder,
      'stroke-width': 1,
    }),
  ];
}

function drawSocket(socket: PictureSocket<unknown>, palette: Palette): SvgElement[] {
  const { x, y, width, height } = socket;
  const { badge, inset } = sizes;
  const left = x + inset;
  const top = y + (height - badge.height) / 2 + 1;
  const wide = badgeWidth(socket);
  const color = palette[socket.pattern];
  return [
    svg('rect', {
      class: 'shape',
      x: x + 3,
      y: y + 2,
      width: width - 6,
      height: height - 1,
      rx: 4,
      fill: palette.box,
      // For the pointer and the focus.
      'fill-opacity': 0,
    }),
    svg('rect', {
      x: left,
      y: top,
      width: wide,
      height: badge.height,
      rx: 4,
      fill: color,
      'fill-opacity': 0.14,
      stroke: color,
      'stroke-width': 1,
    }),
    text(shownType(socket), left + wide / 2, top + 12.8, {
      font: 'mono',
      size: sizes.text.badge,
      fill: palette.foreground,
      weight: 600,
      anchor: 'middle',
    }),
    ...(socket.name
      ? [
          text(shownName(socket), left + wide + badge.gap, top + 13.2, {
            font: 'sans',
            size: sizes.text.body,
            fill: palette.foreground,
          }),
        ]
      : []),
  ];
}

function drawEndpoint(endpoint: PictureEndpoint<unknown>, palette: Palette): SvgElement[] {
  const { x, y, width, height, notes } = endpoint;
  const severity = notes[0]?.severity;
  const middle = x + width / 2;
  return [
    svg('rect', {
      class: 'shape',
      x,
      y,
      width,
      height,
      rx: Math.min(15, height / 2),
      fill: palette.pill,
      stroke: severity ? palette[severity] : palette.pillBorder,
      'stroke-width': severity === 'error' ? 1.6 : 1.2,
      'stroke-dasharray': endpoint.isBound ? undefined : '5 4',
    }),
    text(shownLabel(endpoint), middle, y + 19.3, {
      font: 'mono',
      size: sizes.text.body,
      fill: palette.foreground,
      anchor: 'middle',
    }),
    ...notes.map((note, at) =>
      text(note.text, middle, y + sizes.pill.height + 7 + at * sizes.note, {
        font: 'sans',
        size: sizes.text.note,
        fill: palette[note.severity],
        anchor: 'middle',
      }),
    ),
  ];
}

export interface TextStyle {
  readonly font: keyof typeof fonts;
  readonly size: number;
  readonly fill: string;
  readonly weight?: number;
  readonly anchor?: 'middle';
}

export function text(content: string, x: number, y: number, style: TextStyle): SvgElement {
  const { font, size, fill, weight, anchor } = style;
  return svg(
    'text',
    {
      x,
      y,
      'font-family': fonts[font],
      'font-size': size,
      'font-weight': weight,
      'text-anchor': anchor,
      fill,
    },
    content,
  );
}
