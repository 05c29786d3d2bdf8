import * as path from 'node:path';
import * as vscode from 'vscode';
import { palettes, type PaletteName } from '../../analysis/topology/drawing/palette';
import type { TopologyFilter, TopologyFormat } from '../../protocol/topology';
import type { TopologyExportArguments } from '../config/commandArguments';
import { announceFile } from '../recordings/recordingNotices';
import type { Workbench } from '../workbench';
import type { ArgumentReader } from './argumentReader';
import type { CommandTable } from './command';

const formats = ['svg', 'mermaid'] as const satisfies readonly TopologyFormat[];
const endings: Readonly<Record<TopologyFormat, string>> = { svg: 'svg', mermaid: 'mmd' };
const copiedShowsMs = 4000;

/** The tab that draws the topology, and its text for files and the clipboard. */
export function topologyCommands(
  workbench: Workbench,
): Pick<CommandTable, 'zeromq.topology.show' | 'zeromq.topology.export'> {
  const { topologyTab, analysis } = workbench;
  return {
    'zeromq.topology.show': {
      read: (reader) => ({ filter: reader.optionalString('filter') }),
      run({ filter }) {
        topologyTab.show(filter === undefined ? undefined : { words: filter, problemsOnly: false });
        return Promise.resolve();
      },
    },
    'zeromq.topology.export': {
      read: (reader) => ({
        format: readFormat(reader),
        file: readFile(reader),
        copy: reader.optionalBoolean('copy'),
        filter: reader.optionalString('filter'),
        theme: readTheme(reader),
      }),
      ask: () => askExport(),
      async run(args) {
        await analysis.whenRead();
        const filter = filterOf(workbench, args);
        const text = await analysis.topologyText(filter, args.format, colorsOf(workbench, args));
        if (args.file !== undefined) {
          await vscode.workspace.fs.writeFile(vscode.Uri.file(args.file), new TextEncoder().encode(text));
        }
        if (args.copy) await vscode.env.clipboard.writeText(text);
        return text;
      },
      after(_, { file }) {
        if (file === undefined) {
          vscode.window.setStatusBarMessage(
            vscode.l10n.t('The topology is on the clipboard.'),
            copiedShowsMs,
          );
        } else {
          const text = vscode.l10n.t('Wrote the topology to {0}.', path.basename(file));
          announceFile(file, text, (uri) => vscode.commands.executeCommand('vscode.open', uri));
        }
        return Promise.resolve();
      },
    },
  };
}

function readFormat(reader: ArgumentReader): TopologyFormat {
  const text = reader.string('format');
  const format = formats.find((known) => known === text);
  if (format) return format;
  throw reader.bad('format', vscode.l10n.t('must be svg or mermaid'));
}

function readFile(reader: ArgumentReader): string | undefined {
  const file = reader.optionalString('file');
  return file === undefined ? undefined : path.resolve(baseFolder() ?? '', file);
}

function readTheme(reader: ArgumentReader): 'light' | 'dark' | undefined {
  const theme = reader.optionalString('theme');
  if (theme === undefined || theme === 'light' || theme === 'dark') return theme;
  throw reader.bad('theme', vscode.l10n.t('must be light or dark'));
}

function baseFolder(): string | undefined {
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
}

/** A person exports what the tab shows; with an argument object the whole workspace is meant. */
function filterOf({ topologyTab }: Workbench, { filter, asShown }: TopologyExportArguments): TopologyFilter {
  if (asShown && topologyTab.shown) return topologyTab.shown.filter;
  return { words: filter ?? '', problemsOnly: false };
}

function colorsOf(
  { topologyTab }: Workbench,
  { theme, asShown }: TopologyExportArguments,
): Readonly<Record<string, string>> {
  const shown = asShown ? topologyTab.shown?.colors : undefined;
  return shown ?? palettes[theme ?? themeInUse()];
}

/** VS Code tells the kind of a theme, but none of its colours. */
function themeInUse(): PaletteName {
  switch (vscode.window.activeColorTheme.kind) {
    case vscode.ColorThemeKind.Light:
      return 'light';
    case vscode.ColorThemeKind.Dark:
      return 'dark';
    case vscode.ColorThemeKind.HighContrast:
      return 'highContrast';
    case vscode.ColorThemeKind.HighContrastLight:
      return 'highContrastLight';
  }
}

type Choice = vscode.QuickPickItem & { readonly format: TopologyFormat; readonly copy: boolean };

async function askExport(): Promise<TopologyExportArguments | undefined> {
  const items: readonly Choice[] = [
    {
      format: 'svg',
      copy: false,
      label: `$(file-media) ${vscode.l10n.t('SVG File…')}`,
      detail: vscode.l10n.t('The picture with its legend, in the colours of the theme'),
    },
    {
      format: 'mermaid',
      copy: false,
      label: `$(markdown) ${vscode.l10n.t('Mermaid File…')}`,
      detail: vscode.l10n.t('A flowchart as text, for documents and version control'),
    },
    { format: 'svg', copy: true, label: `$(clippy) ${vscode.l10n.t('Copy SVG')}` },
    { format: 'mermaid', copy: true, label: `$(clippy) ${vscode.l10n.t('Copy Mermaid')}` },
  ];
  const placeHolder = vscode.l10n.t('Export the topology to what?');
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  if (!chosen) return undefined;
  const { format, copy } = chosen;
  if (copy) return { format, copy, asShown: true };
  const file = await askFile(format);
  return file === undefined ? undefined : { format, file, asShown: true };
}

async function askFile(format: TopologyFormat): Promise<string | undefined> {
  const ending = endings[format];
  const folder = baseFolder();
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Topology'),
    defaultUri: folder === undefined ? undefined : vscode.Uri.file(path.join(folder, `topology.${ending}`)),
    filters: { [format === 'svg' ? 'SVG' : 'Mermaid']: [ending] },
  });
  return uri?.fsPath;
}
