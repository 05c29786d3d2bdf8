import * as vscode from 'vscode';
import type { EndpointDefinition } from '../../model/sessionDefinition';
import { askAttach } from '../endpoints/askAttach';
import { useAtCursor } from '../endpoints/useAtCursor';
import type { UseNode } from '../endpoints/useNode';
import { type EndpointsNode, isEndpointsNode } from '../endpointsView/endpointsNode';
import { useOfNode } from '../endpointsView/sourceEndpoint';
import { resolveUse, type UseReference } from '../endpoints/useReference';
import type { UseView } from '../../protocol/analysis';
import type { NewSessionArguments } from '../config/commandArguments';
import type { Workbench } from '../workbench';
import type { Command, CommandTable } from './command';
import { endpointOf, openNew, openWhole, readNewSession } from './openCommands';

/** Sessions on the endpoints that the source names. */
export function attachCommands(
  workbench: Workbench,
): Pick<CommandTable, 'zeromq.endpoint.inspect' | 'zeromq.endpoint.send'> {
  const { inspectors } = workbench;
  const command = (sends: boolean): Command<NewSessionArguments, string> => ({
    read: readNewSession,
    async ask(_on, _file, _wish, at) {
      const use = await useAt(workbench, at);
      return use && askAttach(workbench, use, sends);
    },
    run: (args) => attach(workbench, args),
    after(session) {
      inspectors.open(session);
      if (sends) inspectors.perform(session, { action: 'focusComposer' });
      return Promise.resolve();
    },
  });
  return { 'zeromq.endpoint.inspect': command(false), 'zeromq.endpoint.send': command(true) };
}

async function useAt(
  workbench: Workbench,
  at: UseNode | UseReference | EndpointsNode | undefined,
): Promise<UseView | undefined> {
  if (!at) return askUse(workbench);
  if (isEndpointsNode(at)) return useOfNode(workbench.endpointList, workbench.analysis, at);
  return at.kind === 'endpointUseAt' ? resolveUse(workbench.analysis, at) : at.use;
}

async function askUse(workbench: Workbench): Promise<UseView | undefined> {
  const node = await useAtCursor(workbench.analysis);
  if (!node) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Put the cursor into a line that binds or connects an endpoint.'),
    );
  }
  return node?.use;
}

/** The session that is on the endpoint already, or a new one, which ends with the window unless told otherwise. */
export async function attach(workbench: Workbench, args: NewSessionArguments): Promise<string> {
  const endpoints = (args.endpoints ?? []).map(endpointOf);
  const known = workbench.registry
    .list()
    .find(({ definition }) => definition.type === args.type && hasAll(definition.endpoints, endpoints));
  if (!known) return openNew(workbench, { save: false, ...args });
  await openWhole(workbench, known.id);
  return known.id;
}

function hasAll(all: readonly EndpointDefinition[], wanted: readonly EndpointDefinition[]): boolean {
  return wanted.every(({ role, address }) =>
    all.some((endpoint) => endpoint.role === role && endpoint.address === address),
  );
}
