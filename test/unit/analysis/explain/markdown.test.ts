import assert from 'node:assert/strict';
import fc from 'fast-check';
import { code, enumerate, link, plain } from '../../../../src/analysis/explain/markdown';

describe('texts of sources in Markdown', () => {
  it('are shown character by character', () => {
    assert.equal(plain('[a](command:x) <b> $(eye)'), '\\[a\\]\\(command\\:x\\) \\<b\\> \\$\\(eye\\)');
    assert.equal(plain('a\nb'), 'a\ufffdb');
  });

  it('are code between as many backticks as they need', () => {
    assert.equal(code('tcp://*:5556'), '`tcp://*:5556`');
    assert.equal(code('a`b'), '``a`b``');
    assert.equal(code('`a'), '`` `a ``');
    assert.equal(code(''), '\\(empty\\)');
    assert.equal(code('\u202etxt'), '`\ufffdtxt`');
  });

  it('never end their code before the end', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', ' ', '\\', '*') }), (text) => {
        if (text.trim() === '') return;
        const shown = code(text);
        const fence = /^`+/.exec(shown)?.[0] ?? '';
        const inside = shown.slice(fence.length, -fence.length);
        assert.ok(!inside.split(/[^`]+/).includes(fence), shown);
        assert.ok(shown.endsWith(fence));
      }),
    );
  });

  it('are shortened where they would fill the screen', () => {
    assert.ok(code('x'.repeat(10_000)).length < 200);
  });

  it('become links that nothing can be added to', () => {
    assert.equal(
      link('a](x).py:3', 'file:///a%5D.py#L3,1'),
      '[a\\]\\(x\\)\\.py\\:3](<file:///a%5D.py#L3,1>)',
    );
    assert.equal(link('a', 'file:///a> (x'), '[a](<file:///a%3E%20(x>)');
  });

  it('are listed as people do', () => {
    assert.equal(enumerate(['a']), 'a');
    assert.equal(enumerate(['a', 'b']), 'a and b');
    assert.equal(enumerate(['a', 'b', 'c'], 'or'), 'a, b or c');
  });
});
