import * as path from 'node:path';
import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { badCharacters, isDeviceName } from '../../model/recordingName';
import { recordingInspect, recordingRepair } from '../../protocol/recording';
import type { RecordingFileArgument } from '../config/commandArguments';
import { recordingViewType } from '../recordings/recordingEditor';
import type { Recordings } from '../recordings/recordings';
import { recordingsFolder } from '../recordings/recordingTarget';
import { revealFile } from '../recordings/revealFile';
import { formatNumber } from '../sessions/sessionText';
import type { Workbench } from '../workbench';
import type { ArgumentReader } from './argumentReader';
import type { CommandTable } from './command';

type RecordingFileCommandId =
  | 'zeromq.recording.open'
  | 'zeromq.recording.inspect'
  | 'zeromq.recording.repair'
  | 'zeromq.recording.rename'
  | 'zeromq.recording.delete'
  | 'zeromq.recording.reveal';

/** What is done with recordings that lie on the disk. */
export function recordingFileCommands(workbench: Workbench): Pick<CommandTable, RecordingFileCommandId> {
  const { supervisor, recordingFiles, recordings } = workbench;
  const read = (reader: ArgumentReader): RecordingFileArgument => ({ file: absolute(reader.string('file')) });
  const ask = (file: string | undefined) => askFile(workbench, file);
  const files = { purpose: 'files' } as const;
  return {
    'zeromq.recording.open': {
      read,
      ask: (_, file) => ask(file),
      async run({ file }) {
        await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(file), recordingViewType);
      },
    },
    'zeromq.recording.inspect': {
      read,
      ask: (_, file) => ask(file),
      run: ({ file }) => supervisor.request(recordingInspect, { file }, files),
    },
    'zeromq.recording.repair': {
      read,
      ask: (_, file) => ask(file),
      async run({ file }) {
        const summary = await supervisor.request(recordingRepair, { file }, files);
        recordingFiles.forget(file);
        return summary;
      },
      after({ file, messages }) {
        const name = path.basename(file);
        void vscode.window.showInformationMessage(
          vscode.l10n.t('{0} is complete: {1} messages.', name, formatNumber(messages)),
        );
        return Promise.resolve();
      },
    },
    'zeromq.recording.rename': {
      read: (reader) => ({ ...read(reader), name: reader.string('name') }),
      async ask(_, given) {
        const chosen = await ask(given);
        if (!chosen) return undefined;
        assertOver(recordings, chosen.file);
        const name = await vscode.window.showInputBox({
          title: vscode.l10n.t('Rename Recording'),
          value: path.basename(chosen.file, '.mcap'),
          validateInput: (value) => nameProblem(value),
        });
        return name === undefined ? undefined : { ...chosen, name };
      },
      run: ({ file, name }) => rename(workbench, file, name),
    },
    'zeromq.recording.delete': {
      read,
      async ask(_, given) {
        const chosen = await ask(given);
        if (!chosen) return undefined;
        assertOver(recordings, chosen.file);
        return (await confirmDeletion(chosen.file)) ? chosen : undefined;
      },
      async run({ file }) {
        assertOver(recordings, file);
        await vscode.workspace.fs.delete(vscode.Uri.file(file), { useTrash: hasTrash() });
        recordingFiles.forget(file);
      },
    },
    'zeromq.recording.reveal': {
      read,
      ask: (_, file) => ask(file),
      run: ({ file }) => revealFile(file),
    },
  };
}

const absolute = (file: string) => path.resolve(recordingsFolder(), file);

async function askFile(
  { recordingFiles }: Workbench,
  file: string | undefined,
): Promise<RecordingFileArgument | undefined> {
  if (file !== undefined) return { file };
  await recordingFiles.look();
  const items = recordingFiles.list().map((known) => ({
    label: path.basename(known.file),
    description: vscode.workspace.asRelativePath(path.dirname(known.file)),
    file: known.file,
  }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no recording in this workspace yet.'));
    return undefined;
  }
  const placeHolder = vscode.l10n.t('Which recording?');
  const picked = await vscode.window.showQuickPick(items, { placeHolder });
  return picked && { file: picked.file };
}

function nameProblem(name: string): string | undefined {
  if (name.trim() === '') return vscode.l10n.t('A recording needs a name.');
  const bad = badCharacters(name);
  if (bad !== '') return vscode.l10n.t('A name cannot hold {0}.', bad);
  return isDeviceName(name) ? vscode.l10n.t('Windows keeps the name {0} for a device.', name) : undefined;
}

/** Its writer would go on with a file that nobody finds. @throws recording/running */
function assertOver(recordings: Recordings, file: string): void {
  if (!recordings.isWriting(absolute(file))) return;
  throw new WorkbenchError({
    code: 'recording/running',
    message: vscode.l10n.t('{0} is still being written. Stop its recording first.', path.basename(file)),
  });
}

async function rename(
  { recordingFiles, recordings }: Workbench,
  file: string,
  name: string,
): Promise<string> {
  assertOver(recordings, file);
  const problem = nameProblem(name);
  if (problem) throw new WorkbenchError({ code: 'command/badArgument', message: problem });
  const target = path.join(path.dirname(file), name.endsWith('.mcap') ? name : `${name}.mcap`);
  if (target === file) return file;
  try {
    await vscode.workspace.fs.rename(vscode.Uri.file(file), vscode.Uri.file(target), { overwrite: false });
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileExists') {
      throw new WorkbenchError({
        code: 'recording/exists',
        message: vscode.l10n.t(
          'There is a file named {0} already. Choose another name.',
          path.basename(target),
        ),
      });
    }
    throw new WorkbenchError({
      code: 'recording/cannotRename',
      message: vscode.l10n.t('{0} could not be renamed: {1}', path.basename(file), String(error)),
    });
  }
  recordingFiles.moved(file, target);
  return target;
}

async function confirmDeletion(file: string): Promise<boolean> {
  const move = hasTrash() ? vscode.l10n.t('Move to Trash') : vscode.l10n.t('Delete');
  const detail = hasTrash()
    ? vscode.l10n.t('It can be brought back from the trash.')
    : vscode.l10n.t('There is no trash on this host: it is gone for good.');
  const question = vscode.l10n.t('Delete the recording “{0}”?', path.basename(file));
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, move)) === move;
}

/** Servers have none, and VS Code refuses to use it there. */
function hasTrash(): boolean {
  return vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
}
