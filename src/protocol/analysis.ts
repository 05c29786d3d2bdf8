import type { Transport } from '../model/endpoint';
import type { SocketType } from '../model/socketType';
import { notificationType, requestType } from './requestType';

/**
 * Host and indexer. Files are named by their URI, as VS Code writes it.
 *
 * The indexer reads files by itself; what an editor has open it is told, and that counts then.
 */

/** Zero-based lines and UTF-16 columns, the end exclusive. */
export interface Span {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** Where something stands in the source. */
export interface CodePlace {
  readonly uri: string;
  readonly span: Span;
}

/** Where a program binds or connects an endpoint. */
export interface UsePlace extends CodePlace {
  /** `tcp://*:5555`, or with unknown parts `tcp://*:{port}`. */
  readonly endpoint: string;
  readonly isComplete: boolean;
  readonly role: 'bind' | 'connect' | 'unbind' | 'disconnect';
  readonly socketType?: SocketType;
  /** `pyzmq`, `libzmq`, … */
  readonly library: string;
  /** VS Code's language id without variants: `python`, `typescript`. */
  readonly language: string;
}

/** Where a text that is no program names an endpoint. */
export interface MentionPlace extends CodePlace {
  readonly endpoint: string;
  readonly isComplete: boolean;
}

/** What meets at an endpoint, each list by file and place. */
export interface EndpointView {
  /** The same as long as anybody uses it. */
  readonly key: string;
  /** As most write it. */
  readonly label: string;
  readonly transport?: Transport;
  /** Port, path or name is known. */
  readonly isKnown: boolean;
  readonly binders: readonly UsePlace[];
  readonly connectors: readonly UsePlace[];
  readonly mentions: readonly MentionPlace[];
  /** What is wrong where it is bound or connected. */
  readonly findings: readonly EndpointFinding[];
}

/** A finding at one of an endpoint's uses. */
export interface EndpointFinding extends CodePlace {
  readonly code: string;
  readonly severity: FindingView['severity'];
  readonly message: string;
  /** Who else has a part in it. */
  readonly related: readonly CodePlace[];
}

/** What is another than at a revision. */
export interface EndpointsChange {
  readonly revision: number;
  /** Keys of all endpoints, by label. */
  readonly order: readonly string[];
  readonly changed: readonly EndpointView[];
}

/** A process of this machine that listens, and that the indexer may look into. */
export interface ListeningProcess {
  readonly pid: number;
  /** `python3 weather.py` */
  readonly name: string;
  /** The whole command line. */
  readonly command: string;
  /** `127.0.0.1:5556`, or the path of a local socket. */
  readonly place: string;
}

/** Who listens at an endpoint. */
export interface EndpointProcesses {
  /** Of the endpoint. */
  readonly key: string;
  readonly processes: readonly ListeningProcess[];
}

/** A use with what one needs to act on it. */
export interface UseView extends UsePlace {
  /** Key of its endpoint. */
  readonly group: string;
  /** Who may be at the other end, nearest first. */
  readonly peers: readonly UsePlace[];
  readonly subscriptions: readonly string[];
}

/** A mention with the endpoint that it names. */
export interface MentionView extends MentionPlace {
  /** Key of its endpoint. */
  readonly group: string;
}

/** What one file has, in its order. */
export interface FileView {
  /** Of the text that was analysed, as `textDidChange` gave it; absent for a file from the disk. */
  readonly version?: number;
  /** All files of the workspace were read: who is not among the peers is not there. */
  readonly isWhole: boolean;
  readonly uses: readonly UseView[];
  readonly mentions: readonly MentionView[];
}

/** A change that mends a finding; the edits count in the text that the finding is about. */
export interface FindingFix {
  readonly title: string;
  readonly edits: readonly { readonly uri: string; readonly span: Span; readonly newText: string }[];
}

/** Something in the source that goes wrong when it runs. docs/findings.md has a section for each code. */
export interface FindingView {
  /** The end of the setting `zeromq.findings.CODE`, and the heading in docs/findings.md. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly span: Span;
  readonly related: readonly { readonly uri: string; readonly span: Span; readonly message: string }[];
  readonly fixes: readonly FindingFix[];
}

/** What is to be read. */
export interface IndexStart {
  /** The workspace's folders. */
  readonly roots: readonly { readonly uri: string; readonly name: string }[];
  /** Files of the workspace that may name endpoints. Those that .gitignore excludes are left out by the indexer. */
  readonly files: readonly string[];
}

/** How large the index is. */
export interface IndexStatus {
  /** Those that name endpoints, or constants for others. */
  readonly files: number;
  readonly uses: number;
  readonly endpoints: number;
  /** Milliseconds that the last whole indexing took. */
  readonly tookMs: number;
  /** Bytes of the indexer's heap in use and of the grammars' memory. */
  readonly heapBytes: number;
  readonly grammarBytes: number;
}

/** Forgets all that came from the disk and reads anew. Answers when all files are analysed. */
export const indexStart = requestType<IndexStart, IndexStatus>('index/start');
/** Answers at once, with what is read so far. */
export const indexStatus = requestType<undefined, IndexStatus>('index/status');
/** Files on the disk were made, changed or removed; of a folder that was removed the files count as removed. */
export const filesDidChange = notificationType<{ readonly files: readonly string[] }>('index/filesDidChange');
/** A text in an editor is new or has changed. */
export const textDidChange = notificationType<{
  readonly uri: string;
  readonly version: number;
  /** VS Code's id of its language, which counts where the file's name does not tell it. */
  readonly languageId: string;
  readonly text: string;
}>('index/textDidChange');
/** The file counts as it is on the disk again. */
export const textDidClose = notificationType<{ readonly uri: string }>('index/textDidClose');
/** Languages that are not to be analysed; `text` is what is no program. */
export const indexConfigure = notificationType<{ readonly off: readonly string[] }>('index/configure');

/** Answers once the newest text that was told is analysed. */
export const analysisOf = requestType<{ readonly uri: string }, FileView>('index/file');
/** Every endpoint of the workspace, by label. */
export const endpointList = requestType<undefined, readonly EndpointView[]>('index/endpoints');
/** Undefined where nobody uses the endpoint any more. */
export const endpointOf = requestType<{ readonly key: string }, EndpointView | undefined>('index/endpoint');

/** Revision 0 asks for all. */
export const endpointsSince = requestType<{ readonly revision: number }, EndpointsChange>(
  'index/endpointsSince',
);
/** Who listens at endpoints now. Linux only: elsewhere the answer is empty. */
export const listeningProcesses = requestType<undefined, readonly EndpointProcesses[]>('index/processes');

/** What of the index is another than before. */
export interface IndexChanged {
  /** Files whose views may differ. */
  readonly uris: readonly string[];
}

/** At most a few times a second while files are read, and with each edit. */
export const indexDidChange = notificationType<IndexChanged>('index/didChange');
/** All findings of a file, in place of those told before. */
export interface FileFindings {
  readonly uri: string;
  /** Of the text in the editor that they are about, where there is one. */
  readonly version?: number;
  readonly findings: readonly FindingView[];
}

/** Files whose findings are others than before, also those that have none any more. */
export const findingsDidChange = notificationType<{ readonly files: readonly FileFindings[] }>(
  'index/findingsDidChange',
);
/** For the log of the extension: what could not be read or analysed. */
export const indexDidLog = notificationType<{ readonly message: string }>('index/didLog');
