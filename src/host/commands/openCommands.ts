import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { EndpointDefinition, OptionValues, SessionDefinition } from '../../model/sessionDefinition';
import { isSocketType } from '../../model/socketType';
import type { EndpointArgument, NewSessionArguments } from '../config/commandArguments';
import { makeNode } from '../sessions/sessionNode';
import type { Workbench } from '../workbench';
import type { ArgumentReader } from './argumentReader';
import type { CommandTable } from './command';
import { checkDefinition, checkOptionValues } from './definitionCheck';
import { askNewSession } from './newSessionSteps';
import { askSession, isClosed, resolveSession } from './sessionTarget';

export function openCommands(
  workbench: Workbench,
): Pick<CommandTable, 'zeromq.session.new' | 'zeromq.session.open'> {
  const { registry, inspectors } = workbench;
  return {
    'zeromq.session.new': {
      read: readNewSession,
      ask: () => askNewSession(workbench),
      run: (args) => define(workbench, args),
      // Someone who clicks New Session wants to see it at work.
      async after(session) {
        // As if it were opened in the view, so that what helps against a failure is about this session.
        await vscode.commands.executeCommand('zeromq.session.open', makeNode({ kind: 'session', session }));
        if (registry.isOpen(session)) inspectors.open(session);
      },
      async retry(_args, session) {
        if (session === undefined) return;
        await openWhole(workbench, session);
        inspectors.open(session);
      },
    },
    'zeromq.session.open': {
      read: (reader) =>
        reader.has('session')
          ? { session: reader.string('session'), options: reader.record('options') as OptionValues }
          : readNewSession(reader),
      async ask(on) {
        const entry = await askSession({
          registry,
          on,
          where: isClosed,
          placeholder: vscode.l10n.t('Open which session?'),
          none: vscode.l10n.t('There is no closed session.'),
          front: inspectors.activeSession,
        });
        return entry && { session: entry.id };
      },
      async run(args) {
        if ('type' in args) {
          return openNew(workbench, args);
        }
        const { id, definition } = resolveSession(registry, args.session);
        checkOptionValues(definition.type, args.options ?? {});
        await open(workbench, id, args.options);
        return id;
      },
      async retry(args) {
        if ('session' in args) await openWhole(workbench, resolveSession(registry, args.session).id);
      },
    },
  };
}

async function define(workbench: Workbench, args: NewSessionArguments): Promise<string> {
  const definition: SessionDefinition = {
    id: newSessionId(args.type),
    name: args.name || undefined,
    type: args.type,
    endpoints: (args.endpoints ?? []).map(endpointOf),
    subscriptions: args.subscriptions ?? [],
    options: args.options ?? {},
  };
  checkDefinition(workbench, definition);
  await workbench.registry.add(definition, args.save ?? true);
  return definition.id;
}

/** A new session that does not open leaves nothing behind. */
export async function openNew(workbench: Workbench, args: NewSessionArguments): Promise<string> {
  const id = await define(workbench, args);
  try {
    await open(workbench, id);
    return id;
  } catch (error) {
    await workbench.registry.remove(id);
    throw error;
  }
}

async function open(
  { registry, recents, notice }: Workbench,
  id: string,
  runOptions?: OptionValues,
): Promise<void> {
  const { definition } = await registry.open(id, runOptions);
  notice.bound(definition.endpoints);
  for (const endpoint of definition.endpoints) await recents.add(endpoint);
}

/** Opens the session, or what of it failed when it was opened. */
export async function openWhole(workbench: Workbench, id: string): Promise<void> {
  const { registry } = workbench;
  if (registry.isOpen(id)) await registry.retryFailedEndpoints(id);
  else await open(workbench, id);
}

/** Short enough to be read in a settings file. */
export function newSessionId(type: string): string {
  return `${type.toLowerCase()}-${randomBytes(4).toString('hex')}`;
}

export function readNewSession(reader: ArgumentReader): NewSessionArguments {
  const type = reader.string('type').toUpperCase();
  if (!isSocketType(type)) throw reader.bad('type', vscode.l10n.t('is no socket type: “{0}”', type));
  return {
    type,
    name: reader.optionalString('name'),
    endpoints: reader.list('endpoints').map((endpoint, index) => {
      if (isEndpointArgument(endpoint)) return endpoint;
      const problem = vscode.l10n.t(
        'holds as entry {0} neither `bind:ADDRESS` or `connect:ADDRESS` nor an object with role and address',
        index + 1,
      );
      throw reader.bad('endpoints', problem);
    }),
    subscriptions: reader.strings('subscriptions'),
    options: reader.record('options') as OptionValues,
    save: reader.optionalBoolean('save'),
  };
}

function isEndpointArgument(value: unknown): value is EndpointArgument {
  if (typeof value === 'string') return /^(bind|connect):/.test(value);
  if (typeof value !== 'object' || value === null) return false;
  const { role, address } = value as Partial<EndpointDefinition>;
  return (role === 'bind' || role === 'connect') && typeof address === 'string';
}

export function endpointOf(endpoint: EndpointArgument): EndpointDefinition {
  if (typeof endpoint !== 'string') return { role: endpoint.role, address: endpoint.address };
  const colon = endpoint.indexOf(':');
  return { role: endpoint.startsWith('bind:') ? 'bind' : 'connect', address: endpoint.slice(colon + 1) };
}
