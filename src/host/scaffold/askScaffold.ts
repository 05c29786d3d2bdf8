import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { patternOf } from '../../scaffold/catalogue/patterns';
import { freeEndpoints } from '../../scaffold/freeEndpoints';
import { offeredPatterns } from '../../scaffold/languages/languages';
import type { Pattern } from '../../scaffold/pattern';
import type { StepPlace, StepResult } from '../commands/multiStep';
import type { ScaffoldArguments } from '../config/commandArguments';
import type { Workbench } from '../workbench';
import { boundAddresses } from './boundAddresses';
import { PatternPanel } from './patternPanel';
import { prepareScaffold } from './prepareScaffold';
import { previewStep } from './previewStep';
import { folderBase } from './scaffoldFolder';
import {
  chosenLanguages,
  endpointStep,
  folderStep,
  languageStep,
  patternStep,
  roleStep,
  type ScaffoldAnswers,
  topicStep,
} from './scaffoldSteps';

interface Answers extends ScaffoldAnswers {
  readonly existing?: ScaffoldArguments['existing'];
}

type Step = (place: StepPlace) => Promise<StepResult<Partial<Answers>>>;

/**
 * Asks for a pattern and all that goes with it, step by step, each of which can be gone back from; the last shows what
 * would be written.
 *
 * @param resource where in the explorer it was called
 * @returns undefined when the person went away
 */
export async function askScaffold(
  workbench: Workbench,
  resource: vscode.Uri | undefined,
): Promise<ScaffoldArguments | undefined> {
  const bound = boundAddresses(workbench);
  const base = await folderBase(resource);
  const panel = new PatternPanel(workbench.extensionUri);
  let answers: Answers = { languages: {}, endpoints: {} };

  const stepsFor = (pattern: Pattern): readonly Step[] => {
    const chosen = chosenLanguages(pattern, answers);
    const setting = async () => {
      const addresses = await bound;
      const proposals = freeEndpoints(pattern, [...addresses.keys()]);
      return { bound: addresses, proposals, languages: [...chosen.values()] };
    };
    return [
      (place) => patternStep(answers, place, (active) => panel.show(pictureOf(active, answers))),
      (place) => languageStep(answers, place),
      ...(answers.language === 'each' ? pattern.roles : []).map(
        (role): Step =>
          (place) =>
            roleStep(role, answers, place),
      ),
      ...pattern.endpoints.map(
        (endpoint): Step =>
          async (place) =>
            endpointStep(endpoint, answers, place, await setting()),
      ),
      ...(pattern.topic === undefined ? [] : [(place: StepPlace) => topicStep(answers, place)]),
      (place) => folderStep(answers, place, base),
      (place) => preview(workbench, answers, place),
    ];
  };

  try {
    for (let at = 0; ;) {
      const pattern = answers.pattern ? patternOf(answers.pattern) : offeredPatterns()[0];
      if (!pattern) return undefined;
      panel.show(pictureOf(pattern, answers));
      const steps = stepsFor(pattern);
      const step = steps[at];
      if (!step) return argumentsOf(answers);
      const title = vscode.l10n.t('Scaffold Pattern');
      const result = await step({ title, step: at + 1, totalSteps: steps.length });
      if (result === 'dismissed') return undefined;
      at += result === 'back' ? -1 : 1;
      if (result !== 'back') answers = { ...answers, ...result.value };
    }
  } finally {
    panel.dispose();
  }
}

/** What does not work is said, and the step before is there to mend it. */
async function preview(
  { extensionUri }: Workbench,
  answers: Answers,
  place: StepPlace,
): Promise<StepResult<Partial<Answers>>> {
  const args = argumentsOf(answers);
  if (!args) return 'back';
  try {
    return await previewStep(await prepareScaffold(extensionUri, args), place);
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    await vscode.window.showErrorMessage(error.message, { modal: true });
    return 'back';
  }
}

function pictureOf(pattern: Pattern, answers: Answers) {
  const isChosen = pattern.id === answers.pattern;
  const endpoints = new Map(isChosen ? Object.entries(answers.endpoints) : []);
  const languages = isChosen ? chosenLanguages(pattern, answers) : new Map<string, never>();
  return { pattern, languages, endpoints, topic: isChosen ? answers.topic : undefined };
}

function argumentsOf(answers: Answers): ScaffoldArguments | undefined {
  const { pattern, folder, endpoints, topic, existing } = answers;
  if (!pattern || folder === undefined) return undefined;
  const chosen = [...chosenLanguages(patternOf(pattern), answers)].map(
    ([role, { id }]) => [role, id] as const,
  );
  return {
    pattern,
    languages: Object.fromEntries(chosen),
    folder,
    endpoints,
    ...(topic !== undefined && { topic }),
    ...(existing !== undefined && { existing }),
  };
}
