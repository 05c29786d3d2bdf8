import type { DecodeFault } from './decodeFault';
import type { HexView } from './decodeHex';
import type { DecodedRaw } from './decodeRaw';
import type { DecodedText } from './decodeText';
import type { TreeNode } from './treeNode';

/** What a person can choose for a frame; `auto` looks at the bytes. */
export type DecoderKind = 'auto' | 'text' | 'json' | 'hex' | 'msgpack' | 'cbor' | 'raw';
export const decoderKinds: readonly DecoderKind[] = ['auto', 'text', 'json', 'hex', 'msgpack', 'cbor', 'raw'];

export type TreeKind = 'json' | 'msgpack' | 'cbor';

export const decoderNames: Readonly<Record<DecoderKind, string>> = {
  auto: 'Auto',
  text: 'Text',
  json: 'JSON',
  hex: 'Hex',
  msgpack: 'MessagePack',
  cbor: 'CBOR',
  raw: 'Raw',
};

export interface DecodedTree {
  readonly kind: TreeKind;
  readonly root: TreeNode;
  /** A sentence about what is odd though decoded: bytes after the value, a byte order mark. */
  readonly notice?: string;
}

/** The bytes are not of the chosen format. */
export interface DecodeFailure {
  readonly kind: 'error';
  readonly decoder: DecoderKind;
  /** A sentence that names the byte where known. */
  readonly error: string;
  /** Byte in the frame at which it shows. */
  readonly offset?: number;
}

export type DecodedFrame =
  | { readonly kind: 'empty' }
  | DecodedText
  | DecodedTree
  | { readonly kind: 'hex'; readonly view: HexView; readonly notice?: string }
  | DecodedRaw
  | DecodeFailure;

export function failureOf(decoder: TreeKind, fault: DecodeFault): DecodeFailure {
  return {
    kind: 'error',
    decoder,
    error: `Not ${decoderNames[decoder]}: ${fault.message} (byte ${fault.offset}).`,
    offset: fault.offset,
  };
}
