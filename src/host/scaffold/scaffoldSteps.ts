import * as vscode from 'vscode';
import { checkEndpoint, checkEndpoints, checkTopic } from '../../scaffold/checkAnswers';
import { patternOf } from '../../scaffold/catalogue/patterns';
import { portOf } from '../../scaffold/freeEndpoints';
import type { LanguageId, ScaffoldLanguage } from '../../scaffold/language';
import {
  languages,
  languagesOf,
  offeredPatterns,
  reasonAgainst,
  scaffoldLanguage,
} from '../../scaffold/languages/languages';
import type { Pattern, PatternEndpoint, PatternId, PatternRole } from '../../scaffold/pattern';
import { pickStep, type StepPlace, type StepResult, textStep } from '../commands/multiStep';
import { FolderCheck, folderText, folderUri, type FolderBase, proposeFolder } from './scaffoldFolder';

export interface ScaffoldAnswers {
  readonly pattern?: PatternId;
  /** `each`: the roles have their own. */
  readonly language?: LanguageId | 'each';
  /** By role; counts where `language` says so. */
  readonly languages: Readonly<Record<string, LanguageId>>;
  readonly endpoints: Readonly<Record<string, string>>;
  readonly topic?: string;
  /** As a URI. */
  readonly folder?: string;
}

type Result = StepResult<Partial<ScaffoldAnswers>>;

export async function patternStep(
  { pattern: before }: ScaffoldAnswers,
  place: StepPlace,
  onActive: (pattern: Pattern) => void,
): Promise<Result> {
  const items = offeredPatterns().map((pattern) => ({
    label: pattern.title,
    description: pattern.roles
      .filter(({ sockets }) => sockets.length > 0)
      .map(({ id, sockets }) => `${id} ${[...new Set(sockets.map(({ type }) => type))].join('/')}`)
      .join(' · '),
    detail: pattern.use,
    pattern,
  }));
  const result = await pickStep({
    ...place,
    placeholder: vscode.l10n.t('Which pattern? Socket types find it too'),
    items,
    active: items.find(({ pattern }) => pattern.id === before),
    onActive: (item) => onActive(item.pattern),
  });
  if (typeof result === 'string') return result;
  const { id } = result.value.pattern;
  // what was answered about another pattern says nothing about this one
  const same = id === before;
  return { value: { pattern: id, ...(!same && { endpoints: {}, topic: undefined, folder: undefined }) } };
}

type LanguageItem = vscode.QuickPickItem & { readonly language?: LanguageId | 'each' };

export async function languageStep(answers: ScaffoldAnswers, place: StepPlace): Promise<Result> {
  const pattern = patternOf(answers.pattern ?? 'request-reply');
  const offered = languageItems(pattern);
  const items: LanguageItem[] = [...offered];
  if (pattern.roles.length > 1 && offered.length > 1) {
    items.push({
      label: vscode.l10n.t('Different languages for the roles…'),
      description: pattern.roles.map(({ id }) => id).join(', '),
      language: 'each',
    });
  }
  const result = await pickStep({
    ...place,
    placeholder: vscode.l10n.t('{0}: in which language?', pattern.title),
    items: [...items, ...refusedItems(pattern)],
    active: items.find(({ language }) => language === (answers.language ?? languageInFront())),
    stays: ({ language }) => language === undefined,
  });
  if (typeof result === 'string') return result;
  return { value: { language: result.value.language } };
}

export async function roleStep(
  role: PatternRole,
  answers: ScaffoldAnswers,
  place: StepPlace,
): Promise<Result> {
  const pattern = patternOf(answers.pattern ?? 'request-reply');
  const items = languageItems(pattern);
  const before = answers.languages[role.id] ?? languageInFront();
  const result = await pickStep({
    ...place,
    placeholder: vscode.l10n.t('Language of the {0}', role.id),
    items: [...items, ...refusedItems(pattern)],
    active: items.find(({ language }) => language === before),
    stays: ({ language }) => language === undefined,
  });
  if (typeof result === 'string') return result;
  const { language } = result.value;
  return {
    value: {
      languages: { ...answers.languages, ...(language && language !== 'each' && { [role.id]: language }) },
    },
  };
}

function languageItems(pattern: Pattern): LanguageItem[] {
  return languagesOf(pattern.id).map(({ id, title, library }) => ({
    label: title,
    description: library,
    language: id,
  }));
}

/** Languages that are there to say why they cannot be chosen. */
function refusedItems(pattern: Pattern): LanguageItem[] {
  return languages.flatMap((language): LanguageItem | [] => {
    const reason = reasonAgainst(language, pattern.id);
    if (reason === undefined) return [];
    const label = `$(circle-slash) ${language.title}`;
    return { label, description: vscode.l10n.t('not offered'), detail: reason };
  });
}

/** The one that the person is writing in. */
function languageInFront(): LanguageId | undefined {
  const id = vscode.window.activeTextEditor?.document.languageId.replace(/react$/, '');
  return languages.find((language) => language.id === id)?.id;
}

export interface EndpointSetting {
  /** By address: where it is bound. */
  readonly bound: ReadonlyMap<string, string>;
  readonly proposals: Readonly<Record<string, string>>;
  readonly languages: readonly ScaffoldLanguage[];
}

export async function endpointStep(
  { name, carries }: PatternEndpoint,
  answers: ScaffoldAnswers,
  place: StepPlace,
  { bound, proposals, languages }: EndpointSetting,
): Promise<Result> {
  const pattern = patternOf(answers.pattern ?? 'request-reply');
  const setting = { platform: process.platform, languages };
  const earlier = pattern.endpoints.slice(
    0,
    pattern.endpoints.findIndex((endpoint) => endpoint.name === name),
  );
  const result = await textStep({
    ...place,
    placeholder: vscode.l10n.t('Endpoint {0}: {1}', name, carries),
    value: answers.endpoints[name] ?? proposals[name] ?? '',
    check(text) {
      const alone = checkEndpoint(pattern, name, text, setting);
      if (alone) return alone.message;
      // those to come are not answered yet, and must not be in the way
      const known = earlier.map((other) => [other.name, answers.endpoints[other.name] ?? ''] as const);
      const both = { ...pattern, endpoints: [...earlier, { name, carries, default: text }] };
      return checkEndpoints(both, { ...Object.fromEntries(known), [name]: text }, setting)?.message;
    },
    accept(text) {
      const taken = boundAt(text, bound);
      return taken === undefined
        ? vscode.l10n.t('{0} at {1}', name, text)
        : vscode.l10n.t('{0} at {1}, which {2} binds already', name, text, taken);
    },
  });
  return typeof result === 'string'
    ? result
    : { value: { endpoints: { ...answers.endpoints, [name]: result.value } } };
}

/** Two binds of a port meet, whatever their hosts. */
function boundAt(address: string, bound: ReadonlyMap<string, string>): string | undefined {
  const port = portOf(address);
  for (const [other, where] of bound) {
    if (other === address || (port !== undefined && portOf(other) === port)) return where;
  }
  return undefined;
}

export async function topicStep(answers: ScaffoldAnswers, place: StepPlace): Promise<Result> {
  const pattern = patternOf(answers.pattern ?? 'request-reply');
  const result = await textStep({
    ...place,
    placeholder: vscode.l10n.t('Topic that is published and subscribed to'),
    value: answers.topic ?? pattern.topic ?? '',
    check: (text) => checkTopic(pattern, text)?.message,
    accept: (text) => vscode.l10n.t('Topic {0}', text),
  });
  return typeof result === 'string' ? result : { value: { topic: result.value } };
}

export async function folderStep(
  answers: ScaffoldAnswers,
  place: StepPlace,
  base: FolderBase,
): Promise<Result> {
  const { workspace } = base;
  const before = answers.folder === undefined ? undefined : vscode.Uri.parse(answers.folder);
  const check = new FolderCheck(workspace);
  let value = before
    ? folderText(before, workspace)
    : await proposeFolder(base, answers.pattern ?? 'request-reply');
  try {
    for (;;) {
      const result = await textStep({
        ...place,
        placeholder: workspace
          ? vscode.l10n.t('Folder below {0}, or a whole path', workspace.name)
          : vscode.l10n.t('Folder, as a whole path'),
        value,
        check: (text) => check.mistakeIn(text),
        onDidLearn: check.onDidLearn,
        accept: (text) => vscode.l10n.t('Folder {0}', text),
      });
      if (typeof result === 'string') return result;
      value = result.value;
      const folder = folderUri(value, workspace);
      // Enter may be faster than the disk.
      if (folder && (await check.learn(folder)) === undefined)
        return { value: { folder: folder.toString() } };
    }
  } finally {
    check.dispose();
  }
}

/** Of the answers so far, by role. */
export function chosenLanguages(pattern: Pattern, answers: ScaffoldAnswers): Map<string, ScaffoldLanguage> {
  const chosen = new Map<string, ScaffoldLanguage>();
  for (const { id } of pattern.roles) {
    const language = answers.language === 'each' ? answers.languages[id] : answers.language;
    if (language) chosen.set(id, scaffoldLanguage(language));
  }
  return chosen;
}
