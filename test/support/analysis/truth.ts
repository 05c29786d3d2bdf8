import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { UseRole } from '../../../src/analysis/facts';
import type { SocketType } from '../../../src/model/socketType';

/** What reading a file of the corpus tells; docs/analysis.md says how it is written. */
export interface TruthUse {
  /** `line:column-line:column`, from 1, the end exclusive. */
  readonly range: string;
  /** The source at that range. */
  readonly text: string;
  readonly endpoint: string;
  readonly role?: UseRole;
  readonly socketType?: SocketType;
}

export interface CorpusFile {
  /** As in the corpus: `python/weather.py`. */
  readonly name: string;
  readonly source: string;
  readonly truth: readonly TruthUse[];
}

export const corpusFolder = path.resolve('test/fixtures/endpoints');

/** The corpus' folders: a language's id each, and `plain`. */
export function corpusNames(): string[] {
  return readdirSync(corpusFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Each source has its truth beside it: `weather.py` and `weather.py.truth.json`. */
export function readCorpus(folder: string): CorpusFile[] {
  const files = readdirSync(path.join(corpusFolder, folder)).sort();
  return files
    .filter((file) => !file.endsWith('.truth.json'))
    .map((file) => {
      const at = path.join(corpusFolder, folder, file);
      const truth = JSON.parse(readFileSync(`${at}.truth.json`, 'utf8')) as TruthUse[];
      return { name: `${folder}/${file}`, source: readFileSync(at, 'utf8'), truth };
    });
}
