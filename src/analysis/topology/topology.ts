import type { Transport } from '../../model/endpoint';
import type { SocketType } from '../../model/socketType';
import type { TextRange } from '../textRange';
import type { DataDirection, Pattern } from '../../model/dataFlow';

/** The workspace's sockets and endpoints as a graph: programs hold sockets, links tie sockets to endpoints. */
export interface Topology {
  /** In the order of paths. */
  readonly programs: readonly TopologyProgram[];
  /** In the order of labels. */
  readonly endpoints: readonly TopologyEndpoint[];
  readonly links: readonly TopologyLink[];
}

/** A file with sockets: docs/decisions.md says why a file. */
export interface TopologyProgram {
  readonly id: string;
  readonly path: string;
  /** The path's end that tells it from the others: `server.py`, `feed/server.py`. */
  readonly label: string;
  readonly sockets: readonly TopologySocket[];
}

/** A socket of a program, by the call that makes it. */
export interface TopologySocket {
  readonly id: string;
  /** The variable or field, where there is one. */
  readonly name?: string;
  readonly type?: SocketType;
  /** Where the socket is made, or where it is used if that is not known. */
  readonly range: TextRange;
}

/** What sockets meet at. */
export interface TopologyEndpoint {
  readonly id: string;
  /** The key of its group in the index. */
  readonly group: string;
  /** `tcp://*:5555` */
  readonly label: string;
  readonly transport?: Transport;
  /** A place in the source that binds it, else one that connects. */
  readonly path: string;
  readonly range: TextRange;
  /** Somebody in the workspace binds it, or nobody has to: multicast. */
  readonly isBound: boolean;
  /** Its port, path or name is, so that it can be said that nobody binds it. */
  readonly isKnown: boolean;
  /** In how many places texts name it. */
  readonly mentions: number;
  /** Types of its sockets that do not go together, each pair once. */
  readonly mismatches: readonly TypeMismatch[];
}

/** Two sockets at one endpoint whose types do not talk to each other. */
export interface TypeMismatch {
  readonly binder: SocketType;
  readonly connector: SocketType;
}

/** A socket that binds or connects an endpoint. */
export interface TopologyLink {
  readonly id: string;
  readonly socket: string;
  readonly endpoint: string;
  readonly role: 'bind' | 'connect';
  readonly pattern: Pattern;
  /** Which way messages go, seen from the socket. */
  readonly direction: DataDirection;
  readonly path: string;
  /** The address in the call. */
  readonly range: TextRange;
  /** Links of sockets at the other side whose type does not go with this one's. */
  readonly brokenWith: readonly string[];
}
