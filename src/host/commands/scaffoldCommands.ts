import * as vscode from 'vscode';
import { isLanguageId, languageIds, type LanguageId } from '../../scaffold/language';
import { isPatternId, patternIds, type PatternId } from '../../scaffold/pattern';
import type { ExistingFile, ExistingFiles, ScaffoldAnswer } from '../config/commandArguments';
import type { Preparation } from '../scaffold/prepareScaffold';
import type { Workbench } from '../workbench';
import type { ArgumentReader } from './argumentReader';
import type { CommandTable } from './command';

const existingFiles = ['refuse', 'overwrite', 'keep'] as const satisfies readonly ExistingFile[];

/** Programs of a pattern, written into the workspace. What only they need is loaded with the first of them. */
export function scaffoldCommands(workbench: Workbench): Pick<CommandTable, 'zeromq.pattern.scaffold'> {
  const prepared = new WeakMap<ScaffoldAnswer, Preparation>();
  return {
    'zeromq.pattern.scaffold': {
      read: (reader) => ({
        pattern: readPattern(reader),
        language: reader.has('language')
          ? readLanguage(reader, 'language', reader.raw('language'))
          : undefined,
        languages: readRecord(reader, 'languages', (value) => readLanguage(reader, 'languages', value)),
        folder: reader.string('folder'),
        endpoints: readRecord(reader, 'endpoints', (value) => {
          if (typeof value === 'string') return value;
          throw reader.bad('endpoints', vscode.l10n.t('must hold an address for each name'));
        }),
        topic: reader.optionalString('topic'),
        name: reader.optionalString('name'),
        existing: readExisting(reader),
      }),
      async ask(_on, _file, _wish, _at, resource) {
        const { askScaffold } = await import('../scaffold/askScaffold');
        return askScaffold(workbench, resource);
      },
      async run(args) {
        const { prepareScaffold } = await import('../scaffold/prepareScaffold');
        const { writeScaffold } = await import('../scaffold/writeScaffold');
        const preparation = await prepareScaffold(workbench.extensionUri, args);
        const answer = await writeScaffold(preparation, args.existing ?? 'refuse');
        prepared.set(answer, preparation);
        return answer;
      },
      async after(answer) {
        const preparation = prepared.get(answer);
        if (!preparation) return;
        const { announceScaffold } = await import('../scaffold/announceScaffold');
        await announceScaffold(workbench, preparation, answer);
      },
    },
  };
}

function readPattern(reader: ArgumentReader): PatternId {
  const text = reader.string('pattern');
  if (isPatternId(text)) return text;
  throw reader.bad('pattern', vscode.l10n.t('must be one of {0}', patternIds.join(', ')));
}

function readLanguage(reader: ArgumentReader, name: string, value: unknown): LanguageId {
  if (typeof value === 'string' && isLanguageId(value)) return value;
  throw reader.bad(name, vscode.l10n.t('must name languages out of {0}', languageIds.join(', ')));
}

function readRecord<T>(reader: ArgumentReader, name: string, read: (value: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(reader.record(name)).map(([key, value]) => [key, read(value)]));
}

function readExisting(reader: ArgumentReader): ExistingFiles | undefined {
  const value = reader.raw('existing');
  if (value === undefined) return undefined;
  if (isExistingFile(value)) return value;
  const bad = () =>
    reader.bad(
      'existing',
      vscode.l10n.t('must be refuse, overwrite or keep, or an object with one of them by path'),
    );
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad();
  return Object.fromEntries(
    Object.entries(value).map(([path, fate]: [string, unknown]) => {
      if (isExistingFile(fate)) return [path, fate];
      throw bad();
    }),
  );
}

function isExistingFile(value: unknown): value is ExistingFile {
  return existingFiles.some((known) => known === value);
}
