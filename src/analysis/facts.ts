import type { Mechanism } from '../model/mechanism';
import type { SocketType } from '../model/socketType';
import type { ImportedName, TextPattern } from './textPattern';
import type { TextRange } from './textRange';

/** Languages that are analysed as programs, by VS Code's ids without variants. */
export const languageIds = [
  'python',
  'c',
  'cpp',
  'java',
  'csharp',
  'javascript',
  'typescript',
  'go',
  'rust',
  'php',
  'ruby',
] as const;
export type LanguageId = (typeof languageIds)[number];

export const endpointRoles = ['bind', 'connect', 'unbind', 'disconnect'] as const;
/** What a call does with an endpoint. */
export type UseRole = (typeof endpointRoles)[number];

/** One address that one call binds or connects. A loop over literal addresses gives a use for each. */
export interface EndpointUse {
  /** `tcp://*:5555`, or with unknown parts `tcp://*:{port}`. */
  readonly endpoint: string;
  readonly pattern: TextPattern;
  /** No part is unknown. */
  readonly isComplete: boolean;
  /** The endpoint's expression in the call; without one (a default, a device) the call. */
  readonly range: TextRange;
  /** Where the known parts are written, in this file: what a rename would change. */
  readonly origins: readonly TextRange[];
  readonly role: UseRole;
  readonly socketType?: SocketType;
  /** The SocketUse's id; absent where only the call tells that there is a socket. */
  readonly socket?: string;
  /** `pyzmq`, `libzmq`, `cppzmq`, … */
  readonly library: string;
  readonly language: LanguageId;
}

/** What an option is set to, where the text tells. */
export type OptionFactValue = string | number | boolean;

/** An option that the program sets on a socket. */
export interface OptionUse {
  /** libzmq's name without `ZMQ_`: `LINGER`, `SNDHWM`, `CURVE_SERVERKEY`. */
  readonly name: string;
  /** Absent where the text does not tell. */
  readonly value?: OptionFactValue;
  readonly range: TextRange;
  /** Index into the socket's operations. */
  readonly order: number;
}

/** What a call or an assignment does with a socket. */
export type OperationKind =
  UseRole | 'send' | 'receive' | 'subscribe' | 'unsubscribe' | 'setOption' | 'poll' | 'proxy' | 'close';

export function isUseRole(kind: OperationKind): kind is UseRole {
  return endpointRoles.some((role) => role === kind);
}

/** A branch may run or not; a loop runs any number of times. */
export interface PlaceBlock {
  readonly kind: 'branch' | 'loop';
  /** Offset of the block's first character: what tells blocks apart. */
  readonly start: number;
}

/**
 * What becomes of the value of a call: `await` stands in front of it; nobody takes it, since the call is a statement
 * of its own; it is taken apart without `await` (`const [frame] = socket.receive()`); or it is used in some other way,
 * such as `return`, `void`, `.then` and as an argument, of which the text does not tell whether it is waited for.
 */
export type ResultUse = 'awaited' | 'dropped' | 'takenApart' | 'used';

/** Where an operation stands. Only operations of one function and on one way through it have a known order. */
export interface Place {
  /** `Publisher.run`, `main`; absent at the top of the file. */
  readonly function?: string;
  /** Offset of the function's first character, -1 for the top of the file. */
  readonly functionStart: number;
  /** The blocks around the operation inside the function, outermost first. */
  readonly blocks: readonly PlaceBlock[];
}

/** One thing that happens to a socket, in one way that the call runs. */
export interface SocketOperation {
  readonly kind: OperationKind;
  /** The whole call or assignment. */
  readonly range: TextRange;
  readonly place: Place;
  /** `await` stands in front of it. */
  readonly isAwaited: boolean;
  readonly result: ResultUse;
  /** bind, connect, unbind, disconnect: one for each address it may take. */
  readonly endpoints?: readonly TextPattern[];
  /** setOption: libzmq's name without `ZMQ_`; absent where the text does not tell, or it is none that we know. */
  readonly option?: string;
  /** The value of setOption, the topic of subscribe and unsubscribe. */
  readonly value?: OptionFactValue;
  /** send: more parts follow or several go at once. */
  readonly isMultipart?: boolean;
  /** The call may as well be about another socket. */
  readonly isMaybe?: boolean;
}

/** The security mechanism that a socket's options choose; NULL where they choose none. */
export interface SocketSecurity {
  readonly mechanism: Mechanism | 'GSSAPI';
  /** Absent where the text does not tell. */
  readonly isServer?: boolean;
}

/** A socket that the file makes: the call that creates it and all that happens to it. */
export interface SocketUse {
  /** Unique in its file and the same for the same text. */
  readonly id: string;
  /** Absent where the text does not tell, or tells several. */
  readonly type?: SocketType;
  readonly library: string;
  readonly language: LanguageId;
  /** The creating call. */
  readonly range: TextRange;
  /** Where the creating call stands. */
  readonly place: Place;
  /** The variable or field that first takes it. */
  readonly name?: string;
  /** Code of other files may do more with it: it is an argument of their functions, or a result for them. */
  readonly isPassedOn: boolean;
  /** Topics in source order, `{name}` for what is not known. */
  readonly subscriptions: readonly string[];
  readonly options: readonly OptionUse[];
  /** The routing id, where the program sets one. */
  readonly identity?: string;
  readonly security: SocketSecurity;
  readonly sends: boolean;
  readonly receives: boolean;
  /** In source order. */
  readonly operations: readonly SocketOperation[];
}

/** The value of a constant that other files may import. */
export type ExportedConstant =
  | { readonly kind: 'text'; readonly pattern: TextPattern }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'alias'; readonly imported: ImportedName };

/** An option of a context, which its new sockets take over (`LINGER`) or which is the context's own. */
export interface ContextOption {
  readonly name: string;
  readonly value?: OptionFactValue;
  readonly range: TextRange;
}

/** A call that starts a thread. */
export interface ThreadStart {
  readonly range: TextRange;
  readonly place: Place;
  /** The functions of the file that run in the thread, by the offset of their first character. */
  readonly functions: readonly number[];
}

/** All that the analysis says of a program's file: plain data, which outlives the syntax tree. */
export interface FileFacts {
  readonly language: LanguageId;
  readonly sockets: readonly SocketUse[];
  /** In source order. */
  readonly endpoints: readonly EndpointUse[];
  readonly contextOptions: readonly ContextOption[];
  /** Calls that make a ZAP handler (RFC 27): an authenticator. */
  readonly zapHandlers: readonly TextRange[];
  /** In source order. */
  readonly threads: readonly ThreadStart[];
  /** Constants of the module, `NAME`, `Class.NAME`, `map.key`; under `*` the modules whose names it passes on. */
  readonly exports: ReadonlyMap<string, ExportedConstant>;
  /** What the endpoints need from other files. */
  readonly imports: readonly ImportedName[];
}
