import * as vscode from 'vscode';
import { pickStep, type StepPlace, type StepResult } from '../commands/multiStep';
import type { ExistingFile } from '../config/commandArguments';
import { folderText } from './scaffoldFolder';
import { FilePreviews } from './filePreviews';
import type { Preparation, PreparedFile } from './prepareScaffold';

type Item = vscode.QuickPickItem & { readonly does?: 'write' | 'readAll' | PreparedFile };
type Fates = Readonly<Record<string, ExistingFile>>;

/** Shows what would be written, file by file or all together, and asks about each that is in the way. */
export async function previewStep(
  preparation: Preparation,
  place: StepPlace,
): Promise<StepResult<{ readonly existing: Fates }>> {
  const { files } = preparation;
  const previews = new FilePreviews(files, preparation.plan.choice.pattern.title);
  const items = itemsOf(preparation);
  try {
    for (;;) {
      const result = await pickStep({
        ...place,
        placeholder: vscode.l10n.t('Nothing is written yet. Enter on a file shows its text below'),
        items,
        active: items[0],
        stays({ does }) {
          if (typeof does !== 'object') return false;
          void previews.show(does);
          return true;
        },
      });
      if (typeof result === 'string') return result;
      if (result.value.does === 'readAll') {
        await previews.showAll();
        const answer = await afterReading(preparation);
        if (answer === 'dismissed') return answer;
        if (answer === 'back') continue;
      }
      const existing = await askFates(files);
      if (existing) return { value: { existing } };
    }
  } finally {
    previews.dispose();
  }
}

function itemsOf({ files, folder, workspace }: Preparation): Item[] {
  const written = files.filter(({ state }) => state !== 'same').length;
  return [
    {
      label: `$(check) ${vscode.l10n.t('Write {0} Files', written)}`,
      description: vscode.l10n.t('into {0}', folderText(folder, workspace)),
      does: 'write',
    },
    {
      label: `$(diff-multiple) ${vscode.l10n.t('Read All Files First')}`,
      description: vscode.l10n.t('a notification then offers to write them'),
      does: 'readAll',
    },
    { label: vscode.l10n.t('files'), kind: vscode.QuickPickItemKind.Separator },
    ...files.map((file): Item => ({
      label: `${iconOf(file)} ${file.path}`,
      description: stateText(file),
      does: file,
    })),
  ];
}

function iconOf({ state }: PreparedFile): string {
  switch (state) {
    case 'new':
      return '$(diff-added)';
    case 'added':
      return '$(diff-modified)';
    case 'exists':
      return '$(warning)';
    case 'same':
      return '$(file)';
  }
}

function stateText({ state, text }: PreparedFile): string {
  switch (state) {
    case 'new':
      return lineCount(text);
    case 'added':
      return vscode.l10n.t('gets more entries, and keeps what it has');
    case 'exists':
      return vscode.l10n.t('is there with another text; you are asked');
    case 'same':
      return vscode.l10n.t('is there, just like this');
  }
}

function lineCount(text: string): string {
  const count = text.split('\n').length - 1;
  return count === 1 ? vscode.l10n.t('1 line') : vscode.l10n.t('{0} lines', count);
}

/** The list is away while one reads; a notification leads on. */
async function afterReading({
  files,
  folder,
  workspace,
}: Preparation): Promise<'write' | 'back' | 'dismissed'> {
  const write = vscode.l10n.t('Write');
  const back = vscode.l10n.t('Back');
  const count = files.filter(({ state }) => state !== 'same').length;
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Write these {0} files into {1}?', count, folderText(folder, workspace)),
    write,
    back,
  );
  return answer === write ? 'write' : answer === back ? 'back' : 'dismissed';
}

/** @returns undefined when the person thought better of it. */
async function askFates(files: readonly PreparedFile[]): Promise<Fates | undefined> {
  const taken = files.filter(({ state }) => state === 'exists');
  const fates: Record<string, ExistingFile> = {};
  const overwrite = vscode.l10n.t('Overwrite');
  const keep = vscode.l10n.t('Keep as It Is');
  for (const [index, { path }] of taken.entries()) {
    const rest = taken.slice(index);
    const all = vscode.l10n.t('Overwrite All {0}', rest.length);
    const answer = await vscode.window.showWarningMessage(
      vscode.l10n.t('{0} is there already, with another text.', path),
      { modal: true, detail: restText(rest.slice(1)) },
      overwrite,
      keep,
      ...(rest.length > 1 ? [all] : []),
    );
    if (answer === undefined) return undefined;
    if (answer === all) for (const file of rest) fates[file.path] = 'overwrite';
    if (answer === all) break;
    fates[path] = answer === overwrite ? 'overwrite' : 'keep';
  }
  return fates;
}

function restText(rest: readonly PreparedFile[]): string | undefined {
  if (rest.length === 0) return undefined;
  return vscode.l10n.t('So are {0}.', rest.map(({ path }) => path).join(', '));
}
