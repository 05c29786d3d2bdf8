import type { DataDirection, Pattern } from './dataFlow';
import type { Transport } from './endpoint';
import type { SocketType } from './socketType';

/** A rectangle in the picture's units, which are CSS pixels at a zoom of one. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The topology with a place on the picture for everything. Keys stay the same as long as their things do, so that a
 * selection survives a change elsewhere.
 * @template P where something is in the source.
 */
export interface TopologyPicture<P> {
  readonly width: number;
  readonly height: number;
  readonly programs: readonly PictureProgram<P>[];
  readonly endpoints: readonly PictureEndpoint<P>[];
  readonly links: readonly PictureLink<P>[];
}

/** A program's box: its title, and its sockets inside. */
export interface PictureProgram<P> extends Box {
  readonly key: string;
  readonly path: string;
  readonly label: string;
  /** From top to bottom. */
  readonly sockets: readonly PictureSocket<P>[];
  readonly place: P;
}

/** A row in the box of its program. */
export interface PictureSocket<P> extends Box {
  readonly key: string;
  readonly name?: string;
  readonly type?: SocketType;
  readonly pattern: Pattern;
  readonly place: P;
}

/** An endpoint's box with what is wrong with it. */
export interface PictureEndpoint<P> extends Box {
  readonly key: string;
  readonly label: string;
  readonly transport?: Transport;
  readonly isBound: boolean;
  /** What is wrong with it, a line each. */
  readonly notes: readonly PictureNote[];
  readonly place: P;
}

export interface PictureNote {
  readonly severity: 'warning' | 'error';
  readonly text: string;
}

/** From the socket to the endpoint, whichever way messages go. */
export interface PictureLink<P> {
  readonly key: string;
  readonly socket: string;
  readonly endpoint: string;
  readonly role: 'bind' | 'connect';
  readonly pattern: Pattern;
  readonly direction: DataDirection;
  readonly isBroken: boolean;
  /** Begin, then two control points and an end for each curve; the first on the socket's edge. */
  readonly curve: readonly Point[];
  /** Which way the line leaves the socket: 1 to the right, -1 to the left. It comes to the endpoint the same way. */
  readonly heading: 1 | -1;
  readonly place: P;
}
