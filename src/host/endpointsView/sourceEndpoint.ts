import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import type { EndpointView, MentionPlace, UsePlace, UseView } from '../../protocol/analysis';
import type { EndpointList } from '../analysis/endpointList';
import type { SourceAnalysis } from '../analysis/sourceAnalysis';
import type { SourceEndpointArguments } from '../config/commandArguments';
import { bestPlace, bestUse, isUse, placesOf } from './endpointPlaces';
import { placeIn } from './endpointsTree';
import type { EndpointsNode } from './endpointsNode';

/** An endpoint with the one of its places that is meant. */
export interface SourceEndpoint {
  readonly view: EndpointView;
  readonly place: UsePlace | MentionPlace;
}

/**
 * Finds what a command's arguments name: an address as it is written anywhere, or the endpoint's key.
 *
 * @throws source/unknownEndpoint
 */
export function sourceEndpointOf(list: EndpointList, args: SourceEndpointArguments): SourceEndpoint {
  const { endpoint, file, line } = args;
  const all = list.list();
  const isNamed = (view: EndpointView) =>
    placesOf(view, 'endpoint').some((one) => one.place.endpoint === endpoint);
  const views = [
    list.get(endpoint),
    ...all.filter(({ label }) => label === endpoint),
    ...all.filter(isNamed),
  ];
  for (const view of views) {
    if (!view) continue;
    const places = placesOf(view, 'endpoint').map(({ place }) => place);
    const isMeant = ({ uri, span }: UsePlace | MentionPlace) =>
      (file === undefined || isFile(uri, file)) && (line === undefined || span.startLine + 1 === line);
    const isWhole = file === undefined && line === undefined;
    const place = isWhole ? bestPlace(view) : places.find(isMeant);
    if (place) return { view, place };
  }
  throw new WorkbenchError({
    code: 'source/unknownEndpoint',
    message:
      file === undefined
        ? vscode.l10n.t('No source of this workspace names the endpoint {0}.', endpoint)
        : vscode.l10n.t('{0} does not name the endpoint {1} there.', file, endpoint),
  });
}

/** @returns what an element of the view is about; of an endpoint its best use. */
export function sourceEndpointAt(list: EndpointList, node: EndpointsNode): SourceEndpoint | undefined {
  if (node.kind === 'file') return undefined;
  const view = list.get(node.endpoint);
  const place = view && (node.kind === 'place' ? placeIn(node, view)?.place : bestPlace(view));
  return view && place && { view, place };
}

/** @returns the use to attach to, with its peers, that an element of the view stands for. */
export async function useOfNode(
  list: EndpointList,
  analysis: SourceAnalysis,
  node: EndpointsNode,
): Promise<UseView | undefined> {
  const found = sourceEndpointAt(list, node);
  const place = found && (node.kind === 'place' ? found.place : bestUse(found.view));
  if (!place || !isUse(place)) return undefined;
  const { uses } = await analysis.viewOf(place.uri);
  const alike = uses.filter(({ endpoint, role }) => endpoint === place.endpoint && role === place.role);
  const { startLine, startCharacter } = place.span;
  const isThere = ({ span }: UseView) =>
    span.startLine === startLine && span.startCharacter === startCharacter;
  // The text may have moved by a line since it was drawn.
  return alike.find(isThere) ?? alike[0];
}

/** @param file a path, absolute or in the workspace, or a URI. */
function isFile(uri: string, file: string): boolean {
  const parsed = vscode.Uri.parse(uri);
  return [uri, parsed.fsPath, vscode.workspace.asRelativePath(parsed)].includes(file);
}
