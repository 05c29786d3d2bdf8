import type { DataDirection, Pattern } from '../../../model/dataFlow';
import type { PictureLink } from '../../../model/topologyPicture';
import { textWidth } from '../layout/textWidth';
import { drawLink } from './drawLink';
import { text } from './drawTopology';
import type { Palette } from './palette';
import { svg, type SvgElement } from './svgElement';

type Sample = Pick<PictureLink<unknown>, 'role' | 'pattern' | 'direction' | 'isBroken'>;

interface Entry {
  readonly label: string;
  /** Absent for an endpoint that nobody binds. */
  readonly sample?: Sample;
}

const patternEntries: readonly (readonly [Pattern, DataDirection, string])[] = [
  ['publish', 'out', 'publish, subscribe'],
  ['pipeline', 'out', 'pipeline'],
  ['request', 'both', 'request, reply'],
  ['pair', 'both', 'pair'],
  ['raw', 'both', 'raw'],
  ['unknown', 'unknown', 'type not known'],
];

const line = { height: 20, sample: 44, gap: 10, between: 22, size: 11 } as const;

export interface Legend {
  readonly elements: readonly SvgElement[];
  readonly width: number;
  readonly height: number;
}

/**
 * Explains the lines and marks that a picture has.
 * @param widest entries flow into the next line there.
 */
export function drawLegend(
  links: readonly PictureLink<unknown>[],
  hasUnbound: boolean,
  palette: Palette,
  widest: number,
): Legend {
  const elements: SvgElement[] = [];
  let [x, y, width] = [0, 0, 0];
  for (const entry of entriesOf(links, hasUnbound)) {
    const wide = line.sample + line.gap + textWidth(entry.label, 'sans', line.size);
    if (x > 0 && x + wide > widest) [x, y] = [0, y + line.height];
    elements.push(drawEntry(entry, x, y, palette));
    width = Math.max(width, x + wide);
    x += wide + line.between;
  }
  return { elements, width: Math.ceil(width), height: elements.length > 0 ? y + line.height : 0 };
}

function entriesOf(links: readonly PictureLink<unknown>[], hasUnbound: boolean): Entry[] {
  const sound = { role: 'connect', pattern: 'publish', direction: 'unknown', isBroken: false } as const;
  const shown = patternEntries.filter(([pattern]) => links.some((link) => link.pattern === pattern));
  const isBroken = links.some((link) => link.isBroken);
  return [
    ...shown.map(([pattern, direction, label]) => ({ label, sample: { ...sound, pattern, direction } })),
    { label: 'binds', sample: { ...sound, role: 'bind' } },
    { label: 'connects', sample: sound },
    ...(isBroken ? [{ label: 'incompatible types', sample: { ...sound, isBroken } }] : []),
    ...(hasUnbound ? [{ label: 'not bound in this workspace' }] : []),
  ];
}

function drawEntry({ label, sample }: Entry, x: number, y: number, palette: Palette): SvgElement {
  const middle = y + line.height / 2;
  const mark = sample ? sampleLine(sample, x, middle, palette) : [unboundPill(x, middle, palette)];
  return svg(
    'g',
    {},
    ...mark,
    text(label, x + line.sample + line.gap, middle + 4, { font: 'sans', size: line.size, fill: palette.dim }),
  );
}

function sampleLine(sample: Sample, x: number, y: number, palette: Palette): SvgElement[] {
  const [from, to] = [x + 4, x + line.sample];
  const third = (to - from) / 3;
  const curve = [from, from + third, to - third, to].map((at) => ({ x: at, y }));
  // Samples of roles are of no pattern.
  const isPlain = sample.direction === 'unknown' && sample.pattern === 'publish';
  const colors = isPlain ? { ...palette, publish: palette.dim } : palette;
  return drawLink({ ...sample, curve, heading: 1 }, colors, false);
}

function unboundPill(x: number, y: number, palette: Palette): SvgElement {
  return svg('rect', {
    x: x + 6,
    y: y - 7,
    width: line.sample - 8,
    height: 14,
    rx: 7,
    fill: 'none',
    stroke: palette.warning,
    'stroke-width': 1.2,
    'stroke-dasharray': '5 4',
  });
}
