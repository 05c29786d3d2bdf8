import path from 'node:path';
import { corpusNames, readCorpus, type CorpusFile } from '../../support/analysis/truth';
import { ordinaryBody, ordinaryExtensions } from './ordinarySource';
import { randomShares } from './randomShares';

/** A long file of one language that somebody edits. */
export interface EditedFile {
  readonly language: string;
  readonly name: string;
  readonly text: string;
}

/**
 * A file for each language: first whole files of the corpus, then code without sockets.
 *
 * @param share of the lines that are the corpus', 0 to 1
 */
export function filesToEdit(lines: number, share: number): EditedFile[] {
  return corpusNames().flatMap((language): EditedFile[] => {
    const extension = ordinaryExtensions.find((one) =>
      readCorpus(language).some(({ name }) => name.endsWith(one)),
    );
    if (extension === undefined) return [];
    const sources = readCorpus(language).filter(({ name }) => name.endsWith(extension));
    const head = corpusLines(sources, lines * share);
    const missing = lines - head.split('\n').length;
    const text = missing > 40 ? `${head}\n${ordinaryBody(extension, missing, 0)}` : head;
    return [{ language, name: `edited${extension}`, text }];
  });
}

/** The text after each edit of somebody who types here and there: a letter, a line, another port, a bracket too many. */
export function* editsOf({ name, text }: EditedFile, count: number): Generator<string> {
  const [, ...shares] = randomShares(count + 1);
  const mark = ['.py', '.rb'].includes(path.extname(name)) ? '#' : '//';
  let current = text;
  for (const [at, share] of shares.entries()) {
    const lines = current.split('\n');
    const line = Math.floor(share * lines.length);
    const old = lines[line] ?? '';
    switch (at % 4) {
      case 0:
        lines[line] = old.replace(/[A-Za-z]+/, (word) => `${word}x`);
        break;
      case 1:
        lines.splice(line, 0, `${mark} line ${at}`);
        break;
      case 2:
        lines[line] = `${old} (`;
        break;
      case 3: {
        const addresses = lines.flatMap((one, number) => (one.includes('tcp://') ? [number] : []));
        const address = addresses[Math.floor(share * addresses.length)];
        if (address !== undefined) lines[address] = (lines[address] ?? '').replace(/:(\d+)/, `:${5000 + at}`);
      }
    }
    const edited = lines.join('\n');
    yield edited;
    // The letter and the bracket go again: who types ends with a text that can be read.
    if (at % 4 === 1 || at % 4 === 3) current = edited;
  }
}

function corpusLines(sources: readonly CorpusFile[], lines: number): string {
  let text = '';
  // the longest first, which are the hardest
  for (const { source } of [...sources].sort((one, other) => other.source.length - one.source.length)) {
    if (text !== '' && (text + source).split('\n').length > lines) continue;
    text += source;
  }
  return text;
}
