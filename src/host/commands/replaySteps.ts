import * as vscode from 'vscode';
import { type Direction } from '../../model/envelope';
import { type ProposedTarget } from '../../model/proposeTarget';
import { directionToReplay, peersToAwait, sendableDirections } from '../../model/replayChoice';
import { type EndpointRole } from '../../model/sessionDefinition';
import { draftSocketTypes, type SocketType, stableSocketTypes, traitsOf } from '../../model/socketType';
import { type StartReplayArguments, type TimingArgument } from '../config/commandArguments';
import { typeIcons } from '../sessions/sessionIcons';
import { type SessionEntry } from '../sessions/sessionRegistry';
import { sessionDescription } from '../sessions/sessionText';
import { type Workbench } from '../workbench';
import { endpointMistake } from './endpointCheck';
import { endpointSuggestions } from './endpointSuggestions';
import { pickStep, type StepPlace, type StepResult, textStep } from './multiStep';
import { type Captured, isAsProposed, newProposal, openTargets, proposalFor } from './replayTarget';
import { numberStep, timingStep } from './replayTiming';

type NewTarget = Pick<ProposedTarget, 'type' | 'role' | 'address'>;

interface Answers {
  readonly target?: SessionEntry | NewTarget;
  readonly address?: string;
  readonly direction?: Direction | 'both';
  readonly timing: TimingArgument;
  readonly awaitPeers?: number;
  readonly loops: number;
}

export type ReplayAnswers = Pick<
  StartReplayArguments,
  'target' | 'direction' | 'timing' | 'awaitPeers' | 'loops'
>;

interface Step {
  /** Whether it is asked at all, after what was answered before. */
  readonly applies: (answers: Answers) => boolean;
  readonly ask: (answers: Answers, place: StepPlace) => Promise<StepResult<Partial<Answers>>>;
}

/** Asks through whom, which, how fast, from when on and how often. Enter all the way takes what is proposed. */
export async function askReplay(
  workbench: Workbench,
  captured: Captured,
): Promise<ReplayAnswers | undefined> {
  const steps: readonly Step[] = [
    { applies: () => true, ask: (answers, place) => targetStep(workbench, captured, answers, place) },
    {
      applies: ({ target }) => isNew(target),
      ask: (answers, place) => addressStep(workbench, answers, place),
    },
    {
      applies: (answers) => choosable(captured, answers).length > 1,
      ask: (answers, place) => directionStep(captured, answers, place),
    },
    { applies: () => true, ask: ({ timing }, place) => wrapped('timing', timingStep(place, timing)) },
    { applies: (answers) => recommendedPeers(answers) > 0 || typeOf(answers) === 'REP', ask: peersStep },
    { applies: () => true, ask: loopsStep },
  ];
  // The number of steps is that of the proposal until another is chosen.
  let answers: Answers = { target: proposedFirst(workbench, captured), timing: { speed: 1 }, loops: 1 };
  let at = 0;
  for (;;) {
    const asked = steps.filter(({ applies }) => applies(answers));
    const step = asked[at];
    if (!step) return argumentsOf(captured, answers);
    const title = vscode.l10n.t('Replay {0}', captured.label);
    const result = await step.ask(answers, { title, step: at + 1, totalSteps: asked.length });
    if (result === 'dismissed') return undefined;
    if (result === 'back') at -= 1;
    else {
      answers = { ...answers, ...result.value };
      at += 1;
    }
  }
}

function argumentsOf(captured: Captured, answers: Answers): ReplayAnswers {
  const { target, address, timing, awaitPeers, loops } = answers;
  const [only, ...others] = choosable(captured, answers);
  const chosen = others.length > 0 ? answers.direction : only;
  return {
    target: isNew(target)
      ? { type: target.type, endpoints: [{ role: target.role, address: address ?? target.address ?? '' }] }
      : target?.id,
    direction: chosen === 'both' ? undefined : chosen,
    timing,
    awaitPeers: recommendedPeers(answers) > 0 ? awaitPeers : (awaitPeers ?? 0),
    loops,
  };
}

function isNew(target: Answers['target']): target is NewTarget {
  return target !== undefined && 'role' in target;
}

function typeOf({ target }: Answers): SocketType | undefined {
  if (!target) return undefined;
  return isNew(target) ? target.type : target.definition.type;
}

/** What the chosen socket can send of what was captured. */
function choosable({ type, directions }: Captured, answers: Answers): readonly Direction[] {
  const by = typeOf(answers);
  return by ? sendableDirections(type, directions, by) : [];
}

function recommendedPeers(answers: Answers): number {
  const { target, address = '' } = answers;
  const type = typeOf(answers);
  if (!target || !type) return 1;
  const addresses = isNew(target) ? [address] : target.snapshot.endpoints.map(({ resolved }) => resolved);
  return peersToAwait(type, addresses);
}

function proposedFirst(workbench: Workbench, captured: Captured): SessionEntry | NewTarget {
  const proposed = proposalFor(captured);
  const [first] = openTargets(workbench, captured, proposed);
  return first && isAsProposed(first, proposed) ? first : newProposal(workbench, proposed);
}

type TargetItem = vscode.QuickPickItem & { readonly target: SessionEntry | NewTarget | 'anotherType' };

async function targetStep(
  workbench: Workbench,
  captured: Captured,
  { target: former }: Answers,
  place: StepPlace,
): Promise<StepResult<Partial<Answers>>> {
  const asRecorded = proposalFor(captured);
  const proposed = newProposal(workbench, asRecorded);
  const open = openTargets(workbench, captured, asRecorded);
  const isThere = open.some((entry) => isAsProposed(entry, asRecorded));
  const otherRole: EndpointRole = proposed.role === 'bind' ? 'connect' : 'bind';
  const fresh: TargetItem[] = [newItem(proposed, vscode.l10n.t('proposed'))];
  if (proposed.type !== 'DGRAM') fresh.push(newItem({ ...proposed, role: otherRole, address: undefined }));
  const existing = open.map((entry): TargetItem => ({
    label: `$(${typeIcons[entry.definition.type]}) ${entry.label}`,
    description: sessionDescription(entry.snapshot),
    target: entry,
  }));
  const another: TargetItem = {
    label: `$(add) ${vscode.l10n.t('New Session of Another Type…')}`,
    target: 'anotherType',
  };
  const items = isThere ? [...existing, ...fresh, another] : [...fresh, ...existing, another];
  const same = ({ target }: TargetItem) => former !== undefined && keyOf(target) === keyOf(former);
  for (;;) {
    const picked = await pickStep({
      ...place,
      placeholder: vscode.l10n.t('Send through which session?'),
      items,
      active: items.find(same),
    });
    if (typeof picked === 'string') return picked;
    const { target } = picked.value;
    if (target !== 'anotherType') return { value: { target, ...forgotten(former, target) } };
    const typed = await anotherTypeStep(captured, proposed, place);
    if (typed !== 'back') return typed;
  }
}

/** What was answered about another target. */
function forgotten(former: Answers['target'], target: SessionEntry | NewTarget): Partial<Answers> {
  const isSame = former !== undefined && keyOf(former) === keyOf(target);
  return isSame ? {} : { address: undefined, awaitPeers: undefined, direction: undefined };
}

function keyOf(target: TargetItem['target']): string {
  if (target === 'anotherType') return target;
  return isNew(target) ? `${target.type} ${target.role}` : target.id;
}

function newItem({ type, role, address }: NewTarget, description?: string): TargetItem {
  const label = `$(${typeIcons[type]}) ${newText(type, role, address)}`;
  return { label, description, target: { type, role, address } };
}

function newText(type: SocketType, role: EndpointRole, address: string | undefined): string {
  if (address === undefined) {
    return role === 'bind'
      ? vscode.l10n.t('New {0}, binds…', type)
      : vscode.l10n.t('New {0}, connects…', type);
  }
  return role === 'bind'
    ? vscode.l10n.t('New {0}, binds {1}', type, address)
    : vscode.l10n.t('New {0}, connects to {1}', type, address);
}

async function anotherTypeStep(
  { type: recorded, directions }: Captured,
  { role, address }: ProposedTarget,
  place: StepPlace,
): Promise<StepResult<Partial<Answers>>> {
  const items = [...stableSocketTypes, ...draftSocketTypes]
    .filter((type) => sendableDirections(recorded, directions, type).length > 0)
    .map((type) => ({
      label: `$(${typeIcons[type]}) ${type}`,
      description: traitsOf(type).draft ? vscode.l10n.t('draft') : undefined,
      detail: traitsOf(type).summary,
      type,
    }));
  const placeholder = vscode.l10n.t('A type that can send this');
  const picked = await pickStep({ ...place, canGoBack: true, placeholder, items });
  if (typeof picked === 'string') return picked;
  return { value: { target: { type: picked.value.type, role, address }, address: undefined } };
}

async function addressStep(
  workbench: Workbench,
  { target, address }: Answers,
  place: StepPlace,
): Promise<StepResult<Partial<Answers>>> {
  if (!isNew(target)) return 'back';
  const { type, role } = target;
  const free = role === 'bind' && type !== 'DGRAM' ? 'tcp://127.0.0.1:*' : '';
  const result = await textStep({
    ...place,
    placeholder: vscode.l10n.t('Endpoint, such as tcp://127.0.0.1:5556'),
    value: address ?? target.address ?? free,
    suggestions: endpointSuggestions(workbench, role, type),
    check: (text) => endpointMistake(workbench, text, role, type),
    accept: (text) =>
      role === 'bind' ? vscode.l10n.t('Bind to {0}', text) : vscode.l10n.t('Connect to {0}', text),
  });
  return wrapped('address', Promise.resolve(result));
}

async function directionStep(
  { type, directions }: Captured,
  { direction }: Answers,
  place: StepPlace,
): Promise<StepResult<Partial<Answers>>> {
  const sent = { label: vscode.l10n.t('What was sent'), direction: 'out' as const };
  const received = { label: vscode.l10n.t('What was received'), direction: 'in' as const };
  const both = { label: vscode.l10n.t('Both'), direction: 'both' as const };
  const isSent = directionToReplay(type, directions) === 'out';
  const items = [...(isSent ? [sent, received] : [received, sent]), both];
  const picked = await pickStep({
    ...place,
    placeholder: vscode.l10n.t('Send which messages?'),
    items,
    active: items.find((item) => item.direction === direction),
  });
  return typeof picked === 'string' ? picked : { value: { direction: picked.value.direction } };
}

async function peersStep(answers: Answers, place: StepPlace): Promise<StepResult<Partial<Answers>>> {
  const atOnce = { label: vscode.l10n.t('At once'), peers: 0 };
  const one = {
    label: vscode.l10n.t('When a peer is there'),
    description: vscode.l10n.t('so that it gets the first message'),
    peers: 1,
  };
  const several = { label: vscode.l10n.t('When Several Peers Are There…'), peers: -1 };
  const items = recommendedPeers(answers) > 0 ? [one, several, atOnce] : [atOnce, one, several];
  for (;;) {
    const picked = await pickStep({
      ...place,
      placeholder: vscode.l10n.t('Start when?'),
      items,
      active: items.find(({ peers }) => peers === answers.awaitPeers),
    });
    if (typeof picked === 'string') return picked;
    if (picked.value.peers >= 0) return { value: { awaitPeers: picked.value.peers } };
    const count = await numberStep(
      place,
      vscode.l10n.t('Number of peers, from 1 on'),
      [1, 100_000],
      (text) => vscode.l10n.t('When {0} peers are there', text),
      true,
    );
    if (count !== 'back') return wrapped('awaitPeers', Promise.resolve(count));
  }
}

async function loopsStep({ loops }: Answers, place: StepPlace): Promise<StepResult<Partial<Answers>>> {
  const items = [
    { label: vscode.l10n.t('Once'), loops: 1 },
    { label: vscode.l10n.t('Several Times…'), loops: -1 },
    { label: vscode.l10n.t('Again and again until stopped'), loops: 0 },
  ];
  for (;;) {
    const picked = await pickStep({
      ...place,
      placeholder: vscode.l10n.t('How often?'),
      items,
      active: items.find((item) => item.loops === loops),
    });
    if (typeof picked === 'string') return picked;
    if (picked.value.loops >= 0) return { value: { loops: picked.value.loops } };
    const count = await numberStep(
      place,
      vscode.l10n.t('Number of times, from 1 on'),
      [1, Number.MAX_SAFE_INTEGER],
      (text) => vscode.l10n.t('{0} times', text),
      true,
    );
    if (count !== 'back') return wrapped('loops', Promise.resolve(count));
  }
}

async function wrapped<K extends keyof Answers>(
  key: K,
  asked: Promise<StepResult<Answers[K]>>,
): Promise<StepResult<Partial<Answers>>> {
  const result = await asked;
  return typeof result === 'string' ? result : { value: { [key]: result.value } };
}
