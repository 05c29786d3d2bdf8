import assert from 'node:assert/strict';
import { fileRules } from '../../../../src/analysis/findings/findingsOfFile';
import { languageOf } from '../../../../src/analysis/languages/languages';
import {
  applyFix,
  describeFinding,
  findingsIn,
  readFindingsFixtures,
} from '../../../support/analysis/findings';

describe('findings in programs with faults', () => {
  const fixtures = readFindingsFixtures();

  for (const { name, source, language, expected } of fixtures) {
    it(`${name}: are those that are there`, async () => {
      const found = await findingsIn(source, language, name);
      assert.deepEqual(
        found.map((finding) => describeFinding(finding, source)),
        expected,
      );
      for (const { message, fixes, related } of found) {
        assert.match(message, /^\S.*\.$/s);
        assert.ok([...fixes.flatMap(({ edits }) => edits), ...related].every(({ path }) => path === name));
      }
    });

    it(`${name}: each fix mends its finding and brings no other`, async () => {
      for (const finding of await findingsIn(source, language, name)) {
        for (const fix of finding.fixes) {
          const mended = applyFix(source, fix);
          const left = await findingsIn(mended, language, name);
          const codes = left.map(({ code }) => code);
          const expectedCodes = expected.map(({ code }) => code);
          expectedCodes.splice(expectedCodes.indexOf(finding.code), 1);
          assert.deepEqual(codes.sort(), expectedCodes.sort(), `${fix.title}\n${mended}`);
        }
      }
    });
  }

  it('there is one at least for each rule', () => {
    const found = new Set(fixtures.flatMap(({ expected }) => expected.map(({ code }) => code)));
    assert.deepEqual(
      fileRules.map(({ code }) => code).filter((code) => !found.has(code)),
      languageOf('javascript') ? [] : ['missing-await'],
    );
  });
});
