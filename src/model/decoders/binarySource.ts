import { toHex } from '../../base/bytes';
import { shorten, visibleLine } from '../visibleText';
import { type BinaryFormat, skipItem } from './binaryFormat';
import { binaryPreview } from './binaryPreview';
import type { Description, NodeSource } from './lazyNode';
import { type NodeKey, isContainer, maxValueText } from './treeNode';

const maxKeyPreview = 60;

/** Reads nodes from bytes that skipItem has accepted. */
export class BinarySource implements NodeSource {
  constructor(
    readonly kind: 'msgpack' | 'cbor',
    private readonly format: BinaryFormat,
  ) {}

  get bytes(): Uint8Array {
    return this.format.bytes;
  }

  describe(at: number): Description {
    const { headAt, ...head } = this.format.describe(at);
    const { end, items } = skipItem(this.format, headAt);
    this.format.step(headAt);
    const childCount = head.kind === 'object' ? items / 2 : head.kind === 'array' ? items : 0;
    const text = isContainer(head.kind) && childCount === 0 ? head.text.replace('…', '') : head.text;
    return { ...head, text, start: at, end, childCount, firstMember: this.format.next };
  }

  endOf(at: number): number {
    return skipItem(this.format, at).end;
  }

  readKey(at: number): { key: NodeKey; identity: string; valueAt: number } {
    const head = this.format.describe(at);
    const valueAt = this.endOf(at);
    if (head.kind === 'string') {
      const text = head.full?.() ?? head.text;
      return {
        key: { kind: 'string', text: shorten(visibleLine(text), maxValueText) },
        identity: `"${text}`,
        valueAt,
      };
    }
    const text = isContainer(head.kind) ? binaryPreview(this.format, maxKeyPreview, at) : head.text;
    return {
      key: { kind: head.kind, text },
      identity: toHex(this.format.bytes.subarray(at, valueAt)),
      valueAt,
    };
  }

  skipKey(at: number): number {
    return this.endOf(at);
  }

  nextMember(end: number): number {
    return end;
  }
}
