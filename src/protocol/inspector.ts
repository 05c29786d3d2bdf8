import type { ErrorInfo } from '../base/workbenchError';
import type { DecoderKind } from '../model/decoders/decodedFrame';
import type { NativeCapabilities } from './engine';
import type { TimeRange } from './capture';
import type { RecordingSnapshot, RecordingSummary } from './recording';
import type { ReplayControl, ReplaySnapshot } from './replay';
import type { RepeatSnapshot, SendResult, SessionSnapshot } from './session';
import { notificationType, requestType } from './requestType';

/** Host <-> webview of one inspector. The webview asks; every answer is a Reply, so that errors keep their code. */
export type Reply<R> = { readonly value: R } | { readonly error: ErrorInfo };

export type TimeMode = 'absolute' | 'relative' | 'delta';
export type ColumnId = 'row' | 'time' | 'delta' | 'direction' | 'topic' | 'frames' | 'size' | 'preview';

export interface ColumnState {
  readonly id: ColumnId;
  readonly visible: boolean;
  /** CSS pixels. */
  readonly width: number;
}

/** A frame as it was typed. `file` holds a path, absolute or relative to the workspace folder. */
export interface ComposerFrame {
  readonly kind: 'text' | 'json' | 'hex' | 'base64' | 'file';
  readonly value: string;
}

export interface ComposerDraft {
  readonly frames: readonly ComposerFrame[];
  /** ROUTER, STREAM: routing id in hex that goes in front, unless the frames spell it themselves. */
  readonly routingId?: string;
  readonly perSecond: number;
  /** 0: until stopped. */
  readonly count: number;
}

/** What a person set in an inspector. It survives hiding and reload, in the webview's state and the workspace's. */
export interface InspectorState {
  /** Set by the host in `InspectorInit.state` and kept as it is: tells after a reload whose inspector it was. */
  readonly session?: string;
  /** Epoch ms of the last save: of the page's copy and the workspace's, the newer one counts. */
  readonly savedAt?: number;
  readonly filter: string;
  readonly matchCase: boolean;
  /** The filter's text is one regular expression. */
  readonly regex?: boolean;
  readonly timeRange?: TimeRange;
  readonly columns: readonly ColumnState[];
  /** A person said which columns show: none gives way where there is little room. */
  readonly columnsChosen?: boolean;
  readonly timeMode: TimeMode;
  readonly follow: boolean;
  /** Nothing but a selection ended the following: once its message is cleared, the newest is followed again. */
  readonly followsUnselected?: boolean;
  readonly frozen: boolean;
  /** The grid keeps what a replay sends in sight; absent as long as nobody said. */
  readonly followReplay?: boolean;
  /** First row on screen and the selected one; absent while following or without a selection. */
  readonly topRow?: number;
  readonly selectedRow?: number;
  /** Rows [from, to), of which those that show are selected; absent where no more than one is. */
  readonly selectedRange?: { readonly from: number; readonly to: number };
  /** How many of these show, once they are counted. */
  readonly selectedCount?: number;
  readonly selectedFrame: number;
  readonly sidebarVisible: boolean;
  readonly sidebarWidth: number;
  readonly detailsVisible: boolean;
  readonly detailsWidth: number;
  readonly showDiff: boolean;
  /** The bytes show below the decoded frame. */
  readonly showHex?: boolean;
  /** Topic hex -> decoder. */
  readonly pinnedDecoders: Readonly<Record<string, DecoderKind>>;
  readonly draft?: ComposerDraft;
}

export interface InspectorInit {
  readonly session: SessionSnapshot;
  readonly label: string;
  readonly state?: Partial<InspectorState>;
  readonly history: readonly ComposerDraft[];
  readonly capabilities?: NativeCapabilities;
  /** The locale for numbers and times, such as `en-GB`. */
  readonly locale: string;
  /** The engine is down or restarting, and why. */
  readonly engine: EngineHealth;
  /** The inspector shows a file: nothing is sent, cleared or paused, and `session` is the recorded one. */
  readonly recording?: RecordingSummary;
  /** What is being recorded of the session. */
  readonly recordingNow?: RecordingSnapshot;
  /** The replay of this capture that runs or was the last one, until it is dismissed. */
  readonly replay?: InspectorReplay;
}

/** A replay of what an inspector shows. */
export interface InspectorReplay {
  readonly snapshot: ReplaySnapshot;
  /** The label of the session that sends. */
  readonly target: string;
  /** Where it is bound or connected, as libzmq resolved it. */
  readonly addresses: readonly string[];
}

export interface EngineHealth {
  readonly state: 'starting' | 'running' | 'restarting' | 'stopped';
  readonly error?: ErrorInfo;
}

/** What the webview may ask the host to run; the host adds its session to the arguments of our own commands. */
export const inspectorCommands = [
  'zeromq.session.bind',
  'zeromq.session.connect',
  'zeromq.session.subscribe',
  'zeromq.session.editOptions',
  'zeromq.session.open',
  'zeromq.session.openSettings',
  'zeromq.session.close',
  'zeromq.recording.start',
  'zeromq.recording.stop',
  'zeromq.recording.save',
  'zeromq.recording.repair',
  'zeromq.recording.export',
  'zeromq.replay.start',
  'zeromq.engine.restart',
  'zeromq.engine.showLog',
  'workbench.trust.manage',
  'workbench.action.openSettings',
] as const;
export type InspectorCommand = (typeof inspectorCommands)[number];

/** Sent first; the answer starts everything. */
export const inspectorReady = requestType<void, Reply<InspectorInit>>('inspector/ready');
/** Any request of protocol/capture.ts for this inspector's own capture; the host refuses others. */
export const inspectorEngine = requestType<{ method: string; params: unknown }, Reply<unknown>>(
  'inspector/engine',
);
/** A recording's file was repaired or read anew. */
export const inspectorRecordingDidChange = notificationType<RecordingSummary>('inspector/recordingDidChange');
/** How far the session's recording has come; null when none runs. */
export const inspectorRecordingProgress = notificationType<RecordingSnapshot | null>(
  'inspector/recordingProgress',
);
/** The replay of this capture went on, began, or was dismissed: null. */
export const inspectorReplayDidChange = notificationType<InspectorReplay | null>('inspector/replayDidChange');
/** Drives the replay of this capture. */
export const inspectorReplayControl = requestType<ReplayControl, Reply<ReplaySnapshot>>(
  'inspector/replayControl',
);
/** Takes the controls of a replay that is over off the page. */
export const inspectorReplayDismiss = notificationType<void>('inspector/replayDismiss');
export const inspectorSaveState = notificationType<InspectorState>('inspector/saveState');
/** The host reads file frames, sends, and adds the draft to the history. */
export const inspectorSend = requestType<ComposerDraft, Reply<SendResult>>('inspector/send');
/** Sends a captured message once more as it is; that is no draft, so the history does not get it. */
export const inspectorResend = requestType<{ row: number }, Reply<SendResult>>('inspector/resend');
export const inspectorStartRepeat = requestType<ComposerDraft, Reply<RepeatSnapshot>>(
  'inspector/startRepeat',
);
export const inspectorStopRepeat = requestType<void, Reply<RepeatSnapshot | null>>('inspector/stopRepeat');
/** Asks for a file in a dialog. @returns its path, or null when dismissed. */
export const inspectorChooseFile = requestType<void, Reply<string | null>>('inspector/chooseFile');
export const inspectorCopy = requestType<{ text: string }, Reply<void>>('inspector/copy');
/** Asks where to, and writes the whole frame there. @returns the path, or null when dismissed. */
export const inspectorSaveFrame = requestType<{ row: number; frame: number }, Reply<string | null>>(
  'inspector/saveFrame',
);
export interface InspectorRun {
  readonly command: InspectorCommand;
  /** Goes with `zeromq.session.subscribe`, which asks when it is absent; the empty one takes all. */
  readonly topic?: string;
  /** The rows that the command is about; it asks when this is absent. */
  readonly rows?: 'selected';
}

export const inspectorRunCommand = requestType<InspectorRun, Reply<void>>('inspector/runCommand');

/** What commands of the host make an open inspector do. */
export type InspectorAction =
  | {
      readonly action:
        'pause' | 'resume' | 'clear' | 'focusFilter' | 'focusComposer' | 'sendAgain' | 'editAndSend';
    }
  | { readonly action: 'reveal'; readonly row: number };

/** Pushed by the host, only while the inspector is visible; capture/didChange passes too. */
export const inspectorSessionDidChange = notificationType<SessionSnapshot>('inspector/sessionDidChange');
export const inspectorEngineDidChange = notificationType<EngineHealth>('inspector/engineDidChange');
export const inspectorHistoryDidChange = notificationType<readonly ComposerDraft[]>(
  'inspector/historyDidChange',
);
export const inspectorPerform = notificationType<InspectorAction>('inspector/perform');
