import { explainEndpoint } from '../analysis/explain/explainEndpoint';
import { roleOf } from '../analysis/roleOf';
import { languageOfText } from '../analysis/languages/languages';
import { proposeEndpoints } from '../analysis/proposals/proposeEndpoints';
import type { TextRange } from '../analysis/textRange';
import type { EndpointGroup, Mention, PlacedUse } from '../analysis/workspace/endpointGroup';
import type { WorkspaceIndex } from '../analysis/workspace/workspaceIndex';
import { writtenTexts } from '../analysis/workspace/writtenTexts';
import type { MentionPlace, UsePlace } from '../protocol/analysis';
import type {
  EndpointExplanation,
  EndpointLink,
  EndpointProposals,
  ProposalQuestion,
  RelatedPlaces,
  TextPlace,
} from '../protocol/endpointFeatures';
import type { SourceFile } from './sourceFile';
import { mentionPlace, type Places, usePlace, useView } from './views';

type Place = PlacedUse | Mention;

/** More addresses at one place are not explained. */
const mostExplanations = 3;

/** Answers an editor's questions about the endpoint at a place. */
export class EndpointFeatures {
  /**
   * @param sourceOf the text of a file of the index, or in an editor.
   * @param isWhole whether all files are read.
   */
  constructor(
    private readonly index: WorkspaceIndex,
    private readonly sourceOf: (path: string) => SourceFile | undefined,
    private readonly places: Places,
    private readonly isWhole: () => boolean,
  ) {}

  explanations(path: string, at: TextPlace): EndpointExplanation[] {
    const offset = this.offsetOf(path, at);
    const written = this.writtenAt(path, offset);
    // In the call the name of a constant is explained as well.
    const found = written.length > 0 ? written : this.index.endpointsAt(path, offset).map(inCall);
    const shown = new Map<string, EndpointExplanation>();
    for (const { place, range } of found) {
      const markdown = explainEndpoint(place, this.index.groupOf(place), {
        isWhole: this.isWhole(),
        lineOf: (file, where) => this.places.spanOf(file, where).startLine + 1,
        uriOf: (file, where) => this.linkTo(file, where),
      });
      const use = place.kind === 'use' ? useView(place, this.index, this.places) : undefined;
      if (!shown.has(markdown)) shown.set(markdown, { span: this.places.spanOf(path, range), markdown, use });
    }
    return [...shown.values()].slice(0, mostExplanations);
  }

  related(path: string, at: TextPlace): RelatedPlaces | undefined {
    const found = this.writtenAt(path, this.offsetOf(path, at));
    const [first] = found;
    if (!first) return undefined;
    const groups = [...new Set(found.map(({ place }) => place.group))].flatMap(
      (key) => this.index.group(key) ?? [],
    );
    return {
      span: this.places.spanOf(path, first.range),
      counterparts: this.viewsOf(found.flatMap(({ place }) => this.otherEnd(place))),
      members: this.viewsOf(groups.flatMap(membersOf)),
      written: groups.flatMap((group) => this.writtenOf(group, path)),
    };
  }

  links(path: string): EndpointLink[] {
    const links = new Map<number, EndpointLink>();
    for (const place of [...this.index.usesOf(path), ...this.index.mentionsOf(path)]) {
      if (place.kind === 'use' && roleOf(place.use) === 'bind') continue;
      const [target, ...others] = this.otherEnd(place).filter((end) => end.kind === 'use');
      if (target?.use.role !== 'bind') continue;
      for (const range of this.textsOf(place)) {
        links.set(range.start, {
          span: this.places.spanOf(path, range),
          target: usePlace(target, this.places),
          others: others.length,
        });
      }
    }
    return [...links.values()];
  }

  proposals(path: string, question: ProposalQuestion): EndpointProposals {
    const offset = this.offsetOf(path, question);
    const source = this.sourceOf(path);
    const uses = this.index.usesOf(path).filter((place) => isTypedIn(this.textsOf(place), offset));
    const [typed] = uses;
    if (!typed && question.needsUse) return { proposals: [], isCut: false };
    const { proposals, isCut } = proposeEndpoints(this.index, {
      path,
      offset,
      role: typed ? roleOf(typed.use) : question.role,
      socketType: typed?.use.socketType,
      language: languageOfText(path, source?.text ?? '', source?.editor?.languageId)?.id,
      typed: question.typed,
    });
    return { isCut, proposals: proposals.map(({ address, users }) => ({ address, users })) };
  }

  private offsetOf(path: string, { line, character }: TextPlace): number {
    return this.sourceOf(path)?.offsetAt({ line, character }) ?? -1;
  }

  private textsOf(place: Place): TextRange[] {
    return writtenTexts(place, this.sourceOf(place.path)?.text ?? '');
  }

  /** The endpoints that are written at an offset, each with its text. */
  private writtenAt(path: string, offset: number): { place: Place; range: TextRange }[] {
    return [...this.index.usesOf(path), ...this.index.mentionsOf(path)].flatMap((place) =>
      this.textsOf(place)
        .filter(({ start, end }) => start <= offset && offset <= end)
        .map((range) => ({ place, range })),
    );
  }

  private otherEnd(place: Place): Place[] {
    if (place.kind === 'use') {
      return this.index
        .counterparts(place)
        .filter(({ use }) => use.role === 'bind' || use.role === 'connect');
    }
    const group = this.index.groupOf(place);
    if (!group) return [];
    return group.binders.length > 0 ? [...group.binders] : [...group.connectors];
  }

  private writtenOf(group: EndpointGroup, path: string): RelatedPlaces['written'] {
    return membersOf(group)
      .filter((place) => place.path === path)
      .flatMap((place) => {
        const does = place.kind === 'use' ? roleOf(place.use) : 'mention';
        return this.textsOf(place).map((range) => ({ span: this.places.spanOf(path, range), does }));
      });
  }

  /** A place that several uses share counts once. */
  private viewsOf(places: readonly Place[]): (UsePlace | MentionPlace)[] {
    const views = new Map<string, UsePlace | MentionPlace>();
    for (const place of places) {
      const { start, end } = inCall(place).range;
      const key = `${start} ${end} ${place.path}`;
      if (views.has(key)) continue;
      views.set(key, place.kind === 'use' ? usePlace(place, this.places) : mentionPlace(place, this.places));
    }
    return [...views.values()];
  }

  private linkTo(path: string, range: TextRange): string {
    const { startLine, startCharacter } = this.places.spanOf(path, range);
    return `${this.places.uriOf(path)}#L${startLine + 1},${startCharacter + 1}`;
  }
}

function inCall(place: Place): { place: Place; range: TextRange } {
  return { place, range: place.kind === 'use' ? place.use.range : place.mention.range };
}

function membersOf({ binders, connectors, detachers, mentions }: EndpointGroup): Place[] {
  return [...binders, ...connectors, ...detachers, ...mentions];
}

function isTypedIn(texts: readonly TextRange[], offset: number): boolean {
  return texts.some(({ start, end }) => start <= offset && offset <= end);
}
