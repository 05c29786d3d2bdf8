/** A byte of a block stands for 255 bytes at most, those of a length that goes on. */
const maxRatio = 255;

/**
 * Unpacks an LZ4 frame (LZ4 Frame Format 1.6), as other tools' MCAP chunks hold them. Checksums are not looked at: the
 * chunk has its own.
 *
 * @param plainLength bytes that come out.
 * @throws RangeError where the frame is malformed or does not have that length
 */
export function unpackLz4(packed: Uint8Array, plainLength: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (view.getUint32(0, true) !== 0x184d2204) throw new RangeError('This is no LZ4 frame.');
  if (plainLength > maxRatio * packed.length) {
    throw new RangeError(`An LZ4 frame of ${packed.length} bytes cannot hold ${plainLength}.`);
  }
  const flags = view.getUint8(4);
  const hasBlockChecksums = (flags & 0x10) !== 0;
  const hasSize = (flags & 0x08) !== 0;
  const hasDictionary = (flags & 0x01) !== 0;
  let at = 7 + (hasSize ? 8 : 0) + (hasDictionary ? 4 : 0);
  const plain = new Uint8Array(plainLength);
  let length = 0;
  for (;;) {
    const word = view.getUint32(at, true);
    at += 4;
    if (word === 0) break;
    const size = word & 0x7fffffff;
    const block = packed.subarray(at, at + size);
    if (block.length < size) throw new RangeError('The LZ4 frame ends early.');
    if (word >>> 31 === 1) {
      plain.set(block, length);
      length += size;
    } else {
      length = unpackBlock(block, plain, length);
    }
    at += size + (hasBlockChecksums ? 4 : 0);
  }
  if (length !== plainLength)
    throw new RangeError(`The LZ4 frame holds ${length} bytes, not ${plainLength}.`);
  return plain;
}

/** LZ4 Block Format: runs of literals, each followed by a copy of what came before. @returns where it ends. */
function unpackBlock(block: Uint8Array, plain: Uint8Array, start: number): number {
  let at = 0;
  let to = start;
  const lengthFrom = (nibble: number): number => {
    let length = nibble;
    if (nibble < 15) return length;
    for (;;) {
      const more = block[at++];
      if (more === undefined) throw new RangeError('The LZ4 block ends early.');
      length += more;
      if (more < 255) return length;
    }
  };
  while (at < block.length) {
    const token = block[at++]!;
    const literals = lengthFrom(token >> 4);
    if (at + literals > block.length || to + literals > plain.length)
      throw new RangeError('The LZ4 block is too long.');
    plain.set(block.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    if (at >= block.length) break;
    const distance = block[at]! | ((block[at + 1] ?? 0) << 8);
    at += 2;
    const length = lengthFrom(token & 15) + 4;
    if (distance === 0 || distance > to || to + length > plain.length)
      throw new RangeError('The LZ4 block is damaged.');
    // Source and target may overlap, which repeats what was just copied.
    for (let end = to + length; to < end; to++) plain[to] = plain[to - distance]!;
  }
  return to;
}
