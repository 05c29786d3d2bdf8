import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { withoutEnding } from '../../model/recordingName';
import { type ExportFormat, recordingExport, recordingImport } from '../../protocol/recording';
import type {
  CaptureArguments,
  ExportAnswer,
  ExportArguments,
  ImportArguments,
  RecordingAnswer,
} from '../config/commandArguments';
import { askNewFile, askNewFolder } from '../recordings/askNewTarget';
import { announceFile, announceText } from '../recordings/recordingNotices';
import { recordingViewType } from '../recordings/recordingEditor';
import {
  freePath,
  nameByPattern,
  recordingCompression,
  recordingFileNamed,
  recordingsFolder,
} from '../recordings/recordingTarget';
import { formatMessages } from '../recordings/recordingText';
import { shownName } from '../recordings/revealFile';
import type { Workbench } from '../workbench';
import type { ArgumentReader } from './argumentReader';
import { askCapture, inspectorStateOf, openCapture, readCapture } from './captureSource';
import type { CommandTable } from './command';
import { askRows, readRows, selectionOf } from './rowSelection';
import { withTask } from './taskProgress';

/** Formats in the order in which they are offered. */
const formats = ['jsonl', 'csv', 'frames'] as const satisfies readonly ExportFormat[];

/** What goes out to other formats, and what comes back in. */
export function exportCommands(
  workbench: Workbench,
): Pick<CommandTable, 'zeromq.recording.export' | 'zeromq.recording.import'> {
  return {
    'zeromq.recording.export': {
      read: (reader) => ({
        ...readCapture(reader),
        format: readFormat(reader),
        target: path.resolve(recordingsFolder(), reader.string('target')),
        ...readRows(reader),
      }),
      async ask(on, file, wish) {
        const source = await askCapture(workbench, on, file, vscode.l10n.t('Export what?'));
        if (!source) return undefined;
        const rows = await askRows(inspectorStateOf(workbench, source), {
          all: vscode.l10n.t('All messages'),
          placeHolder: vscode.l10n.t('Export which messages?'),
          wish,
        });
        const format = rows && (await askFormat());
        const target = format && (await askTarget(workbench, source, format));
        return target === undefined || !format ? undefined : { ...source, format, target, ...rows };
      },
      run: (args) => exportRows(workbench, args),
      after: (answer, { format }) => announceExport(answer, format),
    },
    'zeromq.recording.import': {
      read: (reader) => {
        const file = reader.optionalString('file');
        return {
          source: path.resolve(recordingsFolder(), reader.string('source')),
          file: file === undefined ? undefined : recordingFileNamed(file),
        };
      },
      ask: (_, file) => askSource(file),
      run: (args) => importFile(workbench, args),
      async after({ file, messages, bytes }) {
        await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(file), recordingViewType);
        const what = formatMessages(messages, bytes, shownName(file));
        announceText(file, vscode.l10n.t('Imported {0}.', what));
      },
    },
  };
}

function readFormat(reader: ArgumentReader): ExportFormat {
  const text = reader.string('format');
  const format = formats.find((known) => known === text);
  if (format) return format;
  throw reader.bad('format', vscode.l10n.t('must be jsonl, csv or frames'));
}

async function askFormat(): Promise<ExportFormat | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly format: ExportFormat })[] = [
    {
      format: 'jsonl',
      label: `$(json) ${vscode.l10n.t('JSON Lines')}`,
      detail: vscode.l10n.t('One message per line, complete: it can be imported again as the same recording'),
    },
    {
      format: 'csv',
      label: `$(table) ${vscode.l10n.t('CSV')}`,
      detail: vscode.l10n.t('A table for spreadsheets: time, direction, topic, size and frames'),
    },
    {
      format: 'frames',
      label: `$(files) ${vscode.l10n.t('Frames as Files')}`,
      detail: vscode.l10n.t('A new folder with each frame as a file, byte for byte'),
    },
  ];
  const placeHolder = vscode.l10n.t('Export to which format?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.format;
}

/** Proposes a name beside the recording, or in the recordings folder by the session's name. */
function askTarget(
  { registry }: Workbench,
  { session, recording }: CaptureArguments,
  format: ExportFormat,
): Promise<string | undefined> {
  const stem =
    recording === undefined
      ? path.join(recordingsFolder(), withoutEnding(nameByPattern(registry.get(session ?? ''))))
      : withoutEnding(recording);
  if (format === 'frames') {
    const proposal = freePath(vscode.l10n.t('{0} frames', stem));
    return askNewFolder(vscode.l10n.t('Export Frames as Files'), proposal);
  }
  const kind = format === 'csv' ? vscode.l10n.t('CSV') : vscode.l10n.t('JSON Lines');
  const title = vscode.l10n.t('Export as {0}', kind);
  return askNewFile({ title, proposal: freePath(`${stem}.${format}`), kind, ending: format });
}

async function exportRows(workbench: Workbench, args: ExportArguments): Promise<ExportAnswer> {
  const { format, target } = args;
  const selection = selectionOf(args);
  const source = await openCapture(workbench, args);
  try {
    const title = vscode.l10n.t('Exporting {0} to {1}', source.label, path.basename(target));
    const { messages, bytes } = await withTask(
      workbench.supervisor,
      title,
      recordingExport,
      { capture: source.capture, format, target, selection },
      args.recording === undefined ? 'sessions' : 'files',
    );
    return { target, messages, bytes };
  } finally {
    source.close();
  }
}

function announceExport({ target, messages, bytes }: ExportAnswer, format: ExportFormat): Promise<void> {
  const what = formatMessages(messages, bytes, shownName(target));
  const text = vscode.l10n.t('Exported {0}.', what);
  if (format === 'frames') announceText(target, text);
  else announceFile(target, text, (uri) => vscode.commands.executeCommand('vscode.open', uri));
  return Promise.resolve();
}

async function askSource(file: string | undefined): Promise<ImportArguments | undefined> {
  if (file !== undefined) return { source: file };
  const folder = recordingsFolder();
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import as Recording'),
      openLabel: vscode.l10n.t('Import'),
      defaultUri: vscode.Uri.file(existsSync(folder) ? folder : path.dirname(folder)),
      filters: { [vscode.l10n.t('JSON Lines')]: ['jsonl'], [vscode.l10n.t('All Files')]: ['*'] },
    })) ?? [];
  return chosen && { source: chosen.fsPath };
}

/** Without a name it goes to the recordings folder by the name of its source. */
async function importFile({ supervisor }: Workbench, args: ImportArguments): Promise<RecordingAnswer> {
  const { source } = args;
  const name = `${withoutEnding(path.basename(source))}.mcap`;
  const file = args.file ?? freePath(path.join(recordingsFolder(), name));
  const title = vscode.l10n.t('Importing {0}', path.basename(source));
  const params = { source, file, compression: recordingCompression() };
  const { messages, bytes } = await withTask(supervisor, title, recordingImport, params, 'files');
  return { file, state: 'finished', messages, bytes, missed: 0 };
}
