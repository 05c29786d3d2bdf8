import assert from 'node:assert/strict';
import { languages } from '../../../src/analysis/languages/languages';
import { LineIndex } from '../../../src/analysis/textRange';
import { scoreCorpus } from '../../support/analysis/scoreCorpus';
import { corpusNames, readCorpus } from '../../support/analysis/truth';

const minPrecision = 0.97;
const minRecall = 0.95;
/** Plain text is one folder for many formats. */
const minFiles = { language: 12, plain: 6 };

describe('the corpus of endpoints', () => {
  it('has a folder for each language', () => {
    assert.deepEqual(corpusNames().sort(), [...new Set(languages.map(({ id }) => id)), 'plain'].sort());
  });

  for (const name of corpusNames()) {
    it(`${name}: precision and recall are high enough`, async () => {
      const { precision, recall, wrong, missed } = await scoreCorpus(name);
      const amiss = [...wrong.map((line) => `+ ${line}`), ...missed.map((line) => `- ${line}`)].join('\n');
      assert.ok(precision >= minPrecision && recall >= minRecall, `${precision} ${recall}\n${amiss}`);
    });

    it(`${name}: the truth's ranges hold what it says they hold`, () => {
      const files = readCorpus(name);
      assert.ok(files.length >= (name === 'plain' ? minFiles.plain : minFiles.language));
      for (const { name: file, source, truth } of files) {
        const index = new LineIndex(source);
        for (const { range, text } of truth) {
          const [start = 0, end = 0] = range.split('-').map((position) => {
            const [line = 0, column = 0] = position.split(':').map(Number);
            return index.offsetAt({ line: line - 1, character: column - 1 });
          });
          assert.equal(source.slice(start, end), text, `${file} ${range}`);
        }
      }
    });
  }
});
