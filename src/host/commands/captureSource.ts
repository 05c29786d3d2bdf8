import * as path from 'node:path';
import * as vscode from 'vscode';
import type { RecordingSummary } from '../../protocol/recording';
import type { Direction } from '../../model/envelope';
import type { SessionDefinition } from '../../model/sessionDefinition';
import type { CaptureArguments } from '../config/commandArguments';
import { recordingViewType } from '../recordings/recordingEditor';
import { RecordingSubject } from '../recordings/recordingSubject';
import { recordingsFolder } from '../recordings/recordingTarget';
import { typeIcons } from '../sessions/sessionIcons';
import type { SessionsNode } from '../sessions/sessionNode';
import { sessionDescription } from '../sessions/sessionText';
import type { Workbench } from '../workbench';
import type { ArgumentReader } from './argumentReader';
import type { InspectedRows } from './rowChoices';
import { resolveSession } from './sessionTarget';

/** @throws command/badArgument unless one of both is named. */
export function readCapture(reader: ArgumentReader): CaptureArguments {
  const session = reader.optionalString('session');
  const recording = reader.optionalString('recording');
  if ((session === undefined) === (recording === undefined)) {
    throw reader.bad('session', vscode.l10n.t('or recording must be given, and not both'));
  }
  return recording === undefined
    ? { session }
    : { session, recording: path.resolve(recordingsFolder(), recording) };
}

/** A live capture, or a recording that was opened for this use alone. */
export interface CaptureSource {
  /** What the running engine calls it. */
  readonly capture: string;
  /** For people: the session's, or the file's name. */
  readonly label: string;
  /** Undefined for files of other tools. */
  readonly definition: SessionDefinition | undefined;
  /** Those in which it holds messages. */
  readonly directions: readonly Direction[];
  /** Lets go of a recording; nothing for a session. */
  close(): void;
}

/** @throws session/unknown, session/ambiguous, recording/cannotRead, recording/notMcap */
export async function openCapture(
  { registry, supervisor }: Workbench,
  { session, recording }: CaptureArguments,
): Promise<CaptureSource> {
  if (recording === undefined) {
    const { id, label, definition, snapshot } = resolveSession(registry, session ?? '');
    const directions = directionsOf(snapshot.received, snapshot.sent);
    return { capture: id, label, definition, directions, close: () => undefined };
  }
  const subject = await RecordingSubject.open(recording, supervisor);
  const capture = await subject.capture();
  return {
    capture,
    label: subject.label,
    definition: subject.recording?.definition,
    directions: directionsIn(subject.recording),
    close: () => subject.dispose(),
  };
}

/** What other tools wrote counts as received. */
function directionsIn(recording: RecordingSummary | undefined): readonly Direction[] {
  if (!recording?.definition) return ['in'];
  const { channels } = recording;
  const of = (end: string) =>
    channels.filter(({ topic }) => topic.endsWith(end)).reduce((sum, { messages }) => sum + messages, 0);
  return directionsOf(of('/in'), of('/out'));
}

function directionsOf(received: number, sent: number): readonly Direction[] {
  return [...(received > 0 ? (['in'] as const) : []), ...(sent > 0 ? (['out'] as const) : [])];
}

/** What a person set in the inspector of a session or a recording, and what it counted. */
export function inspectorStateOf(
  { memory }: Workbench,
  { session, recording }: CaptureArguments,
): InspectedRows {
  const id = recording ?? session ?? '';
  return { ...memory.stateOf(id), counted: memory.countedOf(id) };
}

/** What the editor in front shows, where it holds anything and the command was called on nothing else. */
export function frontCapture(
  { inspectors, registry }: Workbench,
  on: SessionsNode | undefined,
): CaptureArguments | undefined {
  if (on) return undefined;
  const front = inspectors.activeSession;
  const { received = 0, sent = 0 } =
    (front === undefined ? undefined : registry.entry(front)?.snapshot) ?? {};
  if (received + sent > 0) return { session: front };
  const recording = shownRecording();
  return recording === undefined ? undefined : { recording };
}

/**
 * The element or the file that a command was called on, or the only capture there is, or else a question.
 * @returns undefined when the person went away, or there is nothing, which is then said.
 */
export async function askCapture(
  { registry, recordingFiles, inspectors }: Workbench,
  on: SessionsNode | undefined,
  file: string | undefined,
  placeHolder: string,
): Promise<CaptureArguments | undefined> {
  if (file !== undefined) return { recording: file };
  if (on && on.kind !== 'problem') return { session: on.session };
  await recordingFiles.look();
  const front = inspectors.activeSession;
  const shown = shownRecording();
  const sessions = registry
    .list()
    .filter(({ snapshot }) => snapshot.received + snapshot.sent > 0)
    .sort((one, other) => Number(other.id === front) - Number(one.id === front))
    .map((entry) => ({
      label: `$(${typeIcons[entry.definition.type]}) ${entry.label}`,
      description: sessionDescription(entry.snapshot),
      source: { session: entry.id },
    }));
  const files = recordingFiles
    .list()
    .filter(({ error }) => !error)
    .map(({ file }) => file);
  const recordings = [...new Set(shown === undefined ? files : [shown, ...files])].map((recording) => ({
    label: `$(file-media) ${path.basename(recording)}`,
    description: vscode.workspace.asRelativePath(path.dirname(recording)),
    source: { recording },
  }));
  const items = shown === undefined ? [...sessions, ...recordings] : [...recordings, ...sessions];
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No session has captured anything yet, and there is no recording in this workspace.'),
    );
    return undefined;
  }
  if (items.length === 1) return items[0]?.source;
  return (await vscode.window.showQuickPick<(typeof items)[number]>(items, { placeHolder }))?.source;
}

/** The recording of the editor in front. */
function shownRecording(): string | undefined {
  const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  const isRecording = input instanceof vscode.TabInputCustom && input.viewType === recordingViewType;
  return isRecording ? input.uri.fsPath : undefined;
}
