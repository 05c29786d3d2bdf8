import * as vscode from 'vscode';
import type { EndpointRole } from '../../model/sessionDefinition';
import { draftSocketTypes, type SocketType, stableSocketTypes, traitsOf } from '../../model/socketType';
import type { NewSessionArguments } from '../config/commandArguments';
import { typeIcons } from '../sessions/sessionIcons';
import type { Workbench } from '../workbench';
import { endpointMistake } from './endpointCheck';
import { endpointSuggestions } from './endpointSuggestions';
import { pickStep, type StepResult, textStep } from './multiStep';
import { parseSubscriptions, subscriptionListMistake } from './subscriptionStep';

interface Answers {
  type?: SocketType;
  role?: EndpointRole;
  address?: string;
  subscriptions?: readonly string[];
}

type Step = (answers: Answers, place: { step: number; totalSteps: number }) => Promise<StepResult<Answers>>;

/** Asks for a new session step by step, each of which can be gone back from. */
export async function askNewSession(workbench: Workbench): Promise<NewSessionArguments | undefined> {
  const title = vscode.l10n.t('New ZeroMQ Session');
  const steps: readonly Step[] = [
    (answers, place) => typeStep(workbench, answers, { title, ...place }),
    (answers, place) => roleStep(answers, { title, ...place }),
    (answers, place) => addressStep(workbench, answers, { title, ...place }),
    (answers, place) => subscriptionsStep(answers, { title, ...place }),
  ];
  let answers: Answers = {};
  let at = 0;
  for (;;) {
    const totalSteps = answers.type && traitsOf(answers.type).subscribes ? 4 : 3;
    const step = at < totalSteps ? steps[at] : undefined;
    if (!step) break;
    const result = await step(answers, { step: at + 1, totalSteps });
    if (result === 'dismissed') return undefined;
    if (result === 'back') {
      at -= 1;
      continue;
    }
    answers = { ...answers, ...result.value };
    at += 1;
  }
  const { type, role, address, subscriptions = [] } = answers;
  if (!type || !role || !address) return undefined;
  const subscribes = traitsOf(type).subscribes;
  return { type, endpoints: [{ role, address }], subscriptions: subscribes ? subscriptions : [] };
}

interface Place {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

async function typeStep(workbench: Workbench, answers: Answers, place: Place): Promise<StepResult<Answers>> {
  const itemOf = (type: SocketType) => ({
    label: `$(${typeIcons[type]}) ${type}`,
    description: traitsOf(type).draft ? vscode.l10n.t('draft') : undefined,
    detail: traitsOf(type).summary,
    type,
  });
  const stable = stableSocketTypes.map(itemOf);
  const result = await pickStep({
    ...place,
    placeholder: vscode.l10n.t('Socket type'),
    items: stable,
    // Draft types are there only where the loaded library has them, which the engine tells.
    more: draftsOf(workbench).then((types) => types.map(itemOf)),
    active: stable.find(({ type }) => type === answers.type),
  });
  return typeof result === 'string' ? result : { value: { type: result.value.type } };
}

async function draftsOf({ supervisor }: Workbench): Promise<readonly SocketType[]> {
  const { native } = (await supervisor.ensure()).capabilities;
  if (!('capabilities' in native)) return [];
  const { socketTypes } = native.capabilities;
  return draftSocketTypes.filter((type) => socketTypes.includes(type));
}

async function roleStep(answers: Answers, place: Place): Promise<StepResult<Answers>> {
  const items: (vscode.QuickPickItem & { role: EndpointRole })[] = [
    {
      label: `$(arrow-circle-up) ${vscode.l10n.t('Connect')}`,
      detail: vscode.l10n.t('Go to a peer that is bound, now or later'),
      role: 'connect',
    },
    {
      label: `$(arrow-circle-down) ${vscode.l10n.t('Bind')}`,
      detail: vscode.l10n.t('Listen, so that peers come here'),
      role: 'bind',
    },
  ];
  const result = await pickStep({
    ...place,
    placeholder: vscode.l10n.t('{0}: connect or bind?', answers.type ?? ''),
    items,
    active: items.find(({ role }) => role === answers.role),
  });
  return typeof result === 'string' ? result : { value: { role: result.value.role } };
}

async function addressStep(
  workbench: Workbench,
  { type, role = 'connect', address = '' }: Answers,
  place: Place,
): Promise<StepResult<Answers>> {
  if (!type) return 'back';
  const result = await textStep({
    ...place,
    placeholder: vscode.l10n.t('Endpoint, such as tcp://127.0.0.1:5556'),
    value: address,
    suggestions: endpointSuggestions(workbench, role, type),
    check: (text) => endpointMistake(workbench, text, role, type),
    accept: (text) =>
      role === 'bind' ? vscode.l10n.t('Bind to {0}', text) : vscode.l10n.t('Connect to {0}', text),
  });
  return typeof result === 'string' ? result : { value: { address: result.value } };
}

async function subscriptionsStep(answers: Answers, place: Place): Promise<StepResult<Answers>> {
  const result = await textStep({
    ...place,
    placeholder: vscode.l10n.t(
      'Topic prefixes with commas between, bytes as hex:00ff; empty takes everything',
    ),
    value: (answers.subscriptions ?? []).join(', '),
    check: (text) => subscriptionListMistake(text),
    accept: (text) =>
      text === ''
        ? vscode.l10n.t('Subscribe to everything')
        : vscode.l10n.t('Subscribe to {0}', parseSubscriptions(text).join(' · ')),
  });
  return typeof result === 'string' ? result : { value: { subscriptions: parseSubscriptions(result.value) } };
}
