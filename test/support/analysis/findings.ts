import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CheckedFile } from '../../../src/analysis/findings/checkedFile';
import { CheckedWorkspace } from '../../../src/analysis/findings/checkedWorkspace';
import type { Finding, Fix } from '../../../src/analysis/findings/finding';
import { findingsOfFile } from '../../../src/analysis/findings/findingsOfFile';
import { findingsOfWorkspace } from '../../../src/analysis/findings/findingsOfWorkspace';
import type { Language } from '../../../src/analysis/languages/language';
import { languageOfFile } from '../../../src/analysis/languages/languages';
import { LineIndex } from '../../../src/analysis/textRange';
import { analyse } from './analyse';
import { indexOf } from './sampleWorkspace';
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
          const language = languageOfFile(
            file,
            readFileSync(path.join(findingsFolder, folder, file), 'utf8'),
          );
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

/** The findings between the files of a workspace, given by their paths. */
export async function findingsBetween(files: Readonly<Record<string, string>>): Promise<Finding[]> {
  const index = await indexOf(files);
  return findingsOfWorkspace(
    new CheckedWorkspace(index, (file) => {
      const facts = index.factsOf(file);
      return facts && new CheckedFile(file, files[file] ?? '', facts);
    }),
  );
}
