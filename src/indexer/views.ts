import { type Finding } from '../analysis/findings/finding';
import { type EndpointGroup, type Mention, type PlacedUse } from '../analysis/workspace/endpointGroup';
import { type WorkspaceIndex } from '../analysis/workspace/workspaceIndex';
import { type TextRange } from '../analysis/textRange';
import {
  type EndpointFinding,
  type EndpointView,
  type FileView,
  type FindingView,
  type MentionPlace,
  type Span,
  type UsePlace,
  type UseView,
} from '../protocol/analysis';

/** Where the index's paths and offsets are for the host. */
export interface Places {
  uriOf(path: string): string;
  spanOf(path: string, range: TextRange): Span;
}

/** More at one endpoint are not told one by one. */
const mostPeers = 200;

export function usePlace({ path, use }: PlacedUse, places: Places): UsePlace {
  const { endpoint, isComplete, role, socketType, library, language, range } = use;
  return {
    uri: places.uriOf(path),
    span: places.spanOf(path, range),
    endpoint,
    isComplete,
    role,
    socketType,
    library,
    language,
  };
}

export function mentionPlace({ path, mention }: Mention, places: Places): MentionPlace {
  const { endpoint, isComplete, range } = mention;
  return { uri: places.uriOf(path), span: places.spanOf(path, range), endpoint, isComplete };
}

/** @param findingsOf what is wrong in a file. */
export function endpointView(
  group: EndpointGroup,
  places: Places,
  findingsOf: (path: string) => readonly Finding[],
): EndpointView {
  const { key, label, transport, isKnown } = group;
  return {
    key,
    label,
    transport,
    isKnown,
    binders: group.binders.map((place) => usePlace(place, places)),
    connectors: group.connectors.map((place) => usePlace(place, places)),
    mentions: group.mentions.map((place) => mentionPlace(place, places)),
    findings: endpointFindings(group, places, findingsOf),
  };
}

function endpointFindings(
  { binders, connectors }: EndpointGroup,
  places: Places,
  findingsOf: (path: string) => readonly Finding[],
): EndpointFinding[] {
  const found = new Set<Finding>();
  for (const { path, use } of [...binders, ...connectors]) {
    for (const finding of findingsOf(path)) {
      const { start, end } = finding.range;
      if (start <= use.range.end && use.range.start <= end) found.add(finding);
    }
  }
  const at = (place: { readonly path: string; readonly range: TextRange }) => ({
    uri: places.uriOf(place.path),
    span: places.spanOf(place.path, place.range),
  });
  return [...found].map((finding) => {
    const { code, severity, message, related } = finding;
    return { code, severity, message, ...at(finding), related: related.map(at) };
  });
}

export function useView(place: PlacedUse, index: WorkspaceIndex, places: Places): UseView {
  return {
    ...usePlace(place, places),
    group: place.group,
    peers: index
      .counterparts(place)
      .slice(0, mostPeers)
      .map((peer) => usePlace(peer, places)),
    subscriptions: place.socket?.subscriptions ?? [],
  };
}

export function fileView(path: string, index: WorkspaceIndex, places: Places): FileView {
  return {
    uses: index.usesOf(path).map((place) => useView(place, index, places)),
    mentions: index
      .mentionsOf(path)
      .map((mention) => ({ ...mentionPlace(mention, places), group: mention.group })),
  };
}

export function findingView(finding: Finding, places: Places): FindingView {
  const { code, severity, message, path, range, related, fixes } = finding;
  const at = (place: { readonly path: string; readonly range: TextRange }) => ({
    uri: places.uriOf(place.path),
    span: places.spanOf(place.path, place.range),
  });
  return {
    code,
    severity,
    message,
    span: places.spanOf(path, range),
    related: related.map((place) => ({ ...at(place), message: place.message })),
    fixes: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ ...at(edit), newText: edit.newText })),
    })),
  };
}
