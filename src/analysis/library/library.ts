import type { SocketType } from '../../model/socketType';
import type { OperationKind } from '../facts';

/** What a binding's names mean. A library is a table: symbols by their dotted path, methods by their object's type. */
export interface Library {
  /** As facts name it: `pyzmq`. */
  readonly name: string;
  /** Modules whose import shows that a file uses the library, as imports write them: `zmq`, `zmq.h`. */
  readonly modules: readonly string[];
  /** Other paths to the same things: `zmq.green` -> `zmq`. The longest that fits is replaced. */
  readonly aliases?: Readonly<Record<string, string>>;
  /**
   * Put before the names that a wildcard import or an include of the module brings in: `zmq.`, or nothing in C, where
   * the library's names are known whatever header brings them.
   */
  readonly wildcardPrefix?: string;
  /** Symbols, or texts and numbers, that name a socket type: `zmq.PUB`, `pub`. */
  readonly socketTypes: Readonly<Record<string, SocketType>>;
  /** Symbols that name an option: `zmq.LINGER` -> `LINGER`. */
  readonly optionOf?: (path: string) => string | undefined;
  /** What calls of symbols do. */
  readonly calls: Readonly<Record<string, Meaning | readonly Meaning[]>>;
  /** What calls of methods do, by the object's type (`socket`, `context`, or what `makes` says). */
  readonly methods: Readonly<Record<string, Readonly<Record<string, Meaning | readonly Meaning[]>>>>;
  /** Declared types of parameters, variables and fields: `zmq.Socket` -> `socket`. `socketTypes` may know them too. */
  readonly types?: Readonly<Record<string, string>>;
  /** Attributes whose value is the object itself, by the object's type: a stream's `socket`. */
  readonly itself?: Readonly<Record<string, readonly string[]>>;
  /** Attributes of sockets that are options when assigned: `linger` -> `LINGER`. */
  readonly attributeOption?: (name: string) => string | undefined;
}

/** Which argument of a call: its position, its name where arguments have names, or both. */
export interface ArgumentRef {
  readonly at?: number;
  readonly name?: string;
}

/** The socket that a call is about: what the method is called on, an argument, or a part of the receiver. */
export type SocketRef = 'receiver' | ArgumentRef | { readonly part: string };

/** What a call does, as a library's table tells. */
export type Meaning = MakesObject | MakesSocket | Gives | Operation;

/** The call makes a context, poller, device… */
export interface MakesObject {
  readonly does: 'make';
  readonly type: string;
  /** A map of options by their attributes' names. */
  readonly options?: ArgumentRef;
  /** Sockets inside it, by name, with where their type stands. */
  readonly parts?: Readonly<Record<string, SocketTypeSource>>;
}

/** A fixed type, or the argument that tells it, or the first of several that does. */
export type SocketTypeSource = SocketType | ArgumentRef | readonly ArgumentRef[];

/** The call makes a socket, and may bind or connect it at once. */
export interface MakesSocket {
  readonly does: 'makeSocket';
  readonly type?: SocketTypeSource;
  readonly binds?: ArgumentRef;
  readonly connects?: ArgumentRef;
  readonly subscribes?: ArgumentRef;
  /** A map of options by their attributes' names. */
  readonly options?: ArgumentRef;
  /**
   * The argument holds addresses with the role as first character, `@` bind, `>` connect, joined by commas (czmq,
   * NetMQ); without one the given role counts.
   */
  readonly attaches?: ArgumentRef & { readonly otherwise: 'bind' | 'connect' };
  /** Arguments may be calls that say what to set: `WithID(…)`, which are then a `setOption` in `calls`. */
  readonly settings?: boolean;
}

/** The call's value is one of its arguments or its receiver: wrappers, builders. */
export interface Gives {
  readonly does: 'give';
  readonly what: SocketRef;
}

/** The call does something with a socket that is there already. */
export interface Operation {
  readonly does: OperationKind;
  /** `receiver` when absent. */
  readonly socket?: SocketRef | readonly SocketRef[];
  /** bind, connect, unbind, disconnect. */
  readonly endpoint?: ArgumentRef;
  /** Put behind the endpoint, such as `:{port}` for a port of the library's choice. */
  readonly endpointSuffix?: readonly (string | { readonly unknown: string })[];
  /** The endpoint's argument may hold several addresses, with this between them. */
  readonly separator?: string;
  /** Addresses carry their role as first character (czmq, NetMQ). */
  readonly prefixed?: boolean;
  /** Where addresses do not say it: the argument that is true for bind, false for connect (czmq's `serverish`). */
  readonly bindsWhen?: ArgumentRef;
  /** setOption: the argument that tells it, or the option itself. */
  readonly option?: ArgumentRef | string;
  /** setOption: the arguments are calls that say what to set, as with `MakesSocket.settings`. */
  readonly settings?: boolean;
  /** setOption: the value that the call's name says: `asServer()`. */
  readonly setTo?: number;
  /** setOption: the value; subscribe, unsubscribe: the topic. */
  readonly value?: ArgumentRef;
  /** setOption: how many characters of a text count. */
  readonly length?: ArgumentRef;
  /** subscribe, unsubscribe: each argument is a topic; without any it is the empty one. */
  readonly isVariadic?: boolean;
  /** send: several parts. */
  readonly isMultipart?: boolean;
  /** send: several parts where this argument is a list of them. */
  readonly parts?: ArgumentRef;
  /** send: parts follow where this argument names this symbol or text (`SNDMORE`). */
  readonly more?: ArgumentRef;
  /** The call means this only where the argument is this text: `socket.on('message', …)`. */
  readonly given?: { readonly argument: ArgumentRef; readonly is: string };
  /** The call's value is the socket again. */
  readonly chains?: boolean;
}

/** The argument at a position, from 0, or of a name. */
export function arg(at: number, name?: string): ArgumentRef {
  return name === undefined ? { at } : { at, name };
}

/** The path with the library's own prefix. */
export function canonicalPath(library: Library, path: string): string {
  const { aliases } = library;
  if (!aliases) return path;
  let best = '';
  for (const alias of Object.keys(aliases)) {
    if (alias.length > best.length && (path === alias || path.startsWith(`${alias}.`))) best = alias;
  }
  return best === '' ? path : aliases[best] + path.slice(best.length);
}
