import type { EndpointUse, SocketUse } from '../facts';
import type { PlainEndpoint } from '../plainText/scanPlainText';
import type { Address } from './address';

/** An endpoint that a call binds or connects, somewhere in the workspace. */
export interface PlacedUse {
  readonly kind: 'use';
  /** The file, as it was given to the index. */
  readonly path: string;
  /** With the constants of other files filled in. */
  readonly use: EndpointUse;
  /** The socket of `use.socket`. */
  readonly socket?: SocketUse;
  readonly address: Address;
  /** Of the group that it belongs to. */
  readonly group: string;
}

/** An endpoint in a text that is no program. */
export interface Mention {
  readonly kind: 'mention';
  readonly path: string;
  readonly mention: PlainEndpoint;
  readonly address: Address;
  readonly group: string;
}

/** Endpoints that meet. All lists are in the order of paths and places in the file. */
export interface EndpointGroup {
  /** The same as long as anybody uses the endpoint; for keeping selections, not for reading. */
  readonly key: string;
  /** What to call it: the address that is bound, or else connected, or else mentioned, by most. */
  readonly label: string;
  readonly transport?: Address['transport'];
  /** The port, path or name is known, so that who is in it means the same endpoint (hosts aside). */
  readonly isKnown: boolean;
  readonly binders: readonly PlacedUse[];
  readonly connectors: readonly PlacedUse[];
  /** `unbind` and `disconnect`. */
  readonly detachers: readonly PlacedUse[];
  /** In compose files, environment files, documents and the like. */
  readonly mentions: readonly Mention[];
}
