import type { Finding } from '../analysis/findings/finding';
import type { EndpointGroup, Mention, PlacedUse } from '../analysis/workspace/endpointGroup';
import type { WorkspaceIndex } from '../analysis/workspace/workspaceIndex';
import type { TextRange } from '../analysis/textRange';
import type {
  CodePlace,
  EndpointFinding,
  EndpointView,
  FileView,
  FindingView,
  MentionPlace,
  Span,
  UsePlace,
  UseView,
} from '../protocol/analysis';

/** Where the index's paths and offsets are for the host. */
export interface Places {
  uriOf(path: string): string;
  spanOf(path: string, range: TextRange): Span;
}

interface PathRange {
  readonly path: string;
  readonly range: TextRange;
}

/** A range of a file as the host opens it. */
export function codePlace({ path, range }: PathRange, places: Places): CodePlace {
  return { uri: places.uriOf(path), span: places.spanOf(path, range) };
}

/** More at one endpoint are not told one by one. */
const mostPeers = 200;

export function usePlace({ path, use }: PlacedUse, places: Places): UsePlace {
  const { endpoint, isComplete, role, socketType, library, language, range } = use;
  return {
    ...codePlace({ path, range }, places),
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
  return { ...codePlace({ path, range }, places), endpoint, isComplete };
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
  return [...found].map((finding) => {
    const { code, severity, message, related } = finding;
    return {
      code,
      severity,
      message,
      ...codePlace(finding, places),
      related: related.map((place) => codePlace(place, places)),
    };
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

export function fileView(
  path: string,
  index: WorkspaceIndex,
  places: Places,
): Pick<FileView, 'uses' | 'mentions'> {
  return {
    uses: index.usesOf(path).map((place) => useView(place, index, places)),
    mentions: index
      .mentionsOf(path)
      .map((mention) => ({ ...mentionPlace(mention, places), group: mention.group })),
  };
}

export function findingView(finding: Finding, places: Places): FindingView {
  const { code, severity, message, path, range, related, fixes } = finding;
  return {
    code,
    severity,
    message,
    span: places.spanOf(path, range),
    related: related.map((place) => ({ ...codePlace(place, places), message: place.message })),
    fixes: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ ...codePlace(edit, places), newText: edit.newText })),
    })),
  };
}
