import assert from 'node:assert/strict';
import { grammars } from '../../../scripts/grammars';
import { languages } from '../../../src/analysis/languages/languages';

describe('the grammars that are packed', () => {
  it('are those that the languages use', () => {
    assert.deepEqual([...grammars].sort(), [...new Set(languages.map(({ grammar }) => grammar))].sort());
  });
});
