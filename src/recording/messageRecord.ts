import { recordPrefixBytes } from './mcapRecords';

/**
 * A message record inside a chunk: opcode u8, length u64, channel u16, sequence u32, log time u64, publish time u64,
 * data. Offsets count from the record's first byte.
 */
export const messageHeadBytes = recordPrefixBytes + 2 + 4 + 8 + 8;

/** Bytes of the record's content that are not data. */
export const messageFieldBytes = messageHeadBytes - recordPrefixBytes;

export function channelOf(view: DataView, record: number): number {
  return view.getUint16(record + 9, true);
}

export function sequenceOf(view: DataView, record: number): number {
  return view.getUint32(record + 11, true);
}

export function timeLowOf(view: DataView, record: number): number {
  return view.getUint32(record + 15, true);
}

export function timeHighOf(view: DataView, record: number): number {
  return view.getUint32(record + 19, true);
}

/** @returns where the message's data ends and the next record begins. */
export function recordEnd(view: DataView, record: number): number {
  return (
    record +
    recordPrefixBytes +
    view.getUint32(record + 1, true) +
    4294967296 * view.getUint32(record + 5, true)
  );
}
