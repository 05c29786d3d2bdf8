import * as vscode from 'vscode';
import { errorInfoOf, WorkbenchError } from '../../base/workbenchError';
import type { Direction } from '../../model/envelope';
import { proposeTarget, type ProposedTarget } from '../../model/proposeTarget';
import { directionToReplay, sendableDirections } from '../../model/replayChoice';
import { type EndpointDefinition, unknownSession } from '../../model/sessionDefinition';
import type { SocketType } from '../../model/socketType';
import type { CaptureArguments, NewSessionArguments } from '../config/commandArguments';
import { isOver } from '../replay/replays';
import type { SessionEntry } from '../sessions/sessionRegistry';
import type { Workbench } from '../workbench';
import type { CaptureSource } from './captureSource';
import { openNew } from './openCommands';
import { isOpen, resolveSession } from './sessionTarget';

/** What of a capture decides who can send it again. */
export interface Captured {
  readonly label: string;
  readonly type: SocketType;
  /** As libzmq resolved them, where that is known. */
  readonly endpoints: readonly EndpointDefinition[];
  /** Those in which it holds messages. */
  readonly directions: readonly Direction[];
}

export function capturedBy(
  { registry }: Workbench,
  { session }: CaptureArguments,
  { label, definition = unknownSession, directions }: CaptureSource,
): Captured {
  const live = session === undefined ? undefined : resolveSession(registry, session).snapshot.endpoints;
  const resolved = live?.map(({ role, resolved: address }) => ({ role, address }));
  return { label, type: definition.type, endpoints: resolved ?? definition.endpoints, directions };
}

/** What takes the place of the recorded session, or of its peer. */
export function proposalFor(captured: Captured, direction?: Direction): ProposedTarget {
  const { type, endpoints, directions } = captured;
  return proposeTarget({ type, endpoints }, direction ?? directionToReplay(type, directions));
}

/**
 * The proposal as a new session: at a free port where no address is known, or where one of this workbench's sessions is
 * bound or connected there, whose publisher for example is in its place still.
 */
export function newProposal({ registry }: Workbench, proposed: ProposedTarget): ProposedTarget {
  const { type, role, address } = proposed;
  if (role === 'connect' || type === 'DGRAM') return proposed;
  const isTaken = registry
    .list()
    .flatMap(({ snapshot }) => snapshot.endpoints)
    .some(({ resolved, state }) => resolved === address && (state === 'listening' || state === 'connected'));
  return address === undefined || isTaken ? { ...proposed, address: 'tcp://127.0.0.1:*' } : proposed;
}

/** @returns the open sessions that can send what was captured and do not replay, those of the proposal's kind first. */
export function openTargets(
  { registry, replays }: Workbench,
  { type, directions }: Captured,
  proposed: ProposedTarget,
): readonly SessionEntry[] {
  return registry
    .list()
    .filter(isOpen)
    .filter(({ definition }) => sendableDirections(type, directions, definition.type).length > 0)
    .filter(({ id }) => {
      const replay = replays.by(id);
      return !replay || isOver(replay.snapshot);
    })
    .sort((one, other) => Number(isAsProposed(other, proposed)) - Number(isAsProposed(one, proposed)));
}

/** Whether an open session is what a new one would be. */
export function isAsProposed(
  { definition, snapshot }: SessionEntry,
  { type, role, address }: ProposedTarget,
) {
  const isThere = (endpoint: EndpointDefinition & { readonly resolved: string }) =>
    endpoint.role === role && (endpoint.resolved === address || endpoint.address === address);
  return definition.type === type && snapshot.endpoints.some(isThere);
}

/** @throws replay/noTarget where no address is known to connect to */
export function newTarget({ type, role, address }: ProposedTarget): NewSessionArguments {
  if (address !== undefined) return { type, endpoints: [{ role, address }] };
  throw new WorkbenchError({
    code: 'replay/noTarget',
    message: vscode.l10n.t(
      'The recording does not say which address a {0} could {1}. Name the target: an open session, or a new one with its endpoint.',
      type,
      role,
    ),
  });
}

export interface Target {
  readonly entry: SessionEntry;
  /** Whether it was opened for the replay. */
  readonly isNew: boolean;
}

/** @throws session/unknown, session/closed and what the engine says where a new one does not open */
export async function openTarget(
  workbench: Workbench,
  target: string | NewSessionArguments,
): Promise<Target> {
  const { registry } = workbench;
  if (typeof target !== 'string') return { entry: await openNewTarget(workbench, target), isNew: true };
  const entry = resolveSession(registry, target);
  if (isOpen(entry)) return { entry, isNew: false };
  throw new WorkbenchError({
    code: 'session/closed',
    message: vscode.l10n.t('“{0}” is closed. Open it to replay through it.', entry.label),
  });
}

async function openNewTarget(workbench: Workbench, args: NewSessionArguments): Promise<SessionEntry> {
  try {
    return workbench.registry.get(await openNew(workbench, { ...args, save: args.save ?? false }));
  } catch (error) {
    const { code, message, detail } = errorInfoOf(error);
    if (code !== 'endpoint/addressInUse') throw error;
    const text = vscode.l10n.t(
      '{0} is in use, perhaps by the service that was recorded. Stop it, bind to another address (tcp://127.0.0.1:* takes a free port), or choose an open session.',
      (args.endpoints ?? [])
        .map((one) => (typeof one === 'string' ? one.replace(/^bind:/, '') : one.address))
        .join(', '),
    );
    throw new WorkbenchError({ code, message: text, action: 'retry', detail: `${message} ${detail ?? ''}` });
  }
}
