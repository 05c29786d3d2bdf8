import * as vscode from 'vscode';
import type { EndpointRole } from '../../model/sessionDefinition';
import type { EndpointSnapshot } from '../../protocol/session';
import type { EndpointArguments, RetryArguments } from '../config/commandArguments';
import { type EndpointNode, endpointOfNode } from '../sessions/endpointNodes';
import type { SessionEntry } from '../sessions/sessionRegistry';
import { endpointStateText } from '../sessions/sessionText';
import type { Workbench } from '../workbench';
import type { ArgumentReader } from './argumentReader';
import type { Command, CommandTable } from './command';
import { checkAddress, endpointMistake } from './endpointCheck';
import { endpointSuggestions } from './endpointSuggestions';
import { textStep } from './multiStep';
import { askSession, resolveSession } from './sessionTarget';

type AddCommandId = 'zeromq.session.bind' | 'zeromq.session.connect';
type RemoveCommandId = 'zeromq.session.unbind' | 'zeromq.session.disconnect';
type EndpointCommandId = AddCommandId | RemoveCommandId | 'zeromq.endpoint.retry';

export function endpointCommands(workbench: Workbench): Pick<CommandTable, EndpointCommandId> {
  return {
    'zeromq.session.bind': addCommand(workbench, 'bind'),
    'zeromq.session.connect': addCommand(workbench, 'connect'),
    'zeromq.session.unbind': removeCommand(workbench, 'bind'),
    'zeromq.session.disconnect': removeCommand(workbench, 'connect'),
    'zeromq.endpoint.retry': retryCommand(workbench),
  };
}

const read = (reader: ArgumentReader): EndpointArguments => ({
  session: reader.string('session'),
  address: reader.string('address'),
});

function addCommand(workbench: Workbench, role: EndpointRole): Command<EndpointArguments, string> {
  const { registry, recents, notice } = workbench;
  return {
    read,
    async ask(on) {
      const entry = await askSession({ ...question(workbench, () => true), on });
      return entry && askAddress(workbench, entry, role);
    },
    async run({ session, address }) {
      const { id, definition } = resolveSession(registry, session);
      checkAddress(workbench, address, role, definition.type);
      const resolved = await registry.addEndpoint(id, { role, address });
      notice.bound([{ role, address }]);
      await recents.add({ role, address });
      return resolved;
    },
  };
}

function removeCommand(workbench: Workbench, role: EndpointRole): Command<EndpointArguments, void> {
  const { registry } = workbench;
  const endpointsOf = ({ snapshot }: SessionEntry) =>
    snapshot.endpoints.filter((endpoint) => endpoint.role === role);
  return {
    read,
    async ask(on) {
      if (on?.kind === 'endpoint') return { session: on.session, address: addressOf(workbench, on) };
      const entry = await askSession({
        ...question(workbench, (candidate) => endpointsOf(candidate).length > 0),
        none:
          role === 'bind'
            ? vscode.l10n.t('No session is bound to anything.')
            : vscode.l10n.t('No session connects to anything.'),
        on,
      });
      if (!entry) return undefined;
      const placeHolder =
        role === 'bind'
          ? vscode.l10n.t('Unbind from which endpoint?')
          : vscode.l10n.t('Disconnect from which endpoint?');
      const address = await pickEndpoint(entry, endpointsOf(entry), placeHolder);
      return address === undefined ? undefined : { session: entry.id, address };
    },
    run: ({ session, address }) =>
      registry.removeEndpoint(resolveSession(registry, session).id, { role, address }),
  };
}

function retryCommand(workbench: Workbench): Command<RetryArguments, string> {
  const { registry } = workbench;
  const failedOf = ({ snapshot }: SessionEntry) =>
    snapshot.endpoints.filter(({ state }) => state === 'failed');
  return {
    read: (reader) => ({ session: reader.string('session'), endpoint: reader.string('endpoint') }),
    async ask(on) {
      if (on?.kind === 'endpoint') return { session: on.session, endpoint: addressOf(workbench, on) };
      const entry = await askSession({
        ...question(workbench, (candidate) => failedOf(candidate).length > 0),
        none: vscode.l10n.t('No endpoint has failed.'),
        on,
      });
      if (!entry) return undefined;
      const failed = failedOf(entry);
      const [only, ...others] = failed;
      const endpoint =
        only && others.length === 0
          ? only.address
          : await pickEndpoint(entry, failed, vscode.l10n.t('Retry which endpoint?'));
      return endpoint === undefined ? undefined : { session: entry.id, endpoint };
    },
    run: ({ session, endpoint }) => registry.retryEndpoint(resolveSession(registry, session).id, endpoint),
  };
}

/** @returns the address that says which one it is, also among those that are written alike. */
function addressOf({ registry }: Workbench, node: EndpointNode): string {
  const { endpoints } = registry.get(node.session).snapshot;
  return endpointOfNode(endpoints, node)?.resolved ?? node.address;
}

async function pickEndpoint(
  entry: SessionEntry,
  endpoints: readonly EndpointSnapshot[],
  placeHolder: string,
): Promise<string | undefined> {
  const items = endpoints.map(({ resolved, state }) => ({
    label: resolved,
    description: endpointStateText(state),
  }));
  const picked = await vscode.window.showQuickPick(items, { title: entry.label, placeHolder });
  return picked?.label;
}

async function askAddress(
  workbench: Workbench,
  entry: SessionEntry,
  role: EndpointRole,
): Promise<EndpointArguments | undefined> {
  const { type } = entry.definition;
  const answer = await textStep({
    title:
      role === 'bind' ? vscode.l10n.t('Bind {0}', entry.label) : vscode.l10n.t('Connect {0}', entry.label),
    step: 1,
    totalSteps: 1,
    placeholder: vscode.l10n.t('Endpoint, such as tcp://127.0.0.1:5556'),
    value: '',
    suggestions: endpointSuggestions(workbench, role, type),
    check: (text) => endpointMistake(workbench, text, role, type),
    accept: (text) =>
      role === 'bind' ? vscode.l10n.t('Bind to {0}', text) : vscode.l10n.t('Connect to {0}', text),
  });
  return typeof answer === 'string' ? undefined : { session: entry.id, address: answer.value };
}

function question({ registry, inspectors }: Workbench, where: (entry: SessionEntry) => boolean) {
  return {
    registry,
    where,
    placeholder: vscode.l10n.t('Which session?'),
    none: vscode.l10n.t('There is no session yet.'),
    front: inspectors.activeSession,
  };
}
