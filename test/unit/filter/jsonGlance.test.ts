import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { JsonGlance } from '../../../src/model/filter/jsonGlance';
import { matches } from './messageOf';

const glance = (text: string, key = 'price') => {
  const bytes = Buffer.from(`noise${text}noise`);
  return new JsonGlance(key).numberIn(bytes, 5, bytes.length - 5);
};

describe('a glance at the number behind a key', () => {
  it('reads it as JSON.parse does', () => {
    for (const number of ['0', '-0', '7', '-12.5', '1090.25', '0.1', '123456789012345', '9.99999999999999']) {
      assert.ok(Object.is(glance(`{"a":1,"price" : ${number}\n}`), JSON.parse(number)), number);
    }
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(6), (whole, places) => {
        const text = (whole / 10 ** places).toFixed(places);
        assert.ok(Object.is(glance(`[{"price":${text}}]`), JSON.parse(text)), text);
      }),
    );
  });

  it('says nothing where only parsing tells', () => {
    for (const text of [
      '{"size":1}',
      '{"price":1,"book":{"price":2}}',
      '{"pric\\u0065":2,"price":1}',
      '{"price":"12"}',
      '{"price":1e3}',
      '{"price":1234567890123456}',
      '{"price":[1]}',
      '{"price":true}',
      '["price",1]',
      '{"price":12',
    ]) {
      assert.equal(glance(text), undefined, text);
    }
  });

  it('changes no answer of a filter', () => {
    const key = fc.constantFrom('price', 'p', 'other');
    const leaf = fc.oneof(
      fc.integer({ min: -5, max: 5 }),
      fc.constantFrom('price', '3', null, true),
      fc.double(),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree')),
      ),
    }));
    const fields = fc.dictionary(key, tree);
    const path = fc.array(key, { minLength: 1, maxLength: 3 });
    const op = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
    let found = 0;
    fc.assert(
      fc.property(
        fields,
        path,
        op,
        fc.integer({ min: -5, max: 5 }),
        fc.nat(1),
        (root, keys, is, right, indent) => {
          const text = JSON.stringify({ ...root, end: 0 }, null, indent);
          // An escape anywhere makes it parse.
          const parsed = text.replace('"end"', '"\\u0065nd"');
          const filter = `json.${keys.join('.')} ${is} ${right}`;
          const answer = matches(filter, [text]);
          assert.equal(answer, matches(filter, [parsed]), `${filter}: ${text}`);
          if (answer) found++;
        },
      ),
      { numRuns: 2000 },
    );
    assert.ok(found > 0);
  });
});
