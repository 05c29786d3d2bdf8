import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runQuietly } from '../../scripts/runProcess';
import { expandSnippet } from '../support/expandSnippet';
import { snippetsOf, wrappedSnippet } from '../unit/snippets/snippetPrograms';
import { toolchains } from './toolchains/toolchains';

/** The standards are those of the scaffold's CMakeLists.txt, without a compiler's extensions. */
const compilers = {
  c: ['cc', '-std=c11', '-Wall', '-Werror', '-fsyntax-only'],
  cpp: ['c++', '-std=c++17', '-Wall', '-Werror', '-fsyntax-only'],
} as const;

describe('snippets that a compiler reads', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'snippets-'));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const language of ['c', 'cpp'] as const) {
    const missing = toolchains[language].missing();
    const title = `of ${language} are programs without a warning`;
    if (missing !== undefined) {
      it.skip(`${title}: skipped, since this machine lacks ${missing}`);
      continue;
    }
    it(title, async () => {
      const [compiler, ...options] = compilers[language];
      const names = snippetsOf(language).map(({ prefix, body }) => {
        const name = `${prefix}.${language}`;
        writeFileSync(path.join(folder, name), wrappedSnippet(language, prefix, expandSnippet(body)));
        return name;
      });
      // one unit, since zmq.hpp takes most of the time; zmq-program names its own headers and so comes first
      names.sort((a, b) => Number(b.startsWith('zmq-program')) - Number(a.startsWith('zmq-program')));
      const unit = names.map((name, at) => `#define main main${at}\n#include "${name}"\n#undef main\n`);
      const all = path.join(folder, `all.${language}`);
      writeFileSync(all, unit.join(''));
      await runQuietly(compiler, [...options, all]);
    });
  }
});
