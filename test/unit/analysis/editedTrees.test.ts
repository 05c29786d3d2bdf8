import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyseSyntax } from '../../../src/analysis/analyseFile';
import { languageOfFile, languages } from '../../../src/analysis/languages/languages';
import { copyTree } from '../../../src/analysis/syntax/copyTree';
import { changeBetween } from '../../../src/analysis/syntax/textChange';
import { installedGrammars } from '../../../src/cli/grammars';
import { EditedTrees } from '../../../src/indexer/editedTrees';
import { readCorpus } from '../../support/analysis/truth';

const grammars = installedGrammars();

/** Where, how much is taken out, and what is put in. */
const edits = fc.array(
  fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(30),
    fc.constantFrom('', 'x', '\n', '(', '"', '}', ' = 1;\n', '𝄞', '/*', 'tcp://*:1'),
  ),
  { minLength: 1, maxLength: 5 },
);

describe('the trees of edited texts', () => {
  it('the change between two texts is the stretch that differs', () => {
    assert.deepEqual(changeBetween('abcd', 'abXYcd'), { start: 2, oldEnd: 2, newEnd: 4 });
    assert.deepEqual(changeBetween('aaaa', 'aa'), { start: 2, oldEnd: 4, newEnd: 2 });
    assert.deepEqual(changeBetween('same', 'same'), { start: 4, oldEnd: 4, newEnd: 4 });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b') }), fc.string(), (before, after) => {
        const { start, oldEnd, newEnd } = changeBetween(before, after);
        assert.equal(before.slice(0, start) + after.slice(start, newEnd) + before.slice(oldEnd), after);
      }),
    );
  });

  it('the change between long texts is found to the character', () => {
    const length = fc.integer({ min: 1, max: 3000 });
    const part = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 });
    fc.assert(
      fc.property(length, length, part, part, (head, tail, before, after) => {
        fc.pre(before !== after);
        const change = changeBetween(
          'x'.repeat(head) + before + 'y'.repeat(tail),
          'x'.repeat(head) + after + 'y'.repeat(tail),
        );
        const { start, oldEnd, newEnd } = changeBetween(`x${before}y`, `x${after}y`);
        const from = head - 1;
        assert.deepEqual(change, { start: start + from, oldEnd: oldEnd + from, newEnd: newEnd + from });
      }),
    );
  });

  it('a bracket that comes, and goes while something else changes, leaves no trace', async () => {
    const [language] = languages;
    const source = readCorpus(language!.id).find(
      ({ name, source: text }) => languageOfFile(name, text) === language,
    )!.source;
    const trees = new EditedTrees(grammars);
    const middle = Math.floor(source.length / 2);
    const broken = `${source.slice(0, middle)} ( ${source.slice(middle)}`;
    for (const text of [source, broken, `${broken} (`, `${broken}\n`]) {
      await trees.parsing('file').syntaxOf(text, language!);
    }
    const whole = `\n${source}\n`;
    assert.deepEqual(
      await trees.parsing('file').syntaxOf(whole, language!),
      await grammars.syntaxOf(whole, language!),
    );
    trees.clear();
  });

  for (const language of languages) {
    const sources = readCorpus(language.id)
      .filter(({ name, source }) => languageOfFile(name, source) === language)
      .map(({ source }) => source);

    it(`${language.grammar}: a copy that takes over what has not changed is the whole tree`, async () => {
      const parser = await grammars.parserFor(language.grammar);
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...sources), edits, async (source, steps) => {
          const trees = new EditedTrees(grammars);
          let text = source;
          await trees.parsing('file').syntaxOf(text, language);
          for (const [share, length, put] of steps) {
            const at = Math.floor(share * text.length);
            text = text.slice(0, at) + put + text.slice(at + length);
            const copied = await trees.parsing('file').syntaxOf(text, language);
            assert.deepEqual(copied, copyTree(trees.treeOf('file')!, language.leaves));
          }
          // back again: no trace of the edits in between
          const root = await trees.parsing('file').syntaxOf(source, language);
          const fresh = parser.parse(language.prepare?.(source) ?? source)!;
          assert.deepEqual(
            analyseSyntax(root, source, language),
            analyseSyntax(copyTree(fresh, language.leaves), source, language),
          );
          fresh.delete();
          trees.clear();
        }),
        { numRuns: 20 },
      );
    });
  }
});
