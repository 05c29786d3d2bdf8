/**
 * `node scripts/placeTruth.ts FILE…` fills in the ranges of truth files of test/fixtures/endpoints that were written by
 * hand: `in` is a stretch of the source that occurs once, `text` the endpoint's expression inside of it. Nothing
 * else is looked at, so the truth stays what its author read.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Entry {
  in?: string;
  text: string;
  range?: string;
  [other: string]: unknown;
}

for (const file of process.argv.slice(2)) {
  const source = readFileSync(file.replace(/\.truth\.json$/, ''), 'utf8');
  const entries = JSON.parse(readFileSync(file, 'utf8')) as Entry[];
  const placed = entries.map(({ in: around, range, text, ...rest }) => {
    const at = around === undefined ? range : rangeOf(source, around, text, file);
    if (at === undefined) throw new Error(`${file}: ${text} has neither "in" nor "range".`);
    return { range: at, text, ...rest };
  });
  const lines = placed.map((entry) => `  ${JSON.stringify(entry)}`);
  writeFileSync(file, lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`);
}

function rangeOf(source: string, around: string, text: string, file: string): string {
  const first = source.indexOf(around);
  if (first < 0) throw new Error(`${file}: the source has no ${around}`);
  if (source.includes(around, first + 1)) throw new Error(`${file}: the source has several ${around}`);
  const inside = around.indexOf(text);
  if (inside < 0) throw new Error(`${file}: ${around} does not hold ${text}`);
  return `${position(source, first + inside)}-${position(source, first + inside + text.length)}`;
}

function position(source: string, offset: number): string {
  const before = source.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
