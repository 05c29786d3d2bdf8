import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type RenderContext, compileTemplate, escapeTemplate } from '../../src/model/template';

const context: RenderContext = {
  seq: 4,
  nowMs: Date.UTC(2025, 2, 1, 9, 31, 22, 413) + 0.907,
  uuid: () => '123e4567-e89b-42d3-a456-426614174000',
  random: () => 0.25,
};

function render(source: string, changes: Partial<RenderContext> = {}): string {
  const template = compileTemplate(source);
  assert.deepEqual(template.mistakes, []);
  return template.render({ ...context, ...changes });
}

function mistakeIn(source: string): [string, string] {
  const [mistake, ...more] = compileTemplate(source).mistakes;
  assert.ok(mistake && more.length === 0);
  return [source.slice(mistake.from, mistake.to), mistake.message];
}

describe('compileTemplate', () => {
  it('counts from 1, or from the number given', () => {
    assert.equal(render('{{seq}} {{ seq 0 }} {{seq 100}} {{seq -5}}'), '5 4 104 -1');
    // Beyond what doubles can count.
    assert.equal(render('{{seq 9007199254740991}}'), '9007199254740995');
  });

  it('writes the time as ISO, milliseconds or microseconds', () => {
    assert.equal(render('{{now}}'), '2025-03-01T09:31:22.413Z');
    assert.equal(render('{{now ms}} {{now us}}'), '1740821482413 1740821482413907');
  });

  it('makes whole numbers within both bounds, each as likely', () => {
    assert.equal(render('{{random 1 200}}', { random: () => 0 }), '1');
    assert.equal(render('{{random 1 200}}', { random: () => 0.999999999 }), '200');
    const counts = [0, 0, 0];
    for (let i = 0; i < 300; i++) {
      const index = Number(render('{{random -1 1}}', { random: () => i / 300 })) + 1;
      counts[index] = (counts[index] ?? 0) + 1;
    }
    assert.deepEqual(counts, [100, 100, 100]);
  });

  it('makes decimals as many as the bounds have, within the bounds', () => {
    assert.equal(render('{{random 1.0 2.0}}'), '1.2');
    assert.equal(render('{{random 0 1.000}}'), '0.250');
    const decimal = fc
      .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.nat(4))
      .map(([n, d]) => (n / 10 ** d).toFixed(d));
    fc.assert(
      fc.property(
        decimal,
        decimal,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (a, b, random) => {
          const [low, high] = Number(a) <= Number(b) ? [a, b] : [b, a];
          const value = Number(render(`{{random ${low} ${high}}}`, { random: () => random }));
          assert.ok(value >= Number(low) && value <= Number(high));
        },
      ),
    );
  });

  it('stands in JSON without clashing with its braces', () => {
    assert.equal(render('{"symbol":"TEST","price":{{random 1 200}}}'), '{"symbol":"TEST","price":51}');
    assert.equal(render('{"a":{"b":{{seq}}}}'), '{"a":{"b":5}}');
    assert.equal(render('{"id":"{{uuid}}","a":{"b":{}}}'), `{"id":"${context.uuid()}","a":{"b":{}}}`);
  });

  it('writes {{{{ as {{ and leaves }} alone', () => {
    assert.equal(render('{{{{seq}} }}'), '{{seq}} }}');
    fc.assert(
      fc.property(fc.array(fc.constantFrom('{', '}', 'seq', ' ', '"'), { maxLength: 20 }), (parts) => {
        const text = parts.join('');
        const template = compileTemplate(escapeTemplate(text));
        assert.deepEqual(template.mistakes, []);
        assert.equal(template.hasPlaceholders, false);
        assert.equal(template.render(context), text);
      }),
    );
  });

  it('underlines what is wrong and says what to write', () => {
    assert.deepEqual(mistakeIn('a {{sequ}}'), [
      'sequ',
      'There is no placeholder "sequ". Use seq, now, uuid or random, or write {{{{ for a literal {{.',
    ]);
    assert.deepEqual(mistakeIn('{{ random 1 }}'), [
      'random 1',
      'random takes two numbers, the lowest and the highest: {{random 1 200}}.',
    ]);
    assert.deepEqual(mistakeIn('{{random 5 1}}'), [
      'random 5 1',
      'The lowest number comes first: {{random 1 5}}.',
    ]);
    assert.equal(mistakeIn('{{random 1e3 2}}')[0], 'random 1e3 2');
    assert.equal(mistakeIn('{{random 0 99999999999999999999}}')[0], 'random 0 99999999999999999999');
    assert.equal(mistakeIn('{{seq 1.5}}')[0], 'seq 1.5');
    assert.equal(mistakeIn('{{seq 1 2}}')[0], 'seq 1 2');
    assert.equal(mistakeIn('{{now hours}}')[0], 'now hours');
    assert.equal(mistakeIn('{{uuid 4}}')[0], 'uuid 4');
    assert.equal(mistakeIn('x {{}}')[0], '{{}}');
    assert.match(mistakeIn('x {{seq')[1], /has no end: add }}/);
  });

  it('reports every mistake and renders it as it was written', () => {
    const template = compileTemplate('{{a}} {{seq}} {{b}}');
    assert.equal(template.mistakes.length, 2);
    assert.equal(template.render(context), '{{a}} 5 {{b}}');
  });

  it('takes any text without throwing', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom('{{', '}}', '{', 'random', ' 1', 'seq', '"'), { maxLength: 12 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (source) => {
        const template = compileTemplate(source);
        template.render(context);
        for (const { from, to } of template.mistakes)
          assert.ok(0 <= from && from < to && to <= source.length);
        if (!source.includes('{{')) assert.equal(template.render(context), source);
      }),
    );
  });
});
