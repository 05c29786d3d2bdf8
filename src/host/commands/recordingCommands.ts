import * as path from 'node:path';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { type RecordingSnapshot, recordingSave, type RecordingSummary } from '../../protocol/recording';
import { type RecordingAnswer, type SaveRecordingArguments } from '../config/commandArguments';
import { announceFile } from '../recordings/recordingNotices';
import { newRecordingFile, recordingCompression } from '../recordings/recordingTarget';
import { formatBytes } from '../recordings/recordingText';
import { formatNumber } from '../sessions/sessionText';
import { type Workbench } from '../workbench';
import { type CommandTable } from './command';
import { askRows, readRows, selectionOf } from './rowSelection';
import { askSession, isOpen, resolveSession } from './sessionTarget';
import { withTask } from './taskProgress';

type RecordingCommandId = 'zeromq.recording.start' | 'zeromq.recording.stop' | 'zeromq.recording.save';

export function recordingCommands(workbench: Workbench): Pick<CommandTable, RecordingCommandId> {
  const { registry, recordings, inspectors } = workbench;
  const front = () => inspectors.activeSession;
  return {
    'zeromq.recording.start': {
      read: (reader) => ({ session: reader.string('session'), file: reader.optionalString('file') }),
      async ask(on) {
        const entry = await askSession({
          registry,
          on,
          where: (candidate) => isOpen(candidate) && !recordings.of(candidate.id),
          placeholder: vscode.l10n.t('Record which session?'),
          none: vscode.l10n.t('No session is open that is not being recorded already.'),
          front: front(),
        });
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
      async ask(on) {
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
        session: reader.string('session'),
        file: reader.optionalString('file'),
        ...readRows(reader),
      }),
      async ask(on) {
        const entry = await askSession({
          registry,
          on,
          where: ({ snapshot }) => snapshot.received + snapshot.sent > 0,
          placeholder: vscode.l10n.t('Save the buffer of which session?'),
          none: vscode.l10n.t('No session has captured anything yet.'),
          front: front(),
        });
        return entry && askSave(workbench, entry.id);
      },
      run: (args) => save(workbench, args),
      after: (answer) => announce(answer),
    },
  };
}

/** What of the buffer: all, or what the inspector's filter, time range and selection tell. */
async function askSave(
  { registry, memory }: Workbench,
  session: string,
): Promise<SaveRecordingArguments | undefined> {
  const rows = await askRows(memory.stateOf(session), {
    all: vscode.l10n.t('All that is in the buffer'),
    placeHolder: vscode.l10n.t('Save what?'),
  });
  if (!rows) return undefined;
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(newRecordingFile(registry.get(session))),
    filters: { MCAP: ['mcap'] },
    title: vscode.l10n.t('Save Buffer as Recording'),
  });
  return target && { session, file: target.fsPath, ...rows };
}

async function save(
  { supervisor, registry }: Workbench,
  args: SaveRecordingArguments,
): Promise<RecordingAnswer> {
  const entry = resolveSession(registry, args.session);
  const file = newRecordingFile(entry, args.file);
  const title = vscode.l10n.t('Saving {0}', path.basename(file));
  const summary = await withTask(supervisor, title, recordingSave, {
    capture: entry.id,
    file,
    compression: recordingCompression(),
    selection: selectionOf(args),
  });
  return answerOfSummary(summary);
}

function answerOf({ session, file, state, messages, bytes, missed }: RecordingSnapshot): RecordingAnswer {
  return { session, file, state, messages, bytes, missed };
}

function answerOfSummary({ file, messages, bytes }: RecordingSummary): RecordingAnswer {
  return { file, state: 'finished', messages, bytes, missed: 0 };
}

function announce({ file, state, messages, bytes, missed }: RecordingAnswer): Promise<void> {
  // Why it failed is told by whoever heard of it.
  if (state === 'finished') {
    const what = vscode.l10n.t(
      '{0} messages, {1} in {2}',
      formatNumber(messages),
      formatBytes(bytes),
      path.basename(file),
    );
    const loss = missed > 0 ? vscode.l10n.t(' ({0} were missed)', formatNumber(missed)) : '';
    announceFile(file, `${what}${loss}`);
  }
  return Promise.resolve();
}
