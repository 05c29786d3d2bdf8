import { bytesEqual } from '../../base/bytes';
import { type NodeKey, type TreeNode, type ValueKind, isContainer } from './treeNode';

/** One value as its format describes it, before it has a key. */
export interface Description {
  readonly kind: ValueKind;
  readonly text: string;
  readonly cut?: boolean;
  readonly note?: string;
  readonly start: number;
  readonly end: number;
  readonly childCount: number;
  /** Where the first member starts; of no meaning without children. */
  readonly firstMember: number;
  /** Where `text` is not the whole. */
  readonly full?: () => string;
}

/** A format over bytes that were checked as a whole, so that nothing here can fail. */
export interface NodeSource {
  readonly kind: 'json' | 'msgpack' | 'cbor';
  readonly bytes: Uint8Array;
  describe(at: number): Description;
  /** End of the value at `at`, cheaper than describing it. */
  endOf(at: number): number;
  /** The key at the start of an object's member. `identity` tells equal keys; `valueAt` is where the value starts. */
  readKey(at: number): { key: NodeKey; identity: string; valueAt: number };
  /** Where the value of an object's member starts. */
  skipKey(at: number): number;
  /** Where the next member starts after a value that ended at `end`. */
  nextMember(end: number): number;
}

const checkpointEvery = 64;
/** In larger objects repeated keys show without a mark: finding them would need all keys in memory. */
const duplicatesWithin = 4096;

/** A TreeNode that reads its children from the bytes when they are asked for. */
export class LazyNode implements TreeNode {
  readonly kind: ValueKind;
  readonly text: string;
  readonly cut: boolean;
  readonly note?: string;
  readonly childCount: number;
  readonly start: number;
  readonly end: number;
  /** Offsets of members 0, 64, 128 …, as far as somebody has walked. */
  private readonly checkpoints: number[];
  private repeated: ReadonlySet<string> | undefined;

  constructor(
    private readonly source: NodeSource,
    private readonly description: Description,
    readonly key?: NodeKey,
    keyNote?: string,
  ) {
    this.kind = description.kind;
    this.text = description.text;
    this.cut = description.cut ?? false;
    this.note =
      keyNote && description.note ? `${keyNote}, ${description.note}` : (keyNote ?? description.note);
    this.childCount = description.childCount;
    this.start = description.start;
    this.end = description.end;
    this.checkpoints = [description.firstMember];
  }

  children(from = 0, count = Number.POSITIVE_INFINITY): TreeNode[] {
    const first = Math.max(0, Math.floor(from));
    const last = Math.min(this.childCount, first + Math.max(0, count));
    if (!isContainer(this.kind) || first >= last) return [];
    const nodes: TreeNode[] = [];
    let at = this.seek(first);
    for (let index = first; index < last; index++) {
      this.remember(index, at);
      const node = this.childAt(at, index);
      nodes.push(node);
      at = this.source.nextMember(node.end);
    }
    return nodes;
  }

  fullText(): string {
    return this.description.full?.() ?? this.text;
  }

  hasSameBytes(other: TreeNode): boolean {
    if (!(other instanceof LazyNode) || other.source.kind !== this.source.kind) return false;
    return bytesEqual(this.written, other.written);
  }

  private get written(): Uint8Array {
    return this.source.bytes.subarray(this.start, this.end);
  }

  private childAt(at: number, index: number): TreeNode {
    if (this.kind === 'array') {
      return new LazyNode(this.source, this.source.describe(at), { kind: 'index', text: String(index) });
    }
    const { key, identity, valueAt } = this.source.readKey(at);
    const note = this.repeatedKeys().has(identity) ? 'duplicate key' : undefined;
    return new LazyNode(this.source, this.source.describe(valueAt), key, note);
  }

  private seek(index: number): number {
    let nearest = Math.min(Math.floor(index / checkpointEvery), this.checkpoints.length - 1);
    let at = this.checkpoints[nearest] as number;
    for (nearest *= checkpointEvery; nearest < index; nearest++) {
      this.remember(nearest, at);
      at = this.source.nextMember(this.source.endOf(this.valueAt(at)));
    }
    return at;
  }

  private valueAt(at: number): number {
    return this.kind === 'array' ? at : this.source.skipKey(at);
  }

  private remember(index: number, at: number): void {
    if (index % checkpointEvery === 0) this.checkpoints[index / checkpointEvery] = at;
  }

  private repeatedKeys(): ReadonlySet<string> {
    if (this.repeated) return this.repeated;
    const seen = new Set<string>();
    const repeated = new Set<string>();
    if (this.childCount <= duplicatesWithin) {
      let at = this.description.firstMember;
      for (let index = 0; index < this.childCount; index++) {
        const { identity, valueAt } = this.source.readKey(at);
        if (seen.has(identity)) repeated.add(identity);
        seen.add(identity);
        at = this.source.nextMember(this.source.endOf(valueAt));
      }
    }
    this.repeated = repeated;
    return repeated;
  }
}
