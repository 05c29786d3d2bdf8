/**
 * Messages as MCAP data: their frames one after another exactly as ZMTP 3.1 frames them (RFC 37, "Framing"), so that
 * every part is kept, empty or binary: a flags byte, the length in one byte or in eight (big-endian, LONG), the body.
 */
const more = 0x01;
const long = 0x02;

/** @returns the bytes that the frames take with their flags and lengths. */
export function framedLength(frames: readonly Uint8Array[]): number {
  let length = 0;
  for (let i = 0; i < frames.length; i++) {
    const size = frames[i]!.length;
    length += size > 255 ? size + 9 : size + 2;
  }
  return length;
}

/**
 * Writes the frames at `at`, where the caller made sure that they fit.
 * @param view over the same bytes as `into`.
 * @returns the bytes of all bodies together.
 */
export function writeFrames(
  into: Uint8Array,
  view: DataView,
  at: number,
  frames: readonly Uint8Array[],
): number {
  const last = frames.length - 1;
  let bodies = 0;
  for (let i = 0; i <= last; i++) {
    const frame = frames[i]!;
    const size = frame.length;
    const flags = i < last ? more : 0;
    if (size > 255) {
      into[at] = flags | long;
      view.setUint32(at + 1, Math.floor(size / 4294967296));
      view.setUint32(at + 5, size >>> 0);
      at += 9;
    } else {
      into[at] = flags;
      into[at + 1] = size;
      at += 2;
    }
    // A call of set() costs more than copying a few bytes by hand.
    if (size > 24) into.set(frame, at);
    else for (let k = 0; k < size; k++) into[at + k] = frame[k]!;
    at += size;
    bodies += size;
  }
  return bodies;
}

export function encodeFrames(frames: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(framedLength(frames));
  writeFrames(bytes, new DataView(bytes.buffer), 0, frames);
  return bytes;
}

/** Walks the frames of one message without allocating. `start` and `end` bound the body of the current frame. */
export class FrameCursor {
  start = 0;
  end = 0;
  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;
  private limit = 0;

  /** @param from and to: where the message's data lies in `bytes`. */
  reset(bytes: Uint8Array, from: number, to: number): void {
    this.bytes = bytes;
    this.at = from;
    this.limit = to;
    this.start = from;
    this.end = from;
  }

  /** @returns false after the last frame; also where the data is malformed, and what follows is left out. */
  next(): boolean {
    const { bytes, at, limit } = this;
    if (at + 2 > limit) return false;
    let start: number;
    let size: number;
    if ((bytes[at]! & long) === 0) {
      size = bytes[at + 1]!;
      start = at + 2;
    } else {
      if (at + 9 > limit) return false;
      size = 0;
      for (let i = 1; i < 9; i++) size = size * 256 + bytes[at + i]!;
      start = at + 9;
    }
    const end = start + size;
    if (end > limit) return false;
    this.start = start;
    this.end = end;
    this.at = end;
    return true;
  }
}

/** @returns the bodies, as views into `bytes`. */
export function decodeFrames(bytes: Uint8Array, from = 0, to = bytes.length): Uint8Array[] {
  const cursor = new FrameCursor();
  cursor.reset(bytes, from, to);
  const frames: Uint8Array[] = [];
  while (cursor.next()) frames.push(bytes.subarray(cursor.start, cursor.end));
  return frames;
}
