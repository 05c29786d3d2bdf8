import { type BinaryFormat, skipItem } from './binaryFormat';
import { BinarySource } from './binarySource';
import { CborFormat } from './cborFormat';
import { catchFault, DecodeFault } from './decodeFault';
import { type DecodeFailure, type DecodedTree, failureOf } from './decodedFrame';
import { LazyNode } from './lazyNode';
import { MsgpackFormat } from './msgpackFormat';

/** Decodes the MessagePack value at the start of a frame; bytes after it are a notice. */
export function decodeMsgpack(bytes: Uint8Array): DecodedTree | DecodeFailure {
  return decodeBinary('msgpack', new MsgpackFormat(bytes));
}

/** Decodes the CBOR value (RFC 8949) at the start of a frame; bytes after it are a notice. */
export function decodeCbor(bytes: Uint8Array): DecodedTree | DecodeFailure {
  return decodeBinary('cbor', new CborFormat(bytes));
}

function decodeBinary(kind: 'msgpack' | 'cbor', format: BinaryFormat): DecodedTree | DecodeFailure {
  const extent = catchFault(() => skipItem(format, 0));
  if (extent instanceof DecodeFault) return failureOf(kind, extent);
  const source = new BinarySource(kind, format);
  const left = format.bytes.length - extent.end;
  const notice =
    left === 0
      ? undefined
      : `The value ends at byte ${extent.end}; ${left} ${left === 1 ? 'byte follows' : 'bytes follow'}.`;
  return { kind, root: new LazyNode(source, source.describe(0)), notice };
}
