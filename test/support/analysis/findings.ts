import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CheckedFile } from '../../../src/analysis/findings/checkedFile';
import { type Finding, type Fix } from '../../../src/analysis/findings/finding';
import { findingsOfFile } from '../../../src/analysis/findings/findingsOfFile';
import { type Language } from '../../../src/analysis/languages/language';
import { languageOfFile } from '../../../src/analysis/languages/languages';
import { LineIndex } from '../../../src/analysis/textRange';
import { analyse } from './analyse';
import { rangeText } from './score';

/** A finding as `FILE.findings.json` has it. */
export interface ExpectedFinding {
  readonly code: string;
  /** `line:column-line:column`, from 1, the end exclusive. */
  readonly range: string;
  /** The source at that range. */
  readonly text: string;
}

export interface FindingsFixture {
  /** `python/turns.py` */
  readonly name: string;
  readonly source: string;
  readonly language: Language;
  readonly expected: readonly ExpectedFinding[];
}

const findingsFolder = path.resolve('test/fixtures/findings');

/** The files of `test/fixtures/findings/LANGUAGE/` with what is to be found in each. */
export function readFindingsFixtures(): FindingsFixture[] {
  return readdirSync(findingsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'workspaces')
    .flatMap(({ name: folder }) =>
      readdirSync(path.join(findingsFolder, folder))
        .filter((file) => !file.endsWith('.findings.json'))
        .sort()
        .map((file) => {
          const language = languageOfFile(file);
          if (!language) throw new Error(`No language reads ${folder}/${file}.`);
          const at = path.join(findingsFolder, folder, file);
          const expected = JSON.parse(readFileSync(`${at}.findings.json`, 'utf8')) as ExpectedFinding[];
          return { name: `${folder}/${file}`, source: readFileSync(at, 'utf8'), language, expected };
        }),
    );
}

export async function checkedFile(source: string, language: Language, name: string): Promise<CheckedFile> {
  return new CheckedFile(name, source, await analyse(source, language));
}

export async function findingsIn(source: string, language: Language, name = 'file'): Promise<Finding[]> {
  return findingsOfFile(await checkedFile(source, language, name));
}

export function describeFinding({ code, range }: Finding, source: string): ExpectedFinding {
  return {
    code,
    range: rangeText(range, new LineIndex(source)),
    text: source.slice(range.start, range.end),
  };
}

/** The source with a fix of one file carried out. */
export function applyFix(source: string, { edits }: Fix): string {
  return [...edits]
    .sort((one, other) => other.range.start - one.range.start)
    .reduce(
      (text, { range, newText }) => text.slice(0, range.start) + newText + text.slice(range.end),
      source,
    );
}
