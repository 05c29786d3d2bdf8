import { readFileSync } from 'node:fs';

export interface ZipEntry {
  readonly name: string;
  /** Bytes when unpacked. */
  readonly size: number;
  readonly crc32: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;

/** What a zip's central directory lists (APPNOTE.TXT 4.3.12, 4.3.16); without ZIP64. */
export function zipEntries(file: string): readonly ZipEntry[] {
  const zip = readFileSync(file);
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== endSignature) end--;
  if (end < 0) throw new Error(`${file} is no zip file.`);
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== entrySignature) throw new Error(`${file} has a broken directory.`);
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + name),
      size: zip.readUInt32LE(at + 24),
      crc32: zip.readUInt32LE(at + 16),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}
