import type { FileFacts } from '../facts';
import { languageOf } from '../languages/languages';
import { linkConstants } from '../linkConstants';
import type { PlainEndpoint } from '../plainText/scanPlainText';
import { folderOf } from '../workspacePath';
import { counterpartsIn } from './counterparts';
import type { EndpointGroup, Mention, PlacedUse } from './endpointGroup';
import { GroupTable } from './groupTable';
import { FolderFiles } from './folderFiles';
import { placeMentions, placeUses } from './placeEndpoints';

/** What analysing a file gave: of a program its facts, of any other text its endpoints. */
export type FileContent =
  | { readonly kind: 'program'; readonly facts: FileFacts }
  | { readonly kind: 'text'; readonly endpoints: readonly PlainEndpoint[] };

/** What an edit has changed beyond the file: whose lenses, findings and tree items are out of date. */
export interface IndexChange {
  /** The file itself and those whose constants come from it. */
  readonly paths: ReadonlySet<string>;
  /** Groups that got, lost or moved a member. */
  readonly groups: ReadonlySet<string>;
}

interface IndexedFile {
  readonly content: FileContent;
  /** With constants of other files. */
  readonly linked?: FileFacts;
  readonly uses: readonly PlacedUse[];
  readonly mentions: readonly Mention[];
  /** Paths that were looked at for constants, whether there was such a file or not; folders with a `/` at the end. */
  readonly needs: ReadonlySet<string>;
}

const noFiles: ReadonlySet<string> = new Set();

/**
 * The sockets and endpoints of a whole workspace, kept up file by file. Paths are relative to the workspace, with `/`.
 * A change costs as much as the file, the files that take constants from it, and the groups that these are in.
 */
export class WorkspaceIndex {
  private readonly files = new Map<string, IndexedFile>();
  private readonly table = new GroupTable();
  private readonly folders = new FolderFiles();
  /** For each path, the files that looked there for constants. */
  private readonly neededBy = new Map<string, Set<string>>();

  /**
   * Says that there is such a file, whether it uses sockets or not: another may take constants from all files of a
   * folder (Go's packages). Those that are missing then are in `missing`.
   */
  noteFile(path: string): IndexChange {
    const paths = new Set<string>();
    const groups = new Set<string>();
    if (this.folders.add(path)) this.placeDependents(folderKey(folderOf(path)), paths, groups);
    return { paths, groups };
  }

  /** Adds a file or takes its new content. */
  setFile(path: string, content: FileContent): IndexChange {
    const before = this.files.get(path);
    const paths = new Set([path]);
    const groups = new Set<string>();
    this.place(path, content, groups);
    if (this.folders.add(path)) this.placeDependents(folderKey(folderOf(path)), paths, groups);
    if (exportsText(before?.content) !== exportsText(content)) this.placeDependents(path, paths, groups);
    return { paths, groups };
  }

  /** Takes a file out; one that is not there changes nothing. */
  removeFile(path: string): IndexChange {
    const before = this.files.get(path);
    const groups = new Set<string>();
    if (!before) return { paths: noFiles, groups };
    const paths = new Set([path]);
    this.forget(path, before, groups);
    this.files.delete(path);
    if (exportsText(before.content) !== '') this.placeDependents(path, paths, groups);
    return { paths, groups };
  }

  get paths(): Iterable<string> {
    return this.files.keys();
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  /** Of a program, with the constants of other files filled in. */
  factsOf(path: string): FileFacts | undefined {
    return this.files.get(path)?.linked;
  }

  /** In source order. */
  usesOf(path: string): readonly PlacedUse[] {
    return this.files.get(path)?.uses ?? [];
  }

  mentionsOf(path: string): readonly Mention[] {
    return this.files.get(path)?.mentions ?? [];
  }

  /** Every endpoint of the workspace, in the order of labels. */
  groups(): EndpointGroup[] {
    return this.table.all();
  }

  /** In no order. */
  get groupKeys(): Iterable<string> {
    return this.table.keys;
  }

  group(key: string): EndpointGroup | undefined {
    return this.table.get(key);
  }

  groupOf(place: PlacedUse | Mention): EndpointGroup | undefined {
    return this.table.get(place.group);
  }

  /** The groups that a file has a part in. */
  groupsOf(path: string): EndpointGroup[] {
    const keys = new Set([...this.usesOf(path), ...this.mentionsOf(path)].map(({ group }) => group));
    return [...keys].flatMap((key) => this.table.get(key) ?? []);
  }

  /**
   * Who may be at the other end of what a use binds or connects, whether the types go together or not, the nearest
   * files first.
   */
  counterparts(place: PlacedUse): PlacedUse[] {
    const group = this.table.get(place.group);
    return group ? counterpartsIn(group, place) : [];
  }

  /** What is written at an offset, its end included; several where a call takes several addresses. */
  endpointsAt(path: string, offset: number): (PlacedUse | Mention)[] {
    return [
      ...this.usesOf(path).filter(({ use }) => use.range.start <= offset && offset <= use.range.end),
      ...this.mentionsOf(path).filter(
        ({ mention }) => mention.range.start <= offset && offset <= mention.range.end,
      ),
    ];
  }

  /**
   * Paths where constants were looked for that the index has no file of. Whoever fills the index should look for
   * them, and give what is there to `setFile`; that may lead to further ones.
   */
  missing(): string[] {
    return [...this.neededBy.keys()].filter((path) => !this.files.has(path) && !path.endsWith('/'));
  }

  private placeDependents(path: string, paths: Set<string>, groups: Set<string>): void {
    for (const dependent of [...(this.neededBy.get(path) ?? [])]) {
      const file = this.files.get(dependent);
      if (!file || dependent === path) continue;
      paths.add(dependent);
      this.place(dependent, file.content, groups);
    }
  }

  private place(path: string, content: FileContent, groups: Set<string>): void {
    const before = this.files.get(path);
    if (before) this.forget(path, before, groups);
    const needs = new Set<string>();
    const linked = content.kind === 'program' ? this.link(content.facts, path, needs) : undefined;
    const uses = linked ? placeUses(path, linked) : [];
    const mentions = content.kind === 'text' ? placeMentions(path, content.endpoints) : [];
    this.files.set(path, { content, linked, uses, mentions, needs });
    this.table.add(path, [...uses, ...mentions], groups);
    for (const need of needs) {
      const dependents = this.neededBy.get(need);
      if (dependents) dependents.add(path);
      else this.neededBy.set(need, new Set([path]));
    }
  }

  private forget(path: string, { uses, mentions, needs }: IndexedFile, groups: Set<string>): void {
    this.table.remove(path, [...uses, ...mentions], groups);
    for (const need of needs) {
      const dependents = this.neededBy.get(need);
      dependents?.delete(path);
      if (dependents?.size === 0) this.neededBy.delete(need);
    }
  }

  private link(facts: FileFacts, path: string, needs: Set<string>): FileFacts {
    const language = languageOf(facts.language);
    if (!language) return facts;
    const factsAt = (needed: string) => {
      needs.add(needed);
      const content = this.files.get(needed)?.content;
      return content?.kind === 'program' ? content.facts : undefined;
    };
    return linkConstants(facts, path, language, factsAt, (folder) => {
      needs.add(folderKey(folder));
      return this.folders.filesIn(folder);
    });
  }
}

/** A folder among the paths that are needed. */
function folderKey(folder: string): string {
  return `${folder}/`;
}

/** Tells whether what a file offers to others is the same as before. */
function exportsText(content: FileContent | undefined): string {
  if (content?.kind !== 'program' || content.facts.exports.size === 0) return '';
  return JSON.stringify([...content.facts.exports]);
}
