import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import type { EndpointView } from '../../protocol/analysis';
import { Pace } from '../pace';
import type { SourceAnalysis } from './sourceAnalysis';

/** Between two looks at the indexer while files are read or somebody types. */
const intervalMs = 50;

/** What of the list is another than before. */
export interface EndpointListChange {
  readonly keys: ReadonlySet<string>;
  /** Endpoints came, went, or are in another order. */
  readonly isReordered: boolean;
}

/** The workspace's endpoints in the host, kept up while somebody looks at them: only what is new crosses over. */
export class EndpointList implements Disposable {
  private readonly store = new DisposableStore();
  private readonly didChange = this.store.add(new vscode.EventEmitter<EndpointListChange>());
  readonly onDidChange = this.didChange.event;
  private views = new Map<string, EndpointView>();
  private order: readonly string[] = [];
  private revision = 0;
  private following = false;
  private readonly pace = this.store.add(new Pace(intervalMs, () => this.load()));

  constructor(
    private readonly analysis: SourceAnalysis,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.store.add(analysis.onDidChange(() => this.follow()));
    this.store.add(analysis.onDidFind(() => this.follow()));
  }

  /** By label. */
  list(): readonly EndpointView[] {
    return this.order.flatMap((key) => this.views.get(key) ?? []);
  }

  get(key: string): EndpointView | undefined {
    return this.views.get(key);
  }

  setFollowing(following: boolean): void {
    this.following = following;
    this.follow();
  }

  /** Takes over what is new, whether somebody looks or not. */
  async update(): Promise<void> {
    const { revision, order, changed } = await this.analysis.endpointsSince(this.revision);
    // An answer that a later question has overtaken.
    if (revision < this.revision) return;
    this.revision = revision;
    const isReordered = order.join('\n') !== this.order.join('\n');
    if (!isReordered && changed.length === 0) return;
    const fresh = new Map(changed.map((view) => [view.key, view]));
    const views = order.flatMap((key) => fresh.get(key) ?? this.views.get(key) ?? []);
    this.views = new Map(views.map((view) => [view.key, view]));
    this.order = order;
    this.didChange.fire({ keys: new Set(fresh.keys()), isReordered });
  }

  dispose(): void {
    this.store.dispose();
  }

  private follow(): void {
    if (this.following) this.pace.request();
  }

  private async load(): Promise<void> {
    try {
      // What is shown stays while all is read again, lest it folds up.
      if (this.order.length > 0 && this.analysis.isReading) await this.analysis.whenRead();
      await this.update();
    } catch (error) {
      this.log.debug(`The endpoints cannot be listed: ${String(error)}`);
    }
  }
}
