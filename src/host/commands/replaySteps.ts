import * as vscode from 'vscode';
import type { Direction } from '../../model/envelope';
import { directionToReplay, peersToAwait, sendableDirections } from '../../model/replayChoice';
import type { SocketType } from '../../model/socketType';
import type { StartReplayArguments, TimingArgument } from '../config/commandArguments';
import type { Workbench } from '../workbench';
import { pickStep, type StepPlace, type StepResult } from './multiStep';
import type { Captured } from './replayTarget';
import { addressStep, isNew, keyOf, proposedFirst, type ReplayTarget, targetStep } from './replayTargetSteps';
import { numberStep, timingStep } from './replayTiming';

interface Answers {
  readonly target?: ReplayTarget;
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
    {
      applies: () => true,
      ask: ({ target }, place) => chosen(target, targetStep(workbench, captured, target, place)),
    },
    {
      applies: ({ target }) => isNew(target),
      ask: async ({ target, address }, place) =>
        isNew(target) ? wrapped('address', addressStep(workbench, target, address, place)) : 'back',
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
  const direction = others.length > 0 ? answers.direction : only;
  return {
    target: isNew(target)
      ? { type: target.type, endpoints: [{ role: target.role, address: address ?? target.address ?? '' }] }
      : target?.id,
    direction: direction === 'both' ? undefined : direction,
    timing,
    awaitPeers: recommendedPeers(answers) > 0 ? awaitPeers : (awaitPeers ?? 0),
    loops,
  };
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

async function chosen(
  former: ReplayTarget | undefined,
  asked: Promise<StepResult<ReplayTarget>>,
): Promise<StepResult<Partial<Answers>>> {
  const result = await asked;
  if (typeof result === 'string') return result;
  const target = result.value;
  // What was answered about another target is forgotten.
  const isSame = former !== undefined && keyOf(former) === keyOf(target);
  const answers = isSame ? {} : { address: undefined, awaitPeers: undefined, direction: undefined };
  return { value: { target, ...answers } };
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
