import type { EndpointRole } from '../model/sessionDefinition';
import type { MentionPlace, Span, UsePlace, UseView } from './analysis';
import { requestType } from './requestType';

/**
 * Host and indexer: what an editor shows of the endpoint at a place. All answer once the newest text that was told is
 * analysed.
 */

/** A place in a file, zero-based, in UTF-16 columns. */
export interface TextPlace {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** What a hover says. */
export interface EndpointExplanation {
  /** What it is about: the address in the source, or the name that stands for it. */
  readonly span: Span;
  /** Text from the source is escaped. Links open files. */
  readonly markdown: string;
  /** Absent in a text that is no program. */
  readonly use?: UseView;
}

/** What belongs to the endpoint at a place. */
export interface RelatedPlaces {
  /** The address in the source, without quotes. */
  readonly span: Span;
  /** Who is at the other end, nearest first; from a text that is no program, who binds. */
  readonly counterparts: readonly (UsePlace | MentionPlace)[];
  /** All that use or name the endpoint, this one too, by file and place. */
  readonly members: readonly (UsePlace | MentionPlace)[];
  /** Where this file writes it. */
  readonly written: readonly { readonly span: Span; readonly does: 'bind' | 'connect' | 'mention' }[];
}

/** From what connects, or only names, an endpoint to the nearest that binds it. */
export interface EndpointLink {
  readonly span: Span;
  readonly target: UsePlace;
  /** How many others bind it. */
  readonly others: number;
}

/** Asks what may be written where an endpoint is typed. */
export interface ProposalQuestion extends TextPlace {
  /** Of what is typed, up to the place. */
  readonly typed: string;
  /** What the text in front sounds like; counts where the analysis does not tell. */
  readonly role?: EndpointRole;
  /** The place must be an argument of bind or connect: nothing else tells that an endpoint is typed. */
  readonly needsUse: boolean;
}

/** An endpoint of the workspace, as it may be written at the place. */
export interface EndpointProposal {
  readonly address: string;
  /** `PUB binds in weather.py` */
  readonly users: string;
}

/** The answer to a ProposalQuestion. */
export interface EndpointProposals {
  /** What fits best comes first. */
  readonly proposals: readonly EndpointProposal[];
  /** There are more: ask again when more is typed. */
  readonly isCut: boolean;
}

/** Several where one text stands for several endpoints. */
export const explanationsAt = requestType<TextPlace, readonly EndpointExplanation[]>('index/explanations');
/** Undefined where no endpoint is written; the name of a constant is none. */
export const relatedAt = requestType<TextPlace, RelatedPlaces | undefined>('index/related');
/** Of the whole file; empty where nothing of it is bound in the workspace. */
export const linksOf = requestType<{ readonly uri: string }, readonly EndpointLink[]>('index/links');
/** Empty where no endpoint is typed. */
export const proposalsAt = requestType<ProposalQuestion, EndpointProposals>('index/proposals');
