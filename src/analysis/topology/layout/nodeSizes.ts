import type { Topology, TopologyEndpoint, TopologyProgram, TopologySocket } from '../topology';
import type { PictureNote } from '../../../model/topologyPicture';
import { shortened, textWidth } from './textWidth';

/** What the drawing and the layout have to agree on, in pixels. */
export const sizes = {
  header: 30,
  row: 26,
  /** Below the last row. */
  foot: 6,
  /** From a program's edge to its text. */
  inset: 14,
  badge: { height: 18, inset: 6, gap: 8 },
  pill: { height: 30, inset: 16 },
  note: 16,
  text: { title: 13, body: 12, badge: 10.5, note: 11 },
} as const;

const longestTitle = 40;
const longestName = 28;
const longestLabel = 52;

export const shownTitle = ({ label }: { readonly label: string }) => shortened(label, longestTitle);
export const shownLabel = ({ label }: { readonly label: string }) => shortened(label, longestLabel);
export const shownName = ({ name = '' }: { readonly name?: string }) => shortened(name, longestName);
export const shownType = ({ type }: Pick<TopologySocket, 'type'>) => type ?? '?';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function badgeWidth(socket: Pick<TopologySocket, 'type'>): number {
  return textWidth(shownType(socket), 'mono', sizes.text.badge) + 2 * sizes.badge.inset;
}

export function programSize(program: TopologyProgram): Size {
  const { header, row, foot, inset, badge, text } = sizes;
  const rows = program.sockets.map(
    (socket) =>
      badgeWidth(socket) + (socket.name ? badge.gap + textWidth(shownName(socket), 'sans', text.body) : 0),
  );
  // Titles are bold.
  const title = textWidth(shownTitle(program), 'sans', text.title) * 1.06;
  return {
    width: Math.ceil(Math.max(96, title, ...rows) + 2 * inset),
    height: header + program.sockets.length * row + foot,
  };
}

export function endpointSize(endpoint: TopologyEndpoint): Size {
  const { pill, note, text } = sizes;
  const notes = notesOf(endpoint);
  const widths = [
    textWidth(shownLabel(endpoint), 'mono', text.body),
    ...notes.map((line) => textWidth(line.text, 'sans', text.note)),
  ];
  return {
    width: Math.ceil(Math.max(...widths) + 2 * pill.inset),
    height: pill.height + notes.length * note + (notes.length > 0 ? 4 : 0),
  };
}

const mostNotes = 3;

/** What is wrong with an endpoint, in short lines. */
export function notesOf({ isBound, isKnown, mismatches }: TopologyEndpoint): PictureNote[] {
  if (isKnown && !isBound) return [{ severity: 'warning', text: 'not bound in this workspace' }];
  const lines = mismatches.map(({ binder, connector }) => `${connector} does not talk to ${binder}`);
  const more = lines.length - mostNotes;
  const shown = more > 0 ? [...lines.slice(0, mostNotes), `and ${more} more`] : lines;
  return shown.map((text) => ({ severity: 'error', text }));
}

/** Of programs and endpoints by id. */
export function nodeSizes({ programs, endpoints }: Topology): Map<string, Size> {
  return new Map([
    ...programs.map((program) => [program.id, programSize(program)] as const),
    ...endpoints.map((endpoint) => [endpoint.id, endpointSize(endpoint)] as const),
  ]);
}
