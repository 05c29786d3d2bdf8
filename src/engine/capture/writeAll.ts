import type { SpoolFile } from './spoolFileSystem';

/**
 * Writes parts one after another, however short the single writes are.
 *
 * @param position where the first part goes, in bytes.
 * @param onWritten is told where the file's written part ends, after each write.
 * @returns where the last part ends. Rejects with the system's error; some may be written then.
 */
export async function writeAll(
  file: SpoolFile,
  parts: readonly Uint8Array[],
  position: number,
  onWritten: (end: number) => void = () => undefined,
): Promise<number> {
  let rest = parts;
  let at = position;
  while (rest.length > 0) {
    let written = await file.write(rest, at);
    if (written <= 0) throw new Error('The file system took no bytes.');
    at += written;
    onWritten(at);
    let whole = 0;
    while (whole < rest.length && written >= rest[whole]!.length) written -= rest[whole++]!.length;
    const [first, ...others] = rest.slice(whole);
    rest = first ? [first.subarray(written), ...others] : [];
  }
  return at;
}
