import assert from 'node:assert/strict';
import { fileRules } from '../../../../src/analysis/findings/findingsOfFile';
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

  it('there are fixes in each language, where the library has a way to write them', async () => {
    const titles = new Map<string, Set<string>>();
    for (const { name, source, language } of fixtures) {
      const found = await findingsIn(source, language, name);
      const known = titles.get(language.id) ?? new Set();
      for (const fix of found.flatMap(({ fixes }) => fixes))
        known.add(fix.title.replace(/bind$|connect$/, '…'));
      titles.set(language.id, known);
    }
    for (const [language, known] of titles) {
      assert.ok(known.has('Subscribe to every topic') && known.has('Connect to localhost'), language);
      assert.ok(known.has('Move it in front of …') || language === 'javascript', language);
    }
    assert.ok(titles.get('javascript')?.has('Add await'));
    assert.ok(titles.get('python')?.has('Wait at most one second (LINGER 1000)'));
    assert.ok(titles.get('python')?.has('Bind to 127.0.0.1') && titles.get('python')?.has('Remove "/queue"'));
  });

  it('there is one at least for each rule', () => {
    const found = new Set(fixtures.flatMap(({ expected }) => expected.map(({ code }) => code)));
    assert.deepEqual(
      fileRules.map(({ code }) => code).filter((code) => !found.has(code)),
      [],
    );
  });
});
