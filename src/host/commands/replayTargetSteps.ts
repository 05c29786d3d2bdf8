import * as vscode from 'vscode';
import type { ProposedTarget } from '../../model/proposeTarget';
import { isOfOnePattern, sendableDirections } from '../../model/replayChoice';
import type { EndpointRole } from '../../model/sessionDefinition';
import { draftSocketTypes, type SocketType, stableSocketTypes, traitsOf } from '../../model/socketType';
import { typeIcons } from '../sessions/sessionIcons';
import type { SessionEntry } from '../sessions/sessionRegistry';
import { sessionDescription } from '../sessions/sessionText';
import type { Workbench } from '../workbench';
import { endpointMistake } from './endpointCheck';
import { endpointSuggestions } from './endpointSuggestions';
import { pickStep, type StepPlace, type StepResult, textStep } from './multiStep';
import { confirmOtherPattern, otherPattern, takenFor } from './otherPattern';
import { type Captured, isAsProposed, newProposal, openTargets, proposalFor } from './replayTarget';

/** A session to open; its address may not be known yet. */
export type NewTarget = Pick<ProposedTarget, 'type' | 'role' | 'address'>;
export type ReplayTarget = SessionEntry | NewTarget;

export function isNew(target: ReplayTarget | undefined): target is NewTarget {
  return target !== undefined && 'role' in target;
}

/** What Enter takes. */
export function proposedFirst(workbench: Workbench, captured: Captured): ReplayTarget {
  const proposed = proposalFor(captured);
  const [first] = openTargets(workbench, captured, proposed);
  return first && isAsProposed(first, proposed) ? first : newProposal(workbench, proposed);
}

/** Separators have no target. */
type TargetItem = vscode.QuickPickItem & { readonly target?: ReplayTarget | 'anotherType' };

/**
 * Asks through whom: as proposed, at another endpoint, by another type, or through an open session. Sessions of another
 * pattern come last, and are asked about once more.
 */
export async function targetStep(
  workbench: Workbench,
  captured: Captured,
  former: ReplayTarget | undefined,
  place: StepPlace,
): Promise<StepResult<ReplayTarget>> {
  const asRecorded = proposalFor(captured);
  const proposed = newProposal(workbench, asRecorded);
  const open = openTargets(workbench, captured, asRecorded);
  const isThere = open.some((entry) => isAsProposed(entry, asRecorded));
  const otherRole: EndpointRole = proposed.role === 'bind' ? 'connect' : 'bind';
  const fresh: TargetItem[] = [newItem(proposed, vscode.l10n.t('proposed'))];
  if (proposed.type !== 'DGRAM') fresh.push(newItem({ ...proposed, role: otherRole, address: undefined }));
  const fits = ({ definition }: SessionEntry) => isOfOnePattern(captured.type, definition.type);
  const existing = open.filter(fits).map(openItem);
  const others = open
    .filter((entry) => !fits(entry))
    .map((entry) => ({ ...openItem(entry), detail: takenFor(entry.definition.type) }));
  const another: TargetItem = {
    label: `$(add) ${vscode.l10n.t('New Session of Another Type…')}`,
    target: 'anotherType',
  };
  const fitting = isThere ? [...existing, ...fresh, another] : [...fresh, ...existing, another];
  const items: TargetItem[] = others.length > 0 ? [...fitting, otherPattern(), ...others] : fitting;
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
    if (target === undefined) continue;
    const chosen =
      target === 'anotherType' ? await anotherTypeStep(captured, proposed, place) : { value: target };
    const sure = typeof chosen === 'string' ? chosen : await confirmed(captured, chosen.value, place);
    if (sure !== 'back') return sure;
  }
}

function openItem(entry: SessionEntry): TargetItem {
  return {
    label: `$(${typeIcons[entry.definition.type]}) ${entry.label}`,
    description: sessionDescription(entry.snapshot),
    target: entry,
  };
}

async function confirmed(
  { type: recorded }: Captured,
  target: ReplayTarget,
  place: StepPlace,
): Promise<StepResult<ReplayTarget>> {
  const by = isNew(target) ? target.type : target.definition.type;
  if (isOfOnePattern(recorded, by)) return { value: target };
  const through = isNew(target) ? vscode.l10n.t('the new {0}', by) : target.label;
  const answer = await confirmOtherPattern(by, through, place);
  return answer === 'send' ? { value: target } : answer;
}

/** Tells targets apart that a list offers. */
export function keyOf(target: TargetItem['target']): string {
  if (target === undefined || target === 'anotherType') return String(target);
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
): Promise<StepResult<ReplayTarget>> {
  type TypeItem = vscode.QuickPickItem & { readonly type?: SocketType };
  const types = [...stableSocketTypes, ...draftSocketTypes].filter(
    (type) => sendableDirections(recorded, directions, type).length > 0,
  );
  const item = (type: SocketType): TypeItem => ({
    label: `$(${typeIcons[type]}) ${type}`,
    description: traitsOf(type).draft ? vscode.l10n.t('draft') : undefined,
    detail: traitsOf(type).summary,
    type,
  });
  const fits = (type: SocketType) => isOfOnePattern(recorded, type);
  const others = types
    .filter((type) => !fits(type))
    .map((type): TypeItem => ({ ...item(type), detail: takenFor(type) }));
  const items = [...types.filter(fits).map(item), ...(others.length > 0 ? [otherPattern(), ...others] : [])];
  const placeholder = vscode.l10n.t('A type that can send this');
  for (;;) {
    const picked = await pickStep<TypeItem>({ ...place, canGoBack: true, placeholder, items });
    if (typeof picked === 'string') return picked;
    const { type } = picked.value;
    if (type !== undefined) return { value: { type, role, address } };
  }
}

/** @param value what was typed before. */
export function addressStep(
  workbench: Workbench,
  { type, role, address }: NewTarget,
  value: string | undefined,
  place: StepPlace,
): Promise<StepResult<string>> {
  const free = role === 'bind' && type !== 'DGRAM' ? 'tcp://127.0.0.1:*' : '';
  return textStep({
    ...place,
    placeholder: vscode.l10n.t('Endpoint, such as tcp://127.0.0.1:5556'),
    value: value ?? address ?? free,
    suggestions: endpointSuggestions(workbench, role, type),
    check: (text) => endpointMistake(workbench, text, role, type),
    accept: (text) =>
      role === 'bind' ? vscode.l10n.t('Bind to {0}', text) : vscode.l10n.t('Connect to {0}', text),
  });
}
