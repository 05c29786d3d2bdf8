import assert from 'node:assert/strict';
import fc from 'fast-check';
import { languageOfFile, languages } from '../../../src/analysis/languages/languages';
import { python } from '../../../src/analysis/languages/python/python';
import { scanPlainText } from '../../../src/analysis/plainText/scanPlainText';
import { analyse, usesOf } from '../../support/analysis/analyse';
import { readCorpus } from '../../support/analysis/truth';

describe('source analysis of broken programs', () => {
  for (const language of languages) {
    it(`${language.id}, ${language.grammar}: never throws, and its ranges stay inside the text`, async () => {
      const sources = readCorpus(language.id)
        .filter(({ name, source }) => languageOfFile(name, source) === language)
        .map(({ source }) => source);
      assert.ok(sources.length > 0, 'the corpus has a file for each grammar');
      const torn = fc
        .tuple(fc.constantFrom(...sources), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40))
        .map(([source, share, length]) => {
          const at = Math.floor(share * source.length);
          return source.slice(0, at) + source.slice(at + length);
        });
      await fc.assert(
        fc.asyncProperty(torn, async (source) => {
          const { endpoints, sockets } = await analyse(source, language);
          for (const { range } of [...endpoints, ...sockets]) {
            assert.ok(range.start >= 0 && range.start <= range.end && range.end <= source.length);
          }
        }),
        { numRuns: 40 },
      );
    });
  }

  it('ends on circles of names, fields, calls and classes', async () => {
    const source = `import zmq
class A(B): pass
class B(A):
    def __init__(self, other): self.x = self.y; self.y = self.x; self.o = B(self)
    def go(self, n): self.s = self.go(self.s); self.s.bind(self.x + n); return self.go(n)
def f(a): return g(a + a)
def g(a): return f(a) or a
a = b; b = a
x = [x for x in x]
l = [l, l]; l = [l, l, m]; m = [l, m]; n = n + n; n += n
for i in l:
    for j in i:
        l = [i, j, l]; n = n + n
s = zmq.Context().socket(f(zmq.PUB))
s.bind(g("tcp://*:1")); s.connect(a)
B(B(1)).go(f("x"))
`;
    assert.ok(usesOf(await analyse(source, python)).length > 0);
  });

  it('finds every use where functions call each other in loops in loops, soon and with holes', async () => {
    const count = 300;
    const functions = Array.from(
      { length: count },
      (_function, at) => `def f${at}(s, port, host):
    for i in [1, 2, 3, 4]:
        for j in range(4):
            s.bind(f"tcp://{host}:{port + j}")
            f${(at * 7 + 1) % count}(s, port + i, host)
            f${(at * 13 + 5) % count}(zmq.Context().socket(zmq.PUB), j, host)
`,
    );
    const source = `import zmq\n${functions.join('')}`;
    const before = process.cpuUsage();
    const { endpoints } = await analyse(source, python);
    const { user } = process.cpuUsage(before);
    assert.equal(new Set(endpoints.map(({ range }) => range.start)).size, count);
    // a tenth of it on most machines; without a bound it would be minutes
    assert.ok(user < 3_000_000, `${user / 1000} ms`);
  });

  it('plain text: reads anything', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('.env', 'a.md', 'a.yml', 'a.ini', 'a.json'), (text, name) => {
        for (const { range } of scanPlainText(`tcp://${text}`, name)) assert.ok(range.end <= text.length + 6);
      }),
    );
  });
});
