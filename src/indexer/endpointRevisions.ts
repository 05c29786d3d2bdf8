import type { EndpointGroup } from '../analysis/workspace/endpointGroup';
import type { WorkspaceIndex } from '../analysis/workspace/workspaceIndex';

interface Changes {
  readonly revision: number;
  /** Keys of all endpoints, in the order of labels. */
  readonly order: readonly string[];
  readonly changed: readonly EndpointGroup[];
}

/** Numbers the changes of endpoints, so that only what is new need be told. */
export class EndpointRevisions {
  /** An indexer that takes the place of another counts on above it. */
  private revision = Date.now() * 1000;
  private readonly changedAt = new Map<string, number>();
  /** Touched since the order was made. */
  private readonly touched = new Set<string>();
  private labels = new Map<string, string>();
  private order: readonly string[] | undefined;

  touch(keys: Iterable<string>): void {
    this.revision++;
    for (const key of keys) {
      this.changedAt.set(key, this.revision);
      this.touched.add(key);
    }
  }

  /** The index is another one: an endpoint that is in neither its changes nor in it is gone. */
  reset(): void {
    this.order = undefined;
  }

  /** @param revision that an earlier call returned; 0 for all there is. */
  since(revision: number, index: WorkspaceIndex): Changes {
    const changed: EndpointGroup[] = [];
    for (const [key, at] of this.changedAt) {
      const group = index.group(key);
      if (!group) this.changedAt.delete(key);
      else if (at > revision) changed.push(group);
    }
    return { revision: this.revision, order: this.orderOf(index), changed };
  }

  private orderOf(index: WorkspaceIndex): readonly string[] {
    const isSame = [...this.touched].every((key) => index.group(key)?.label === this.labels.get(key));
    this.touched.clear();
    if (this.order && isSame) return this.order;
    const groups = index.groups();
    this.labels = new Map(groups.map(({ key, label }) => [key, label]));
    this.order = groups.map(({ key }) => key);
    return this.order;
  }
}
