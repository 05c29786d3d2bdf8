import type { EndpointRole } from '../model/sessionDefinition';
import type { SocketType } from '../model/socketType';

export const patternIds = [
  'request-reply',
  'publish-subscribe',
  'pipeline',
  'exclusive-pair',
  'async-client-server',
  'xpub-xsub-proxy',
  'shared-queue',
  'load-balancing-broker',
  'lazy-pirate',
  'paranoid-pirate',
  'majordomo',
  'last-value-cache',
  'clone',
  'binary-star',
  'curve-publish-subscribe',
  'curve-request-reply',
] as const;
export type PatternId = (typeof patternIds)[number];

export function isPatternId(text: string): text is PatternId {
  return patternIds.some((id) => id === text);
}

/** What to write for a pattern: its programs and where they meet. Contract: docs/scaffold.md. */
export interface Pattern {
  readonly id: PatternId;
  readonly title: string;
  /** One sentence: what the programs do together. */
  readonly summary: string;
  /** Lines of text, at most 78 columns, with the endpoints' names. */
  readonly diagram: string;
  /** One sentence each: when to use it, and when something else serves better. */
  readonly use: string;
  readonly avoid: string;
  readonly endpoints: readonly PatternEndpoint[];
  /** The default topic, where the pattern has one. */
  readonly topic?: string;
  readonly roles: readonly PatternRole[];
}

export interface PatternEndpoint {
  /** As in `{{endpoint.NAME}}` and in `--endpoint NAME=…`. */
  readonly name: string;
  readonly default: string;
  /** What goes over it. */
  readonly carries: string;
}

/** One program. */
export interface PatternRole {
  /** Names the template: `media/scaffold/LANGUAGE/PATTERN/ROLE.EXT`. */
  readonly id: string;
  /** One sentence: what the program does. */
  readonly does: string;
  /** In their order on the command line. Each has a default. */
  readonly arguments: readonly RoleArgument[];
  readonly sockets: readonly RoleSocket[];
  /** Examples of what it says on standard output, `ready` left out. */
  readonly prints: readonly string[];
  /** How often it runs and with which leading arguments; without it once and with none. */
  readonly runs?: readonly RoleRun[];
  /** Does its work, ends, and has to do so before the others start. */
  readonly isPreparation?: boolean;
}

export interface RoleRun {
  /** Tells it from the others: `primary`. */
  readonly title: string;
  readonly arguments: readonly string[];
}

export interface RoleSocket {
  readonly type: SocketType;
  readonly role: EndpointRole;
  /** Name of the endpoint. */
  readonly endpoint: string;
}

export type RoleArgument = EndpointArgument | TopicArgument | ValueArgument;

export interface EndpointArgument {
  readonly kind: 'endpoint';
  /** In the usage line, in capitals. */
  readonly name: string;
  readonly endpoint: string;
}

export interface TopicArgument {
  readonly kind: 'topic';
  readonly name: string;
}

export interface ValueArgument {
  readonly kind: 'value';
  readonly name: string;
  readonly default: string;
  /** What it says, with its unit. */
  readonly means: string;
  /** A folder below the working folder that all roles have to find. */
  readonly isSharedFolder?: boolean;
}

/** A program that binds says `ready` once it is bound. */
export function binds(role: PatternRole): boolean {
  return role.sockets.some((socket) => socket.role === 'bind');
}

/** `[SERVICE] [INTERVAL]` */
export function usageOf(role: PatternRole): string {
  return role.arguments.map(({ name }) => `[${name}]`).join(' ');
}
