import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { corpusNames, readCorpus } from '../../support/analysis/truth';
import { ordinaryBody, ordinaryExtensions, ordinaryFile } from './ordinarySource';

const files = 2000;
/** One file in so many is of the corpus; as many speak of ZeroMQ and use none; as many are plain text. */
const every = { withSockets: 5, mentions: 25, plain: 10 };
const filesInFolder = 12;
/** Lines of the files, in turn; a few are long. */
const lengths = [60, 90, 120, 150, 160, 180, 200, 210, 240, 300, 420, 560];

export interface SourceWorkspace {
  readonly folder: string;
  readonly files: number;
  readonly lines: number;
  /** Files of the corpus among them. */
  readonly withSockets: number;
  remove(): void;
}

/**
 * A workspace of 2,000 files and about 400,000 lines in all languages, the same in every run. One file in five has
 * sockets: one of the corpus with other ports, and ordinary code behind it.
 */
export function makeSourceWorkspace(): SourceWorkspace {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'zeromq-sources-')));
  const corpus = spread(corpusNames().map((name) => readCorpus(name)));
  let lines = 0;
  let withSockets = 0;
  for (let at = 0; at < files; at++) {
    const unit = `unit${Math.floor(at / filesInFolder)}`;
    const length = lengths[at % lengths.length] ?? 200;
    const isOfCorpus = at % every.withSockets === 0;
    const { name, text } = isOfCorpus
      ? socketFile(corpus[withSockets++ % corpus.length]!, length, at)
      : plainOrOrdinary(at, length);
    lines += text.split('\n').length - 1;
    const target = path.join(folder, unit, name);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return { folder, files, lines, withSockets, remove: () => rmSync(folder, { recursive: true }) };
}

/** Absolute paths of all files below a folder. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

interface GeneratedFile {
  readonly name: string;
  readonly text: string;
}

function socketFile(
  { name, source }: { readonly name: string; readonly source: string },
  length: number,
  at: number,
): GeneratedFile {
  const shift = (at % 400) * 10;
  const text = source.replace(
    /:(\d{4,5})\b/g,
    (_port, digits: string) => `:${1024 + ((+digits + shift) % 60000)}`,
  );
  const extension = path.extname(name);
  const missing = length - text.split('\n').length;
  const isShort = missing > 40 && ordinaryExtensions.includes(extension);
  // its own name, since others import it by that
  return {
    name: path.basename(name),
    text: isShort ? `${text}\n${ordinaryBody(extension, missing, at)}` : text,
  };
}

function plainOrOrdinary(at: number, length: number): GeneratedFile {
  if (at % every.plain === 1) return plainFile(at, length);
  const extension = ordinaryExtensions[at % ordinaryExtensions.length]!;
  const text = ordinaryFile(extension, length, at);
  const mark = extension === '.py' || extension === '.rb' ? '#' : '//';
  const isMention = at % every.mentions === 2;
  return {
    name: `part${at}${extension}`,
    text: isMention ? `${text}\n${mark} zeromq (zmq) is not used here\n` : text,
  };
}

function plainFile(at: number, length: number): GeneratedFile {
  const line = (number: number) => `  key${number}: "value ${(number * at) % 977}"`;
  const rows = Array.from({ length }, (_row, number) =>
    number % 20 === 0 ? `section${number}:\n  url: "https://host${number}.example/path"` : line(number),
  );
  if (at % every.withSockets === 1) rows.push(`  feed: "tcp://feed${at % 20}.example:${5000 + (at % 50)}"`);
  return at % 4 === 1
    ? { name: `settings${at}.yaml`, text: rows.join('\n') + '\n' }
    : { name: `notes${at}.md`, text: `# Notes\n\n${rows.join('\n')}\n` };
}

/** One of each list, then the second of each, and so on. */
function spread<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_row, at) =>
    lists.flatMap((list) => list.slice(at, at + 1)),
  ).flat();
}
