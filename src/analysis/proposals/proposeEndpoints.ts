import { parseEndpoint } from '../../model/endpoint';
import type { EndpointRole } from '../../model/sessionDefinition';
import { areCompatible, type SocketType } from '../../model/socketType';
import type { LanguageId } from '../facts';
import { familyOf } from '../programFamily';
import { addressOrder } from '../workspace/addressOrder';
import { sharedFolders } from '../workspace/counterparts';
import type { EndpointGroup, Mention, PlacedUse } from '../workspace/endpointGroup';
import type { WorkspaceIndex } from '../workspace/workspaceIndex';
import { describeUsers } from './describeUsers';
import { localForm } from './localForm';

/** Where an endpoint is to be written. */
export interface ProposalContext {
  readonly path: string;
  /** Offset in the file: what is written there now does not count. */
  readonly offset: number;
  /** Undefined for a text that is no program, or where nothing tells. */
  readonly role?: EndpointRole;
  readonly socketType?: SocketType;
  /** Undefined for a text that is no program. */
  readonly language?: LanguageId;
  /** What is typed of it already. */
  readonly typed: string;
}

export interface Proposal {
  readonly address: string;
  /** `PUB binds in weather.py` */
  readonly users: string;
  /** 0 is what fits best; of one rank the nearer files come first. */
  readonly rank: number;
}

export interface Proposals {
  readonly proposals: readonly Proposal[];
  /** There are more; those that begin with what is typed come first. */
  readonly isCut: boolean;
}

/** A list that is longer is not read. */
const mostProposals = 200;

/** The workspace's endpoints as they may be written at a place, the best first. */
export function proposeEndpoints(index: WorkspaceIndex, context: ProposalContext): Proposals {
  const found = new Map<string, EndpointGroup[]>();
  const transport = /^[a-z]+:/.exec(context.typed)?.[0] ?? '';
  for (const key of index.groupKeys) {
    const whole = index.group(key);
    if (!whole?.isKnown || !isWithinReach(whole, context)) continue;
    const group = withoutPlace(whole, context);
    for (const address of addressesFor(group, context.role)) {
      if (!address.startsWith(transport) || !isSound(address, context.role)) continue;
      const known = found.get(address);
      if (known) known.push(group);
      else found.set(address, [group]);
    }
  }
  const isCut = found.size > mostProposals;
  const fits = isCut ? [...found].filter(([address]) => address.startsWith(context.typed)) : [...found];
  const shown = fits
    .map(([address, groups]) => bestOf(address, groups, context))
    .sort(compare)
    .slice(0, mostProposals);
  return {
    isCut,
    proposals: shown.map(({ address, rank, group }) => ({ address, rank, users: describeUsers(group) })),
  };
}

/** What is half written, or wrong, in one place need not be so in another. */
function isSound(address: string, role: EndpointRole | undefined): boolean {
  const roles = role ? [role] : (['bind', 'connect'] as const);
  return roles.some((each) => {
    const checked = parseEndpoint(address, { role: each, platform: 'linux' });
    // some libraries take `tcp://:5555`
    return !('fault' in checked) || checked.fault.code === 'endpoint/missingHost';
  });
}

interface Candidate {
  readonly address: string;
  readonly rank: number;
  readonly nearness: number;
  readonly group: EndpointGroup;
}

function compare(one: Candidate, other: Candidate): number {
  return one.rank - other.rank || other.nearness - one.nearness || addressOrder(one.address, other.address);
}

/** A name of `inproc` is for its own program only. */
function isWithinReach(group: EndpointGroup, { path, language }: ProposalContext): boolean {
  if (group.transport !== 'inproc') return true;
  if (!language) return false;
  const isOwn = [...group.binders, ...group.connectors].some((place) => place.path === path);
  return isOwn || group.key.startsWith(`${familyOf(language)}+`);
}

/** A group is copied only where the place has a part in it. */
function withoutPlace(whole: EndpointGroup, context: ProposalContext): EndpointGroup {
  const isHere = (place: PlacedUse | Mention) => isAt(place, context);
  const { binders, connectors, mentions } = whole;
  if (![...binders, ...connectors, ...mentions].some(isHere)) return whole;
  return {
    ...whole,
    binders: binders.filter((place) => !isHere(place)),
    connectors: connectors.filter((place) => !isHere(place)),
    mentions: mentions.filter((place) => !isHere(place)),
  };
}

/** An address may be of several groups: of the best one then. */
function bestOf(address: string, groups: readonly EndpointGroup[], context: ProposalContext): Candidate {
  const candidates = groups.map((group): Candidate => {
    const places = [...group.binders, ...group.connectors, ...group.mentions];
    const nearness = places.reduce((most, { path }) => Math.max(most, sharedFolders(context.path, path)), -1);
    return { address, rank: rankOf(group, context), nearness, group };
  });
  return candidates.reduce((best, one) => (compare(one, best) < 0 ? one : best));
}

function isAt(place: PlacedUse | Mention, { path, offset }: ProposalContext): boolean {
  if (place.path !== path) return false;
  const written = place.kind === 'use' ? [place.use.range, ...place.use.origins] : [place.mention.range];
  return written.some(({ start, end }) => start <= offset && offset <= end);
}

function addressesFor(
  { binders, connectors, mentions }: EndpointGroup,
  role: EndpointRole | undefined,
): Set<string> {
  const written = (places: readonly (PlacedUse | Mention)[]) =>
    places.flatMap(({ address }) => (address.isComplete ? [address.text.trim()] : []));
  if (role === undefined) return new Set([...written(binders), ...written(connectors), ...written(mentions)]);
  const usesNumber = connectors.some(({ address }) => address.host?.text === '127.0.0.1');
  const form = ({ address }: PlacedUse | Mention) =>
    localForm(address, role, usesNumber ? '127.0.0.1' : 'localhost') ?? [];
  if (role === 'bind') return new Set([...written(binders), ...[...connectors, ...mentions].flatMap(form)]);
  // Nobody can connect to `*`, whoever writes it.
  const named = [...connectors, ...mentions].filter(({ address }) => address.host?.kind !== 'any');
  const forms = binders.length > 0 ? binders.flatMap(form) : mentions.flatMap(form);
  return new Set([...forms, ...written(named)]);
}

/** What lacks this side and goes with it comes first, what cannot talk with it last. */
function rankOf(group: EndpointGroup, { role, socketType }: ProposalContext): number {
  if (role === undefined) return 0;
  const [own, others] =
    role === 'bind' ? [group.binders, group.connectors] : [group.connectors, group.binders];
  if (others.length === 0) return 4;
  const types = others.flatMap(({ use }) => use.socketType ?? []);
  const known = socketType !== undefined && types.length > 0;
  const fits = known && types.some((type) => areCompatible(type, socketType));
  if (known && !fits) return 5;
  return (own.length === 0 ? 0 : 2) + (fits ? 0 : 1);
}
