import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fieldInfos } from '../../../src/model/filter/filterField';
import { mistakes } from './messageOf';

const guide = readFileSync('docs/filter.md', 'utf8');
/** The first column of the tables. */
const examples = [...guide.matchAll(/^\| `(.+?)`\s+\|/gm)].map(([, code = '']) =>
  code.replaceAll('\\|', '|'),
);

describe('docs/filter.md', () => {
  it('shows filters without mistakes', () => {
    assert.ok(examples.length > 40);
    for (const example of examples) assert.deepEqual(mistakes(example), [], example);
    for (const [, block = ''] of guide.matchAll(/```text\n(.*?)\n```/gs))
      assert.deepEqual(mistakes(block), []);
  });

  it('names every field', () => {
    for (const [name, { example }] of Object.entries(fieldInfos)) {
      assert.ok(
        examples.some((shown) => shown.startsWith(name)),
        name,
      );
      assert.deepEqual(mistakes(example), []);
    }
  });
});
