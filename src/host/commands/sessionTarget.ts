import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { labelOf } from '../../model/sessionDefinition';
import { typeIcons } from '../sessions/sessionIcons';
import type { SessionsNode } from '../sessions/sessionNode';
import type { SessionEntry, SessionRegistry } from '../sessions/sessionRegistry';
import { sessionDescription } from '../sessions/sessionText';

/**
 * @param name a session's id, or its name or label where only one session has it.
 * @throws session/unknown, session/ambiguous
 */
export function resolveSession(registry: SessionRegistry, name: string): SessionEntry {
  const byId = registry.entry(name);
  if (byId) return byId;
  const [first, ...others] = registry
    .list()
    // Also as it is written, without the port that was given for `*`.
    .filter(({ label, definition }) => label === name || labelOf(definition) === name);
  if (first && others.length === 0) return first;
  if (!first) return registry.get(name);
  throw new WorkbenchError({
    code: 'session/ambiguous',
    message: vscode.l10n.t('{0} sessions are called “{1}”: use the id of one.', others.length + 1, name),
  });
}

export interface SessionQuestion {
  readonly registry: SessionRegistry;
  readonly on: SessionsNode | undefined;
  readonly placeholder: string;
  /** Which sessions can be meant. */
  readonly where: (entry: SessionEntry) => boolean;
  /** What to say when there is none. */
  readonly none: string;
  /** Where only one can be meant, it is asked for all the same: more is done with it than the command says. */
  readonly asksForOne?: boolean;
  /** The session of the inspector in front, offered first. */
  readonly front?: string;
}

/** The session that an element stands for, or else the only one that can be meant, or else a question. */
export async function askSession(question: SessionQuestion): Promise<SessionEntry | undefined> {
  const { registry, on, placeholder, where, none, front, asksForOne } = question;
  if (on && on.kind !== 'problem') return registry.get(on.session);
  const candidates = registry.list().filter(where);
  if (candidates.length === 0) {
    await offerNewSession(none);
    return undefined;
  }
  if (candidates.length === 1 && !asksForOne) return candidates[0];
  const inFront = candidates.filter(({ id }) => id === front);
  const items = [...inFront, ...candidates.filter((entry) => !inFront.includes(entry))].map((entry) => ({
    label: `$(${typeIcons[entry.definition.type]}) ${entry.label}`,
    description: sessionDescription(entry.snapshot),
    entry,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: placeholder });
  return picked?.entry;
}

async function offerNewSession(none: string): Promise<void> {
  const create = vscode.l10n.t('New Session');
  const chosen = await vscode.window.showInformationMessage(none, create);
  if (chosen === create) await vscode.commands.executeCommand('zeromq.session.new');
}

export const isOpen = ({ snapshot }: SessionEntry) => snapshot.state === 'open';
export const isClosed = ({ snapshot }: SessionEntry) =>
  snapshot.state === 'closed' || snapshot.state === 'failed';
