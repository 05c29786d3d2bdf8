import { readFile } from 'node:fs/promises';
import { mayNameEndpoints } from '../analysis/analysedNames';
import type { Finding } from '../analysis/findings/finding';
import type { TextRange } from '../analysis/textRange';
import type { EndpointGroup } from '../analysis/workspace/endpointGroup';
import { type FileContent, type IndexChange, WorkspaceIndex } from '../analysis/workspace/workspaceIndex';
import type {
  EndpointProcesses,
  EndpointsChange,
  EndpointView,
  FileFindings,
  FileView,
  IndexStart,
  IndexStatus,
  Span,
} from '../protocol/analysis';
import { EndpointFeatures } from './endpointFeatures';
import { analyseText, type Parsing } from './analyseText';
import { EditedTrees } from './editedTrees';
import { EndpointRevisions } from './endpointRevisions';
import { FileNames } from './fileNames';
import { FindingsKeeper } from './findingsKeeper';
import { GitIgnore } from './gitIgnore';
import type { Grammars } from './grammars';
import { Listeners } from './listeners/listeners';
import { SourceFile } from './sourceFile';
import { TopologyKeeper } from './topologyKeeper';
import { endpointView, fileView, findingView, type Places } from './views';
import { WorkQueue } from './workQueue';

/** Told of what the index has found. */
export interface IndexListener {
  /** Views of these files may differ. */
  changed(uris: readonly string[]): void;
  found(files: readonly FileFindings[]): void;
  log(message: string): void;
}

/** Files between two words to the host while many are read. */
const tellEvery = 50;
const noSpan: Span = { startLine: 0, startCharacter: 0, endLine: 0, endCharacter: 0 };

/** Keeps the index of a workspace up to its files and to the texts in its editors. */
export class Indexer implements Places {
  readonly topology = new TopologyKeeper(this);
  private index = new WorkspaceIndex();
  private findings = this.newFindings();
  private readonly revisions = new EndpointRevisions();
  private readonly listeners = new Listeners();
  private features = this.newFeatures();
  private names = new FileNames([]);
  private ignores: readonly { readonly folder: string; readonly rules: GitIgnore }[] = [];
  private readonly sources = new Map<string, SourceFile>();
  private readonly texts = new Map<string, SourceFile>();
  private readonly edited: EditedTrees;
  /** Files of the workspace. What an editor shows beside them counts only as long as it is open. */
  private readonly listed = new Set<string>();
  /** Files that others may take constants from, and that were looked for. */
  private readonly wanted = new Set<string>();
  private readonly queue = new WorkQueue(
    (path) => this.refresh(path),
    () => this.afterwards(),
  );
  private readonly changed = new Set<string>();
  private off: ReadonlySet<string> = new Set();
  /** All files were read since the start. */
  private isWhole = false;
  private done = 0;
  private tookMs = 0;

  constructor(
    private readonly grammars: Grammars,
    private readonly listener: IndexListener,
  ) {
    this.edited = new EditedTrees(grammars);
  }

  /** Forgets what came from the disk and reads all anew. */
  async start({ roots, files }: IndexStart): Promise<IndexStatus> {
    const started = performance.now();
    const before = [...this.index.paths].map((path) => this.uriOf(path));
    const open = [...this.texts].map(([path, text]) => ({ uri: this.uriOf(path), text }));
    this.isWhole = false;
    // Changes that were told before the list of files was made, or since.
    const pending = this.queue.pending
      .filter((path) => this.listed.has(path))
      .map((path) => this.uriOf(path));
    this.queue.clear();
    this.names = new FileNames(roots);
    this.ignores = this.names.folders.map((folder) => ({ folder, rules: new GitIgnore(folder) }));
    this.listener.found(this.findings.paths.map((path) => ({ uri: this.uriOf(path), findings: [] })));
    this.index = new WorkspaceIndex();
    this.findings = this.newFindings();
    this.revisions.reset();
    this.features = this.newFeatures();
    this.sources.clear();
    this.texts.clear();
    this.edited.clear();
    this.wanted.clear();
    this.listed.clear();
    for (const uri of before) this.changed.add(uri);
    for (const { uri, text } of open) this.setText(uri, text);
    const paths = [...new Set([...files, ...pending])]
      .filter((uri) => !this.isIgnored(uri))
      .map((uri) => this.names.pathOf(uri));
    for (const path of paths) this.noteFile(path);
    for (const path of paths) this.queue.add(path);
    await this.queue.allDone();
    this.isWhole = true;
    for (const path of this.texts.keys()) this.changed.add(this.uriOf(path));
    this.tellChanged();
    this.tookMs = performance.now() - started;
    return this.status;
  }

  get status(): IndexStatus {
    const paths = [...this.index.paths];
    return {
      files: paths.length,
      uses: paths.reduce((sum, path) => sum + this.index.usesOf(path).length, 0),
      endpoints: this.index.groups().length,
      tookMs: this.tookMs,
      heapBytes: process.memoryUsage().heapUsed,
      grammarBytes: this.grammars.bytes,
    };
  }

  configure(off: readonly string[]): void {
    const before = this.off;
    this.off = new Set(off);
    if (before.size === this.off.size && off.every((id) => before.has(id))) return;
    // What was off is not in the index, and the constants that others take may come from any file.
    for (const path of new Set([...this.listed, ...this.wanted, ...this.texts.keys()])) this.queue.add(path);
  }

  filesDidChange(files: readonly string[]): void {
    for (const uri of files) {
      if (uri.endsWith('/.gitignore')) this.forgetIgnores();
      else if (!this.isIgnored(uri)) this.pathDidChange(this.names.pathOf(uri));
    }
  }

  textDidChange(uri: string, text: SourceFile): void {
    this.setText(uri, text);
  }

  textDidClose(uri: string): void {
    const path = this.names.pathOf(uri);
    this.texts.delete(path);
    this.edited.forget(path);
    this.queue.add(path);
  }

  /** Resolves when nothing waits to be read. */
  whenIdle(): Promise<void> {
    return this.queue.allDone();
  }

  /** Waits until the newest text of the file is analysed. */
  async fileView(uri: string): Promise<FileView> {
    const path = this.names.pathOf(uri);
    await this.queue.done(path);
    const { isWhole } = this;
    return { version: this.texts.get(path)?.editor?.version, isWhole, ...fileView(path, this.index, this) };
  }

  /** Waits until the newest text of the file is analysed, and answers a question about it. */
  async ask<T>(uri: string, answer: (features: EndpointFeatures, path: string) => T): Promise<T> {
    const path = this.names.pathOf(uri);
    await this.queue.done(path);
    return answer(this.features, path);
  }

  endpoints(): EndpointView[] {
    return this.index.groups().map((group) => this.viewOf(group));
  }

  endpointsSince(revision: number): EndpointsChange {
    const since = this.revisions.since(revision, this.index);
    return { ...since, changed: since.changed.map((group) => this.viewOf(group)) };
  }

  processes(): Promise<EndpointProcesses[]> {
    return this.listeners.at(this.index.groups());
  }

  /** Endpoints with who binds, connects and names them. */
  get groups(): readonly EndpointGroup[] {
    return this.index.groups();
  }

  endpoint(key: string): EndpointView | undefined {
    const group = this.index.group(key);
    return group && this.viewOf(group);
  }

  uriOf(path: string): string {
    return this.names.uriOf(path);
  }

  spanOf(path: string, range: TextRange): Span {
    return this.sources.get(path)?.spanOf(range) ?? noSpan;
  }

  private viewOf(group: EndpointGroup): EndpointView {
    return endpointView(group, this, (path) => this.findings.of(path));
  }

  private pathDidChange(path: string): void {
    if (mayNameEndpoints(path)) return this.fileDidChange(path);
    const below = `${path}/`;
    for (const known of [...this.listed]) if (known.startsWith(below)) this.fileDidChange(known);
  }

  private fileDidChange(path: string): void {
    this.noteChange(this.noteFile(path));
    this.queue.add(path);
  }

  private noteFile(path: string): IndexChange {
    this.listed.add(path);
    return this.index.noteFile(path);
  }

  private setText(uri: string, text: SourceFile): void {
    const path = this.names.pathOf(uri);
    this.texts.set(path, text);
    this.queue.add(path, true);
  }

  private async refresh(path: string): Promise<void> {
    try {
      await this.read(path);
    } catch (error) {
      this.listener.log(`${path} was not analysed: ${String(error)}`);
    }
    this.done++;
    if (this.done % tellEvery === 0) this.tellChanged();
  }

  private async read(path: string): Promise<void> {
    const { index } = this;
    const source = this.texts.get(path) ?? (await this.fromDisk(path));
    const content = source && (await this.analyse(path, source));
    // All was begun anew meanwhile, with other names of files.
    if (index !== this.index) return;
    if (source && content) {
      this.sources.set(path, source);
      this.noteChange(this.index.setFile(path, content));
    } else {
      this.sources.delete(path);
      this.noteChange(this.index.removeFile(path));
    }
    if (this.texts.has(path)) this.changed.add(this.uriOf(path));
  }

  private analyse(path: string, { text, editor }: SourceFile): Promise<FileContent | undefined> {
    const isWanted = this.wanted.has(path);
    const options = { off: this.off, isWanted, editorId: editor?.languageId };
    return analyseText(path, text, this.parsingFor(path), options);
  }

  /** What is edited is parsed again and again. */
  private parsingFor(path: string): Parsing {
    return this.texts.has(path) ? this.edited.parsing(path) : this.grammars;
  }

  private async fromDisk(path: string): Promise<SourceFile | undefined> {
    const file = this.names.diskFileOf(path);
    const counts = this.listed.has(path) || this.wanted.has(path);
    if (file === undefined || !counts) return undefined;
    try {
      const text = await readFile(file, 'utf8');
      return text.includes('\0') ? undefined : new SourceFile(text);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EISDIR') {
        this.listener.log(`${file} cannot be read: ${String(error)}`);
      }
      return undefined;
    }
  }

  private newFindings(): FindingsKeeper {
    return new FindingsKeeper(this.index, (path) => this.sources.get(path)?.text);
  }

  private newFeatures(): EndpointFeatures {
    return new EndpointFeatures(
      this.index,
      // An editor's text without endpoints is no source of the index, but one may be typed in it.
      (path) => this.sources.get(path) ?? this.texts.get(path),
      this,
      () => this.isWhole,
    );
  }

  private noteChange({ paths, groups }: IndexChange): void {
    this.findings.changed(paths, groups);
    this.revisions.touch(groups);
    for (const path of paths) this.changed.add(this.uriOf(path));
    for (const key of groups) {
      const group = this.index.group(key);
      for (const { path } of [...(group?.binders ?? []), ...(group?.connectors ?? [])]) {
        this.changed.add(this.uriOf(path));
      }
    }
  }

  /** All that waited is read: looks for the files that constants come from, and tells what has changed. */
  private afterwards(): Promise<void> {
    for (const path of this.index.missing()) {
      if (this.wanted.has(path)) continue;
      this.wanted.add(path);
      this.queue.add(path);
    }
    if (this.queue.length === 0) {
      const found = this.findings.update();
      this.revisions.touch(
        [...found.keys()].flatMap((path) => this.index.groupsOf(path).map(({ key }) => key)),
      );
      this.tellChanged();
      this.tellFindings(found);
    }
    return Promise.resolve();
  }

  private tellFindings(found: ReadonlyMap<string, readonly Finding[]>): void {
    const files = [...found].map(([path, findings]) => ({
      uri: this.uriOf(path),
      version: this.texts.get(path)?.editor?.version,
      findings: findings.map((finding) => findingView(finding, this)),
    }));
    if (files.length > 0) this.listener.found(files);
  }

  private tellChanged(): void {
    if (this.changed.size === 0) return;
    this.listener.changed([...this.changed]);
    this.changed.clear();
  }

  private isIgnored(uri: string): boolean {
    if (!uri.startsWith('file:')) return false;
    const file = this.names.diskFileOf(this.names.pathOf(uri));
    if (file === undefined) return false;
    const root = this.ignores.find(({ folder }) => file.startsWith(folder));
    return root?.rules.ignores(file) ?? false;
  }

  private forgetIgnores(): void {
    this.ignores = this.ignores.map(({ folder }) => ({ folder, rules: new GitIgnore(folder) }));
  }
}
