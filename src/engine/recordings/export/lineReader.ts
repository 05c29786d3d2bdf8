import { open } from 'node:fs/promises';

const pieceBytes = 1024 * 1024;
/** A string takes no more in V8. */
export const maxLineBytes = 512 * 1024 * 1024 - 64;

/** The line is longer than can be read. */
export class LineTooLongError extends Error {}

/** Lines that lie whole in what was read last; `end` is where the next begins in the file. */
export interface Lines {
  readonly lines: readonly Uint8Array[];
  readonly end: number;
  readonly size: number;
}

/**
 * Reads a file's lines, without their line feeds, some at a time; they are valid until the next are asked for. Throws
 * LineTooLongError and what the file system throws.
 */
export async function* readLines(file: string): AsyncGenerator<Lines> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    let rest: Uint8Array[] = [];
    let restLength = 0;
    let at = 0;
    for (;;) {
      const piece = Buffer.allocUnsafe(pieceBytes);
      const { bytesRead } = await handle.read(piece, 0, pieceBytes, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      const lines: Uint8Array[] = [];
      let start = 0;
      for (;;) {
        const feed = piece.indexOf(10, start);
        if (feed < 0 || feed >= bytesRead) break;
        const line = piece.subarray(start, feed);
        lines.push(rest.length > 0 ? Buffer.concat([...rest, line]) : line);
        rest = [];
        restLength = 0;
        start = feed + 1;
      }
      const tail = piece.subarray(start, bytesRead);
      rest.push(tail);
      restLength += tail.length;
      if (lines.length > 0) yield { lines, end: at, size };
      if (restLength > maxLineBytes) throw new LineTooLongError();
    }
    if (restLength > 0) yield { lines: [Buffer.concat(rest)], end: at, size };
  } finally {
    await handle.close();
  }
}
