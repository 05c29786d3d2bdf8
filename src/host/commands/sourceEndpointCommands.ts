import * as vscode from 'vscode';
import { locationOf } from '../analysis/spans';
import type { SourceEndpointArguments, SourcePlaceAnswer } from '../config/commandArguments';
import { bestPlace, isUse, placesOf } from '../endpointsView/endpointPlaces';
import { type SourceEndpoint, sourceEndpointAt, sourceEndpointOf } from '../endpointsView/sourceEndpoint';
import { partiesText } from '../endpointsView/endpointText';
import { type EndpointsNode, isEndpointsNode } from '../endpointsView/endpointsNode';
import { type UseNode, useNode } from '../endpoints/useNode';
import { resolveUse, type UseReference } from '../endpoints/useReference';
import type { MentionPlace, UsePlace } from '../../protocol/analysis';
import type { Workbench } from '../workbench';
import type { ArgumentReader } from './argumentReader';
import type { Command, CommandTable } from './command';

type SourceEndpointCommandId =
  | 'zeromq.endpoint.goToSource'
  | 'zeromq.endpoint.copyAddress'
  | 'zeromq.endpoint.findReferences'
  | 'zeromq.endpoints.refresh'
  | 'zeromq.endpoints.groupByFile'
  | 'zeromq.endpoints.groupByEndpoint';

/** Endpoints that the sources name, and the view that lists them. */
export function sourceEndpointCommands(workbench: Workbench): Pick<CommandTable, SourceEndpointCommandId> {
  const { endpointsView, endpointList, analysis } = workbench;
  return {
    'zeromq.endpoint.goToSource': {
      ...answered(workbench),
      run: async (args) => answerOf((await known(workbench, args)).place),
      async after(_answer, args) {
        const { place } = await known(workbench, args);
        const { uri, range } = locationOf(place);
        await vscode.window.showTextDocument(uri, { selection: range });
      },
    },
    'zeromq.endpoint.copyAddress': {
      ...answered(workbench),
      async run(args) {
        const { view, place } = await known(workbench, args);
        const address = args.file === undefined ? view.label : place.endpoint;
        await vscode.env.clipboard.writeText(address);
        return address;
      },
    },
    'zeromq.endpoint.findReferences': {
      ...answered(workbench),
      async run(args) {
        const { view } = await known(workbench, args);
        return placesOf(view, 'endpoint').map(({ place }) => answerOf(place));
      },
      async after(_places, args) {
        const { view, place } = await known(workbench, args);
        const { uri, range } = locationOf(place);
        const locations = placesOf(view, 'endpoint').map((one) => locationOf(one.place));
        await vscode.commands.executeCommand(
          'editor.action.peekLocations',
          uri,
          range.start,
          locations,
          'peek',
        );
      },
    },
    'zeromq.endpoints.refresh': {
      read: () => ({}),
      async run() {
        await endpointsView.refresh();
        const { files, uses } = await analysis.status();
        return { files, uses, endpoints: endpointList.list().length };
      },
    },
    'zeromq.endpoints.groupByFile': { read: () => ({}), run: () => endpointsView.groupBy('file') },
    'zeromq.endpoints.groupByEndpoint': { read: () => ({}), run: () => endpointsView.groupBy('endpoint') },
  };
}

/** What the commands about one endpoint have in common. */
function answered(workbench: Workbench): Pick<Command<SourceEndpointArguments, unknown>, 'read' | 'ask'> {
  return {
    read: (reader: ArgumentReader) => ({
      endpoint: reader.string('endpoint'),
      file: reader.optionalString('file'),
      line: reader.optionalInteger('line', 1),
    }),
    async ask(_on, _file, _wish, at) {
      if (!at) return pick(workbench);
      const node = at.kind === 'endpointUseAt' ? await nodeOf(workbench, at) : at;
      return node && argumentsOf(workbench, node);
    },
  };
}

async function nodeOf({ analysis }: Workbench, at: UseReference): Promise<UseNode | undefined> {
  const use = await resolveUse(analysis, at);
  return use && useNode(use);
}

/** @throws source/unknownEndpoint */
async function known(workbench: Workbench, args: SourceEndpointArguments): Promise<SourceEndpoint> {
  const { analysis, endpointList } = workbench;
  await analysis.whenRead();
  await endpointList.update();
  return sourceEndpointOf(endpointList, args);
}

function argumentsOf(
  { endpointList }: Workbench,
  at: UseNode | EndpointsNode,
): SourceEndpointArguments | undefined {
  if (!isEndpointsNode(at)) return { endpoint: at.use.group, ...placeArguments(at.use) };
  const found = sourceEndpointAt(endpointList, at);
  if (!found) return undefined;
  return { endpoint: found.view.key, ...(at.kind === 'place' ? placeArguments(found.place) : {}) };
}

function placeArguments({ uri, span }: UsePlace | MentionPlace) {
  return { file: uri, line: span.startLine + 1 };
}

async function pick({ analysis, endpointList }: Workbench): Promise<SourceEndpointArguments | undefined> {
  const load = async () => {
    await analysis.whenRead();
    await endpointList.update();
    return endpointList.list().map((view) => {
      const place = bestPlace(view);
      const detail = place && vscode.workspace.asRelativePath(vscode.Uri.parse(place.uri));
      return { label: view.label, description: partiesText(view), detail, key: view.key };
    });
  };
  const picked = await vscode.window.showQuickPick(load(), {
    placeHolder: vscode.l10n.t('Which endpoint of the sources?'),
    matchOnDetail: true,
  });
  return picked && { endpoint: picked.key };
}

function answerOf(place: UsePlace | MentionPlace): SourcePlaceAnswer {
  const { uri, span, endpoint } = place;
  const { scheme, fsPath } = vscode.Uri.parse(uri);
  return {
    file: scheme === 'file' ? fsPath : uri,
    line: span.startLine + 1,
    column: span.startCharacter + 1,
    endpoint,
    ...(isUse(place)
      ? { role: place.role, socketType: place.socketType, library: place.library }
      : { role: 'mention' as const }),
  };
}
