import { quoted, shorten } from '../model/visibleText';

/** A chunk is compressed in a way that this VS Code cannot read. Its message is a sentence that says so. */
export class UnsupportedCompressionError extends Error {}

/**
 * A chunk names a compression that no reader is known for: another tool's own, or a name that was damaged. Its message is
 * a sentence that names it.
 */
export class UnknownCompressionError extends Error {
  constructor(compression: string) {
    super(`The compression ${quoted(shorten(compression, 32))} is not known; zstd and lz4 are.`);
  }
}

/**
 * Whether a failure to read a chunk means that its bytes are wrong, or no program is known that could read them. What
 * another disk or another VS Code could read is no damage: repairing would cut it off.
 */
export function isDamage(error: unknown): boolean {
  if (error instanceof UnsupportedCompressionError) return false;
  // Failed system calls name theirs.
  return !(error instanceof Error && 'syscall' in error);
}
