import * as path from 'node:path';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { withoutEnding } from '../../model/recordingName';
import { type RecordingSnapshot, recordingSave, type RecordingSummary } from '../../protocol/recording';
import type { CaptureArguments, RecordingAnswer, SaveRecordingArguments } from '../config/commandArguments';
import { askNewFile } from '../recordings/askNewTarget';
import { announceRecording } from '../recordings/recordingNotices';
import {
  freePath,
  newRecordingFile,
  recordingCompression,
  recordingFileNamed,
} from '../recordings/recordingTarget';
import type { SessionEntry } from '../sessions/sessionRegistry';
import type { Workbench } from '../workbench';
import { frontCapture, inspectorStateOf, openCapture, readCapture } from './captureSource';
import type { CommandTable } from './command';
import { askRows, readRows, type RowsWish, selectionOf } from './rowSelection';
import { askSession, isClosed, isOpen, resolveSession } from './sessionTarget';
import { withTask } from './taskProgress';

type RecordingCommandId = 'zeromq.recording.start' | 'zeromq.recording.stop' | 'zeromq.recording.save';

export function recordingCommands(workbench: Workbench): Pick<CommandTable, RecordingCommandId> {
  const { registry, recordings, inspectors } = workbench;
  const front = () => inspectors.activeSession;
  return {
    'zeromq.recording.start': {
      read: (reader) => ({ session: reader.string('session'), file: reader.optionalString('file') }),
      async ask(on) {
        const isFree = (candidate: SessionEntry) => isOpen(candidate) && !recordings.of(candidate.id);
        const mustOpen = !registry.list().some(isFree);
        const entry = await askSession({
          registry,
          on,
          where: mustOpen ? isClosed : isFree,
          placeholder: mustOpen
            ? vscode.l10n.t('Open and record which session?')
            : vscode.l10n.t('Record which session?'),
          none: vscode.l10n.t('No session is open that is not being recorded already.'),
          front: front(),
          asksForOne: mustOpen,
        });
        // On a closed one that was called on, the command says that it is closed.
        if (entry && mustOpen && !on) await registry.open(entry.id);
        return entry && { session: entry.id };
      },
      async run({ session, file }) {
        const entry = resolveSession(registry, session);
        if (!isOpen(entry)) {
          throw new WorkbenchError({
            code: 'session/closed',
            message: vscode.l10n.t('“{0}” is closed. Open it to record it.', entry.label),
          });
        }
        const target = newRecordingFile(entry, file);
        return answerOf(await recordings.start(entry.id, target, recordingCompression()));
      },
    },
    'zeromq.recording.stop': {
      read: (reader) => ({ session: reader.string('session') }),
      async ask(on, file) {
        const running = file === undefined ? undefined : recordings.to(file);
        if (running) return { session: running.session };
        const entry = await askSession({
          registry,
          on,
          where: ({ id }) => recordings.of(id) !== undefined,
          placeholder: vscode.l10n.t('Stop recording which session?'),
          none: vscode.l10n.t('No session is being recorded.'),
          front: front(),
        });
        return entry && { session: entry.id };
      },
      run: async ({ session }) => answerOf(await recordings.stop(resolveSession(registry, session).id)),
      after: (answer) => announce(answer),
    },
    'zeromq.recording.save': {
      read: (reader) => ({
        ...readCapture(reader),
        file: reader.optionalString('file'),
        ...readRows(reader),
      }),
      async ask(on, file, wish) {
        const which = file === undefined ? frontCapture(workbench, on) : { recording: file };
        if (which) return askSave(workbench, which, wish);
        const entry = await askSession({
          registry,
          on,
          where: ({ snapshot }) => snapshot.received + snapshot.sent > 0,
          placeholder: vscode.l10n.t('Save the buffer of which session?'),
          none: vscode.l10n.t('No session has captured anything yet.'),
          front: front(),
        });
        return entry && askSave(workbench, { session: entry.id }, wish);
      },
      run: (args) => save(workbench, args),
      after: (answer) => announce(answer),
    },
  };
}

/** What of the buffer: all, or what the inspector's filter, time range and selection tell. */
async function askSave(
  workbench: Workbench,
  source: CaptureArguments,
  wish: RowsWish | undefined,
): Promise<SaveRecordingArguments | undefined> {
  const isLive = source.recording === undefined;
  const rows = await askRows(inspectorStateOf(workbench, source), {
    all: isLive ? vscode.l10n.t('All that is in the buffer') : vscode.l10n.t('All messages'),
    placeHolder: vscode.l10n.t('Save what?'),
    wish,
  });
  if (!rows) return undefined;
  const file = await askNewFile({
    title: isLive ? vscode.l10n.t('Save Buffer as Recording') : vscode.l10n.t('Save as Recording'),
    proposal: proposedFile(workbench, source),
    kind: 'MCAP',
    ending: 'mcap',
  });
  return file === undefined ? undefined : { ...source, file, ...rows };
}

/** By the settings; a part of a recording lies beside it. */
function proposedFile({ registry }: Workbench, { session, recording }: CaptureArguments): string {
  if (recording === undefined) return newRecordingFile(resolveSession(registry, session ?? ''));
  return freePath(`${vscode.l10n.t('{0} part', withoutEnding(recording))}.mcap`);
}

async function save(workbench: Workbench, args: SaveRecordingArguments): Promise<RecordingAnswer> {
  const selection = selectionOf(args);
  const source = await openCapture(workbench, args);
  try {
    const file = args.file === undefined ? proposedFile(workbench, args) : recordingFileNamed(args.file);
    const summary = await withTask(
      workbench.supervisor,
      vscode.l10n.t('Saving {0}', path.basename(file)),
      recordingSave,
      { capture: source.capture, file, compression: recordingCompression(), selection },
      args.recording === undefined ? 'sessions' : 'files',
    );
    return answerOfSummary(summary);
  } finally {
    source.close();
  }
}

function answerOf({ session, file, state, messages, bytes, missed }: RecordingSnapshot): RecordingAnswer {
  return { session, file, state, messages, bytes, missed };
}

function answerOfSummary({ file, messages, bytes }: RecordingSummary): RecordingAnswer {
  return { file, state: 'finished', messages, bytes, missed: 0 };
}

function announce(answer: RecordingAnswer): Promise<void> {
  // Why it failed is told by whoever heard of it.
  if (answer.state === 'finished') announceRecording(answer);
  return Promise.resolve();
}
