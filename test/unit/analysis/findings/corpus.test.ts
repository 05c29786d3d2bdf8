import assert from 'node:assert/strict';
import type { Finding } from '../../../../src/analysis/findings/finding';
import { languageOfFile } from '../../../../src/analysis/languages/languages';
import { describeFinding, findingsBetween, findingsIn } from '../../../support/analysis/findings';
import { corpusNames, readCorpus, type CorpusFile } from '../../../support/analysis/truth';
import { corpusFaults } from './corpusFaults';

describe('findings in the programs of the corpus', () => {
  for (const folder of corpusNames()) {
    const files = readCorpus(folder);
    const expected = (corpusFaults[folder] ?? []).map((fault) => `${folder}/${fault}`).sort();

    it(`${folder}: there is none that is a false alarm`, async () => {
      const found = new Set<string>();
      for (const file of files) {
        const { name, source } = file;
        const language = languageOfFile(name, source);
        const own = language && folder !== 'plain' ? await findingsIn(source, language, name) : [];
        const between = await findingsBetween({ [name]: source });
        for (const finding of [...own, ...between]) {
          if (!isUnbound(finding, [file])) found.add(line(finding, name, source));
        }
      }
      assert.deepEqual([...found].sort(), expected);
    });

    it(`${folder}: there is none between the programs`, async () => {
      const sources = Object.fromEntries(files.map(({ name, source }) => [name, source]));
      const found = (await findingsBetween(sources)).flatMap((finding) => {
        const source = sources[finding.path] ?? '';
        return isUnbound(finding, files) || isConditional(finding)
          ? []
          : [line(finding, finding.path, source)];
      });
      // what rules between files find in one file alone
      const within = expected.filter(
        (fault) => fault.includes('incompatible-socket-types') || folder === 'plain',
      );
      assert.deepEqual(found.sort(), within);
    });
  }
});

/** It tells what happens where both programs run at once, which programs after the guide do not. */
function isConditional({ code }: Finding): boolean {
  return code === 'endpoint-bound-by-several';
}

function line(finding: Finding, name: string, source: string): string {
  const { code, range } = describeFinding(finding, source);
  return `${name} ${code} ${range}`;
}

/** That nothing binds what is connected: the corpus' truth says so too. */
function isUnbound({ code, message }: Finding, files: readonly CorpusFile[]): boolean {
  if (code !== 'connected-not-bound') return false;
  const endpoint = /binds (.*)\.$/.exec(message)?.[1] ?? '';
  const key = /^tcp:.*(:\d+)$/.exec(endpoint)?.[1] ?? endpoint;
  const name = files.find(({ truth }) =>
    truth.some((use) => use.role === 'bind' && use.endpoint.endsWith(key)),
  );
  return name === undefined;
}
