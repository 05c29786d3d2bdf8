import * as vscode from 'vscode';
import type { ReplayTiming } from '../../protocol/replay';
import type { TimingArgument } from '../config/commandArguments';
import type { ArgumentReader } from './argumentReader';
import { pickStep, type StepPlace, type StepResult, textStep } from './multiStep';

const slowest = 0.01;
const fastest = 100;
const mostPerSecond = 1_000_000;

/** @throws command/badArgument */
export function readTiming(reader: ArgumentReader): TimingArgument {
  const raw = reader.raw('timing');
  if (raw === 'fast') return raw;
  const fields = typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string, unknown>>) : {};
  const { speed, perSecond } = fields;
  if (isBetween(speed, slowest, fastest)) return { speed };
  if (isBetween(perSecond, Number.MIN_VALUE, mostPerSecond)) return { perSecond };
  throw reader.bad(
    'timing',
    vscode.l10n.t('must have a `speed` of 0.01 to 100 or a `perSecond` of up to 1,000,000, or be "fast"'),
  );
}

export function timingOf(timing: TimingArgument): ReplayTiming {
  if (timing === 'fast') return { kind: 'fast' };
  if ('speed' in timing) return { kind: 'original', speed: timing.speed };
  return { kind: 'rate', perSecond: timing.perSecond };
}

type Item = vscode.QuickPickItem & { readonly timing: TimingArgument | 'askSpeed' | 'askRate' };

/** Asks how fast; what is typed can be gone back from. */
export async function timingStep(
  place: StepPlace,
  current: TimingArgument,
): Promise<StepResult<TimingArgument>> {
  const items: readonly Item[] = [
    { label: vscode.l10n.t('Original timing'), timing: { speed: 1 } },
    { label: vscode.l10n.t('10 times as fast'), timing: { speed: 10 } },
    { label: vscode.l10n.t('2 times as fast'), timing: { speed: 2 } },
    { label: vscode.l10n.t('Half as fast'), timing: { speed: 0.5 } },
    { label: vscode.l10n.t('A tenth as fast'), timing: { speed: 0.1 } },
    {
      label: vscode.l10n.t('Custom Speed…'),
      description: vscode.l10n.t('0.01 to 100 times'),
      timing: 'askSpeed',
    },
    {
      label: vscode.l10n.t('Fixed Rate…'),
      description: vscode.l10n.t('messages a second'),
      timing: 'askRate',
    },
    {
      label: vscode.l10n.t('As fast as possible'),
      description: vscode.l10n.t('as the socket takes them'),
      timing: 'fast',
    },
  ];
  for (;;) {
    const picked = await pickStep({
      ...place,
      placeholder: vscode.l10n.t('How fast?'),
      items,
      active: items.find(({ timing }) => JSON.stringify(timing) === JSON.stringify(current)),
    });
    if (typeof picked === 'string') return picked;
    const { timing } = picked.value;
    if (timing !== 'askSpeed' && timing !== 'askRate') return { value: timing };
    const typed = await (timing === 'askSpeed' ? askSpeed(place) : askRate(place));
    if (typed !== 'back') return typed;
  }
}

async function askSpeed(place: StepPlace): Promise<StepResult<TimingArgument>> {
  const result = await numberStep(
    place,
    vscode.l10n.t('Times as fast as it was, 0.01 to 100'),
    [slowest, fastest],
    (speed) => vscode.l10n.t('{0} times as fast', speed),
  );
  return typeof result === 'string' ? result : { value: { speed: result.value } };
}

async function askRate(place: StepPlace): Promise<StepResult<TimingArgument>> {
  const result = await numberStep(
    place,
    vscode.l10n.t('Messages a second, up to 1,000,000'),
    [Number.MIN_VALUE, mostPerSecond],
    (rate) => vscode.l10n.t('{0} messages a second', rate),
  );
  return typeof result === 'string' ? result : { value: { perSecond: result.value } };
}

/** A step within a step: it can be gone back from whatever its number. */
export async function numberStep(
  place: StepPlace,
  placeholder: string,
  [least, most]: readonly [number, number],
  accept: (text: string) => string,
  isWhole = false,
): Promise<StepResult<number>> {
  const isFine = (text: string) =>
    text !== '' && isBetween(Number(text), least, most) && (!isWhole || Number.isInteger(Number(text)));
  const result = await textStep({
    ...place,
    canGoBack: true,
    placeholder,
    value: '',
    check: (text) => (isFine(text) ? undefined : placeholder),
    accept,
  });
  return typeof result === 'string' ? result : { value: Number(result.value) };
}

function isBetween(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}
