import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { parseFilter } from '../../model/filter/parseFilter';
import {
  type RecordingSnapshot,
  recordingSave,
  type RecordingSummary,
  type Selection,
  taskDidProgress,
} from '../../protocol/recording';
import { type RecordingAnswer, type SaveRecordingArguments } from '../config/commandArguments';
import { announceFile } from '../recordings/recordingNotices';
import { newRecordingFile, recordingCompression } from '../recordings/recordingTarget';
import { formatBytes } from '../recordings/recordingText';
import { formatNumber } from '../sessions/sessionText';
import { type Workbench } from '../workbench';
import { type ArgumentReader } from './argumentReader';
import { type CommandTable } from './command';
import { askSession, isOpen, resolveSession } from './sessionTarget';

type RecordingCommandId = 'zeromq.recording.start' | 'zeromq.recording.stop' | 'zeromq.recording.save';

/** A buffer of gigabytes takes minutes to write; a person watches the progress and can cancel. */
const saveTimeout = 24 * 60 * 60 * 1000;

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
      read: readSave,
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

function readSave(reader: ArgumentReader): SaveRecordingArguments {
  const filter = reader.optionalString('filter');
  const parsed = parseFilter(filter ?? '');
  if (!parsed.ok) {
    throw reader.bad('filter', vscode.l10n.t('cannot be read: {0}', parsed.errors[0]?.message ?? ''));
  }
  return {
    session: reader.string('session'),
    file: reader.optionalString('file'),
    filter,
    from: reader.optionalInteger('from', 0),
    to: reader.optionalInteger('to', 0),
    fromTime: reader.optionalString('fromTime'),
    toTime: reader.optionalString('toTime'),
  };
}

/** What of the buffer: all, what the inspector's filter lets through, or the time range selected in it. */
async function askSave(
  { registry, memory }: Workbench,
  session: string,
): Promise<SaveRecordingArguments | undefined> {
  const { filter, timeRange } = memory.stateOf(session);
  const range = timeRange && {
    fromTime: new Date(timeRange.fromMs).toISOString(),
    toTime: new Date(timeRange.toMs).toISOString(),
  };
  const choices: (vscode.QuickPickItem & { readonly selection: Partial<SaveRecordingArguments> })[] = [
    { label: vscode.l10n.t('All that is in the buffer'), selection: {} },
  ];
  if (filter) {
    choices.push({
      label: vscode.l10n.t('What the filter lets through'),
      description: filter,
      selection: { filter, ...range },
    });
  }
  if (range) {
    choices.push({
      label: vscode.l10n.t('The selected time range'),
      description: `${range.fromTime} – ${range.toTime}`,
      selection: range,
    });
  }
  const chosen =
    choices.length === 1
      ? choices[0]
      : await vscode.window.showQuickPick(choices, { placeHolder: vscode.l10n.t('Save what?') });
  if (!chosen) return undefined;
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(newRecordingFile(registry.get(session))),
    filters: { MCAP: ['mcap'] },
    title: vscode.l10n.t('Save Buffer as Recording'),
  });
  return target && { session, file: target.fsPath, ...chosen.selection };
}

async function save(workbench: Workbench, args: SaveRecordingArguments): Promise<RecordingAnswer> {
  const { supervisor, registry } = workbench;
  const entry = resolveSession(registry, args.session);
  const task = randomUUID();
  const params = {
    capture: entry.id,
    file: newRecordingFile(entry, args.file),
    compression: recordingCompression(),
    selection: selectionOf(args),
    task,
  };
  const title = vscode.l10n.t('Saving {0}', path.basename(params.file));
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      let shown = 0;
      const listening = supervisor.onNotification(taskDidProgress, (state) => {
        if (state.task !== task) return;
        progress.report({ increment: 100 * (state.done - shown) });
        shown = state.done;
      });
      try {
        const summary = await supervisor.request(recordingSave, params, { token, timeout: saveTimeout });
        return answerOfSummary(summary);
      } finally {
        listening.dispose();
      }
    },
  );
}

function selectionOf({ filter, from, to, fromTime, toTime }: SaveRecordingArguments): Selection {
  const hasRows = from !== undefined || to !== undefined;
  const hasTimes = fromTime !== undefined || toTime !== undefined;
  return {
    filter,
    rows: hasRows ? { from: from ?? 0, to: to ?? Number.MAX_SAFE_INTEGER } : undefined,
    timeRange: hasTimes
      ? {
          fromMs: timeOf('fromTime', fromTime) ?? 0,
          toMs: timeOf('toTime', toTime) ?? Number.MAX_SAFE_INTEGER,
        }
      : undefined,
  };
}

function timeOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new WorkbenchError({
    code: 'command/badArgument',
    message: vscode.l10n.t('{0} is no time: “{1}”. Write it as 2026-01-31T12:00:00.000Z.', name, text),
  });
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
