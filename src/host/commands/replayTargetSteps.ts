import * as vscode from 'vscode';
import { type ProposedTarget } from '../../model/proposeTarget';
import { sendableDirections } from '../../model/replayChoice';
import { type EndpointRole } from '../../model/sessionDefinition';
import { draftSocketTypes, type SocketType, stableSocketTypes, traitsOf } from '../../model/socketType';
import { typeIcons } from '../sessions/sessionIcons';
import { type SessionEntry } from '../sessions/sessionRegistry';
import { sessionDescription } from '../sessions/sessionText';
import { type Workbench } from '../workbench';
import { endpointMistake } from './endpointCheck';
import { endpointSuggestions } from './endpointSuggestions';
import { pickStep, type StepPlace, type StepResult, textStep } from './multiStep';
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

type TargetItem = vscode.QuickPickItem & { readonly target: ReplayTarget | 'anotherType' };

/** Asks through whom: as proposed, at another endpoint, by another type, or through an open session. */
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
    if (target !== 'anotherType') return { value: target };
    const typed = await anotherTypeStep(captured, proposed, place);
    if (typed !== 'back') return typed;
  }
}

/** Tells targets apart that a list offers. */
export function keyOf(target: TargetItem['target']): string {
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
): Promise<StepResult<ReplayTarget>> {
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
  return { value: { type: picked.value.type, role, address } };
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
