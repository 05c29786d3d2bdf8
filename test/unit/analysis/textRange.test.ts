import assert from 'node:assert/strict';
import { LineIndex } from '../../../src/analysis/textRange';

describe('LineIndex', () => {
  it('counts UTF-16 columns after every kind of line end', () => {
    const text = 'a\r\n😀b\rc\n\nd';
    const index = new LineIndex(text);
    const at = (part: string) => index.positionAt(text.indexOf(part));
    assert.deepEqual(at('b'), { line: 1, character: 2 });
    assert.deepEqual(at('c'), { line: 2, character: 0 });
    assert.deepEqual(at('d'), { line: 4, character: 0 });
    assert.equal(index.offsetAt({ line: 1, character: 2 }), text.indexOf('b'));
  });
});
