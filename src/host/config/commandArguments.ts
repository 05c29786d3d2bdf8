import type { EndpointDefinition, OptionValues } from '../../model/sessionDefinition';
import type { SocketType } from '../../model/socketType';
import type { ExportFormat } from '../../protocol/recording';
import type { Lateness, ReplaySnapshot } from '../../protocol/replay';
import type { SessionState } from '../../protocol/session';
import type { TopologyFormat } from '../../protocol/topology';
import type { LanguageId } from '../../scaffold/language';
import type { PatternId } from '../../scaffold/pattern';

/** What commands take as their one argument object and what they return; docs/commands.md says the same in prose. */

/** `session` is a session's id, or its name or label where only one session has it. */
export interface SessionArgument {
  readonly session: string;
}

/** An object, or `bind:ADDRESS`, `connect:ADDRESS`. */
export type EndpointArgument = EndpointDefinition | string;

export interface NewSessionArguments {
  readonly type: SocketType;
  readonly name?: string;
  readonly endpoints?: readonly EndpointArgument[];
  readonly subscriptions?: readonly string[];
  readonly options?: OptionValues;
  /** Default true. False keeps the session out of the settings; it ends with the window. */
  readonly save?: boolean;
}

export interface ReopenArguments extends SessionArgument {
  /** On top of the definition's, for this window only and never written: the way that secrets take. */
  readonly options?: OptionValues;
}

export type OpenArguments = ReopenArguments | NewSessionArguments;

export interface EndpointArguments extends SessionArgument {
  readonly address: string;
}

export interface SourceEndpointArguments {
  /** As any source of the workspace writes it, `tcp://*:5556`; views name it by its key. */
  readonly endpoint: string;
  /** A path, absolute or in the workspace, or a URI: one place of the endpoint; else the best. */
  readonly file?: string;
  /** Counts from 1. */
  readonly line?: number;
}

/** A place in a source that names an endpoint. */
export interface SourcePlaceAnswer {
  readonly file: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  readonly endpoint: string;
  readonly role: 'bind' | 'connect' | 'unbind' | 'disconnect' | 'mention';
  readonly socketType?: SocketType;
  readonly library?: string;
}

export interface SourceCounts {
  /** That name endpoints. */
  readonly files: number;
  readonly uses: number;
  readonly endpoints: number;
}

export interface FindingArgument {
  /** `port-out-of-range`: a heading of docs/findings.md. */
  readonly code: string;
}

export interface RetryArguments extends SessionArgument {
  /** Its address as written or as resolved. */
  readonly endpoint: string;
}

export interface SubscriptionArguments extends SessionArgument {
  /** Text, or bytes as `hex:00ff`. */
  readonly topic: string;
}

export interface EditOptionsArguments extends SessionArgument {
  /** Changed values only; null puts the default back. */
  readonly options: OptionValues;
  /** Default false. True lets an open session reopen itself where an option asks for it. */
  readonly reopen?: boolean;
}

export interface EditOptionsAnswer {
  /** Options that wait for the next opening of the session. */
  readonly needReopen: readonly string[];
}

export interface RecordArguments extends SessionArgument {
  /** Relative to the recordings folder; by the settings' pattern without one. */
  readonly file?: string;
}

export interface RecordingFileArgument {
  /** Absolute, or relative to the recordings folder. */
  readonly file: string;
}

export interface RenameRecordingArguments extends RecordingFileArgument {
  readonly name: string;
}

/** Which rows of a capture. Without anything: all. */
export interface RowArguments {
  /** Filter language of docs/filter.md. */
  readonly filter?: string;
  readonly matchCase?: boolean;
  /** Rows [from, to). */
  readonly from?: number;
  readonly to?: number;
  /** ISO 8601, from inclusive, to exclusive. */
  readonly fromTime?: string;
  readonly toTime?: string;
  readonly direction?: 'in' | 'out';
}

/** A session's live capture, or a recording: one of both. */
export interface CaptureArguments {
  readonly session?: string;
  /** Absolute, or relative to the recordings folder. */
  readonly recording?: string;
}

export interface SaveRecordingArguments extends CaptureArguments, RowArguments {
  /** Absolute, or relative to the recordings folder; by the settings without one. */
  readonly file?: string;
}

export interface ExportArguments extends CaptureArguments, RowArguments {
  readonly format: ExportFormat;
  /** The file, or of `frames` the folder: absolute, or relative to the recordings folder. Nothing is there yet. */
  readonly target: string;
}

export interface ExportAnswer {
  /** Absolute. */
  readonly target: string;
  readonly messages: number;
  /** Of all files together. */
  readonly bytes: number;
}

export interface ImportArguments {
  /** A JSON Lines file of an export: absolute, or relative to the recordings folder. */
  readonly source: string;
  /** Absolute, or relative to the recordings folder; by the name of the source without one. */
  readonly file?: string;
}

export interface RecordingAnswer {
  readonly session?: string;
  /** Absolute. */
  readonly file: string;
  readonly state: 'recording' | 'finishing' | 'finished' | 'failed';
  readonly messages: number;
  readonly bytes: number;
  /** Messages that were gone before they could be copied. */
  readonly missed: number;
}

/** 0.01 to 100 times as fast as it was, evenly at a rate, or as the socket takes them. */
export type TimingArgument = { readonly speed: number } | { readonly perSecond: number } | 'fast';

export interface StartReplayArguments extends CaptureArguments, RowArguments {
  /**
   * The session that sends: an open one, or a new one, which is not kept in the settings. Without it: an open one as
   * proposed, else the proposed new one.
   */
  readonly target?: string | NewSessionArguments;
  /** Default: as it was. */
  readonly timing?: TimingArgument;
  /** Default: 1 where peers can be counted and the session is no REP, else 0: at once. */
  readonly awaitPeers?: number;
  /** Default 1. 0: until stopped. */
  readonly loops?: number;
  /** ROUTER, SERVER, STREAM, DGRAM: recorded routing ids or addresses to those of now, in hex. */
  readonly peers?: Readonly<Record<string, string>>;
}

export interface ReplayArgument {
  /** Default: the only one that runs. */
  readonly replay?: string;
}

export interface SeekReplayArguments extends ReplayArgument {
  /** `1:30` or `90 s` from the start, `50 %`, or ISO 8601. */
  readonly time: string;
}

export interface SetTimingArguments extends ReplayArgument {
  readonly timing: TimingArgument;
}

export interface SetMarksArguments extends ReplayArgument {
  /** As `time` of seeking; inclusive. Without it, as the selection says. */
  readonly start?: string;
  readonly end?: string;
}

export interface ReplayAnswer {
  readonly replay: string;
  /** The session whose capture, or the recording that is replayed. */
  readonly session?: string;
  readonly recording?: string;
  /** The session that sends. */
  readonly target: string;
  readonly state: ReplaySnapshot['state'];
  /** Messages in one loop, and how many of this one are behind. */
  readonly total: number;
  readonly position: number;
  /** Counts from 1. */
  readonly loop: number;
  readonly loops: number;
  readonly sent: number;
  readonly failed: number;
  /** REQ only. */
  readonly replies?: number;
  /** Milliseconds. */
  readonly lateness?: Lateness;
  /** Once it is over: ms, without pauses and the wait for peers. */
  readonly ranMs?: number;
  /** Of the end, or of the last message that failed. */
  readonly error?: { readonly code: string; readonly message: string };
}

export interface RenameArguments extends SessionArgument {
  /** Empty takes the name away. */
  readonly name: string;
}

/** A plain string is text; templates such as `{{seq}}` are filled in for each message. */
export type FrameArgument =
  | string
  | Uint8Array
  | { readonly text: string }
  | { readonly json: unknown }
  | { readonly hex: string }
  | { readonly base64: string }
  | { readonly file: string };

export interface SendArguments extends SessionArgument {
  readonly frames: readonly FrameArgument[];
  /** ROUTER, STREAM: text, or bytes as `hex:00ff`, sent as the first frame. */
  readonly routingId?: string;
}

export interface ReplyArguments extends SessionArgument {
  readonly frames: readonly FrameArgument[];
  /** ROUTER: the captured message to answer; its newest received one without this. */
  readonly row?: number;
}

export interface StartRepeatArguments extends SendArguments {
  readonly perSecond: number;
  /** Default 0: until stopped. */
  readonly count?: number;
}

export interface RowsArguments extends SessionArgument {
  /** First row, and one past the last. Default: all that are kept, 10,000 at most. */
  readonly from?: number;
  readonly to?: number;
  /** Filter language of docs/filter.md. */
  readonly filter?: string;
}

export interface FrameJson {
  readonly size: number;
  readonly base64: string;
  /** Only where the bytes are valid UTF-8. */
  readonly text?: string;
}

export interface RowJson {
  readonly row: number;
  /** ISO 8601 in UTC with nanoseconds, `2025-01-31T12:00:00.123456789Z`. */
  readonly time: string;
  readonly direction: 'in' | 'out';
  /** Text where the bytes are valid UTF-8, else `hex:00ff`. Empty without a topic. */
  readonly topic: string;
  readonly size: number;
  readonly frames: readonly FrameJson[];
}

export interface RowsAnswer {
  readonly rows: readonly RowJson[];
  /** Rows of the range that match the filter. More than `rows` holds when the answer was cut. */
  readonly matched: number;
}

export interface EndpointAnswer {
  readonly role: 'bind' | 'connect';
  readonly address: string;
  /** With the port that was given for `*`. */
  readonly resolved: string;
  readonly state: string;
  readonly peers: number;
}

export interface SessionAnswer {
  readonly id: string;
  readonly label: string;
  readonly type: SocketType;
  readonly state: SessionState;
  readonly endpoints: readonly EndpointAnswer[];
  readonly subscriptions: readonly string[];
  readonly options: OptionValues;
  readonly received: number;
  readonly sent: number;
  readonly peers: number;
  /** Whether the definition is in the settings. */
  readonly saved: boolean;
}

export interface EngineStatus {
  readonly state: 'idle' | 'starting' | 'running' | 'restarting' | 'stopped';
  readonly pid?: number;
  readonly libzmq?: string;
  /** Why the engine is stopped, or why its native library did not load. */
  readonly error?: { readonly code: string; readonly message: string };
}

export interface TopologyArguments {
  /** Words that all have to be in an endpoint, its sockets or their files. */
  readonly filter?: string;
}

export interface TopologyExportArguments {
  readonly format: TopologyFormat;
  /** Absolute. */
  readonly file?: string;
  readonly copy?: boolean;
  readonly filter?: string;
  readonly theme?: 'light' | 'dark';
  /** With the filter and the colours of the open tab, which a person means. */
  readonly asShown?: boolean;
}

/** What becomes of files that are there already with another text; by path below the workspace folder where they differ. */
export type ExistingFiles = ExistingFile | Readonly<Record<string, ExistingFile>>;
export type ExistingFile = 'refuse' | 'overwrite' | 'keep';

export interface ScaffoldArguments {
  readonly pattern: PatternId;
  /** Of all roles that `languages` does not name. */
  readonly language?: LanguageId;
  /** By role. */
  readonly languages?: Readonly<Record<string, LanguageId>>;
  /** A path, absolute or in the workspace, or a URI. It is made where it is missing. */
  readonly folder: string;
  /** By name; those left out keep the pattern's defaults. */
  readonly endpoints?: Readonly<Record<string, string>>;
  readonly topic?: string;
  /** Names the project in build files and tasks. Default: the folder's name, or the pattern. */
  readonly name?: string;
  /** Default: refuse, and nothing is written. */
  readonly existing?: ExistingFiles;
}

/** Paths of this machine; URIs where a file is elsewhere. */
export interface ScaffoldAnswer {
  readonly folder: string;
  /** The program to read first. */
  readonly mainFile: string;
  /** What was written. */
  readonly files: readonly string[];
  /** What was there and stayed. */
  readonly kept: readonly string[];
  /** The task that starts all roles; none outside of the workspace. */
  readonly startAll?: string;
}
