import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import {
  analysisOf,
  endpointList,
  endpointOf,
  type EndpointProcesses,
  type EndpointsChange,
  endpointsSince,
  type EndpointView,
  type FileFindings,
  type FileView,
  findingsDidChange,
  indexConfigure,
  indexDidChange,
  indexDidLog,
  indexStart,
  indexStatus,
  type IndexStatus,
  listeningProcesses,
} from '../../protocol/analysis';
import {
  type TopologyFilter,
  type TopologyFormat,
  topologyText,
  topologyView,
  type TopologyView,
} from '../../protocol/topology';
import type { RequestType } from '../../protocol/requestType';
import { findFiles, isAnalysed } from './analysedFiles';
import { languagesOff } from './analysisSettings';
import { ChangedFiles } from './changedFiles';
import type { IndexerClient } from './indexerClient';
import { OpenTexts } from './openTexts';

/** The window's start is not for reading source files. */
const startDelayMs = 500;
/** A text that ends the indexer ends it again; then the rest of the window does without. */
const mostEnds = 3;

const emptyView: FileView = { isWhole: false, uses: [], mentions: [] };

/**
 * What the source code says about endpoints, kept up to the workspace's files and to what is typed. The indexer starts
 * with the first need, or a little after the window.
 */
export class SourceAnalysis implements Disposable {
  private readonly store = new DisposableStore();
  private readonly didChange = this.store.add(new vscode.EventEmitter<ReadonlySet<string>>());
  /** Fires with the URIs of files whose views may differ. */
  readonly onDidChange = this.didChange.event;
  private readonly didFind = this.store.add(new vscode.EventEmitter<readonly FileFindings[]>());
  readonly onDidFind = this.didFind.event;
  private client: IndexerClient | undefined;
  private launching: Promise<IndexerClient> | undefined;
  private ends = 0;
  private readonly texts: OpenTexts;
  private readonly changedFiles: ChangedFiles;
  private starting: Promise<IndexStatus> | undefined;
  private reading = 0;

  constructor(
    private readonly modulePath: string,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const client = () => this.client;
    this.texts = this.store.add(new OpenTexts(client));
    this.changedFiles = this.store.add(new ChangedFiles(client, log));
  }

  /** Begins to follow the editors and the files, and reads the workspace a moment later. */
  start(): void {
    const { workspace } = vscode;
    this.texts.follow();
    this.changedFiles.follow();
    this.store.add(this.changedFiles.onDidRemove((uri) => this.texts.letGo(uri)));
    this.store.add(workspace.onDidChangeWorkspaceFolders(() => void this.readAll()));
    this.store.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('files.exclude')) void this.readAll();
        else if (event.affectsConfiguration('zeromq.analysis')) this.configure();
      }),
    );
    const timer = setTimeout(() => void this.readAll(), startDelayMs);
    this.store.add({ dispose: () => clearTimeout(timer) });
  }

  /** Resolves when the workspace's files are read. */
  async whenRead(): Promise<IndexStatus> {
    return this.starting ?? this.readAll();
  }

  /** Reads all files anew. */
  readAgain(): Promise<IndexStatus> {
    return this.readAll();
  }

  /** Whether the workspace's files are being read, for the first time or again. */
  get isReading(): boolean {
    return this.reading > 0;
  }

  async status(): Promise<IndexStatus> {
    return (await this.indexer()).request(indexStatus, undefined);
  }

  /** Of the document's text as it is now. Empty where the analysis fails: an editor must not suffer from it. */
  async fileView(document: vscode.TextDocument): Promise<FileView> {
    if (!isAnalysed(document)) return emptyView;
    this.texts.settle(document);
    return this.viewOf(String(document.uri));
  }

  /**
   * Asks about the document's text as it is now.
   *
   * @returns undefined where the analysis fails, or the document is not analysed: an editor must not suffer from it.
   */
  async ask<P, R>(document: vscode.TextDocument, type: RequestType<P, R>, params: P): Promise<R | undefined> {
    if (!isAnalysed(document)) return undefined;
    this.texts.settle(document);
    try {
      return await (await this.indexer()).request(type, params);
    } catch (error) {
      this.log.debug(`${type.method} of ${String(document.uri)}: ${String(error)}`);
      return undefined;
    }
  }

  /** Of a file by its URI, open or not. */
  async viewOf(uri: string): Promise<FileView> {
    try {
      return await (await this.indexer()).request(analysisOf, { uri });
    } catch (error) {
      this.log.debug(`analysis of ${uri}: ${String(error)}`);
      return emptyView;
    }
  }

  /** Every endpoint of the workspace, by label. */
  async endpoints(): Promise<readonly EndpointView[]> {
    return (await this.indexer()).request(endpointList, undefined);
  }

  /** What is another than at a revision; 0 for all. */
  async endpointsSince(revision: number): Promise<EndpointsChange> {
    return (await this.indexer()).request(endpointsSince, { revision });
  }

  /** Who listens at the workspace's endpoints now. Linux only. */
  async processes(): Promise<readonly EndpointProcesses[]> {
    return (await this.indexer()).request(listeningProcesses, undefined);
  }

  async endpoint(key: string): Promise<EndpointView | undefined> {
    return (await this.indexer()).request(endpointOf, { key });
  }

  /** @returns null where the picture is still of the revision that is known. */
  async topology(filter: TopologyFilter, known?: string): Promise<TopologyView | null> {
    return (await this.indexer()).request(topologyView, { filter, known });
  }

  async topologyText(
    filter: TopologyFilter,
    format: TopologyFormat,
    colors: Readonly<Record<string, string>>,
  ): Promise<string> {
    return (await this.indexer()).request(topologyText, { filter, format, colors });
  }

  dispose(): void {
    this.store.dispose();
    this.client?.dispose();
  }

  private indexer(): Promise<IndexerClient> {
    this.launching ??= this.launch();
    return this.launching;
  }

  private async launch(): Promise<IndexerClient> {
    // JSON-RPC is half of what activation would load, and nobody needs it before this.
    const { IndexerClient } = await import('./indexerClient');
    const client = new IndexerClient(this.modulePath);
    if (this.store.isDisposed) client.dispose();
    this.client = client;
    client.on(indexDidChange, ({ uris }) => this.didChange.fire(new Set(uris)));
    client.on(findingsDidChange, ({ files }) => this.didFind.fire(files));
    client.on(indexDidLog, ({ message }) => this.log.debug(message));
    client.onDidEnd((reason) => this.ended(reason));
    this.configure();
    this.texts.sendAll();
    return client;
  }

  private ended(reason: string): void {
    this.log.error(`The thread that reads the source files has ended: ${reason}`);
    this.ends++;
    if (this.ends >= mostEnds) return;
    this.client = undefined;
    this.launching = undefined;
    void this.readAll();
  }

  private readAll(): Promise<IndexStatus> {
    this.starting = this.read();
    this.starting.catch((error: unknown) => this.log.warn(`The workspace was not read: ${String(error)}`));
    return this.starting;
  }

  private async read(): Promise<IndexStatus> {
    this.reading++;
    try {
      return await this.readFolders();
    } finally {
      this.reading--;
    }
  }

  private async readFolders(): Promise<IndexStatus> {
    const indexer = await this.indexer();
    const folders = vscode.workspace.workspaceFolders ?? [];
    const names = folders.map(({ name }) => name);
    const roots = folders.map(({ uri, name, index }) => ({
      uri: String(uri),
      // Folders may share a name.
      name: names.indexOf(name) === index ? name : `${name} (${index + 1})`,
    }));
    const status = await indexer.request(indexStart, { roots, files: await findFiles() });
    this.log.debug(`${status.files} files with ${status.uses} uses read in ${Math.round(status.tookMs)} ms`);
    return status;
  }

  private configure(): void {
    this.client?.notify(indexConfigure, { off: languagesOff() });
  }
}
