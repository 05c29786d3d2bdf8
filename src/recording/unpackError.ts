/** A chunk is compressed in a way that cannot be read here. Its message is a sentence that says so. */
export class UnsupportedCompressionError extends Error {}

/**
 * Whether a failure to read a chunk means that its bytes are wrong. What another program, another disk or another VS
 * Code could read is no damage: repairing would cut it off.
 */
export function isDamage(error: unknown): boolean {
  if (error instanceof UnsupportedCompressionError) return false;
  // Failed system calls name theirs.
  return !(error instanceof Error && 'syscall' in error);
}
