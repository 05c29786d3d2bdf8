import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { transform } from 'esbuild';
import { analyse, usesOf } from '../../support/analysis/analyse';
import { languageOfFile } from '../../../src/analysis/languages/languages';
import { findingsIn } from '../../support/analysis/findings';
import { expandSnippet } from '../../support/expandSnippet';
import { type SnippetLanguage, snippetLanguages, snippetsOf, wrappedSnippet } from './snippetPrograms';

const kinds = ['req', 'rep', 'pub', 'sub', 'push', 'pull', 'dealer', 'router', 'pair'];
const others = ['program', 'bind', 'connect', 'proxy', 'poll', 'curve-server', 'curve-client'];

describe('snippets', () => {
  for (const language of snippetLanguages) {
    const snippets = snippetsOf(language);

    it(`of ${language} are there for all common set-ups, with a description each`, () => {
      const prefixes = [...kinds, ...others].map((name) => `zmq-${name}`);
      assert.deepEqual(snippets.map(({ prefix }) => prefix).sort(), prefixes.sort());
      for (const { description, prefix } of snippets) assert.ok(description.length > 10, prefix);
    });

    it(`of ${language} are programs in which the analysis finds the socket and nothing wrong`, async () => {
      for (const { prefix, body } of snippets) {
        const source = wrappedSnippet(language, prefix, expandSnippet(body));
        const file = `snippet.${extensionOf(language)}`;
        const reader = languageOfFile(file, source);
        assert.ok(reader, language);
        const findings = await findingsIn(source, reader, file);
        assert.deepEqual(
          findings.map(({ code, message }) => `${code}: ${message}`),
          [],
          source,
        );
        const uses = usesOf(await analyse(source, reader));
        const type = prefix.replace('zmq-', '').toUpperCase();
        if (kinds.includes(type.toLowerCase())) {
          assert.ok(
            uses.some((use) => new RegExp(`^${type} (bind|connect) tcp://127.0.0.1:\\d+$`).test(use)),
            `${language} ${prefix}: ${uses.join(', ')}\n${source}`,
          );
        }
      }
    });
  }

  it('of JavaScript are read by Node and by TypeScript', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'snippets-'));
    try {
      for (const { prefix, body } of snippetsOf('javascript')) {
        const source = wrappedSnippet('javascript', prefix, expandSnippet(body));
        const file = path.join(folder, `${prefix}.mjs`);
        writeFileSync(file, source);
        await transform(source, { loader: 'ts' });
      }
      const all = snippetsOf('javascript').map(({ prefix }) => path.join(folder, `${prefix}.mjs`));
      for (const file of all) parses(process.execPath, ['--check', file]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }).timeout(30_000);

  it('of Python are read by Python', () => {
    const sources = snippetsOf('python').map(({ prefix, body }) =>
      wrappedSnippet('python', prefix, expandSnippet(body)),
    );
    parses(
      'python3',
      ['-c', 'import ast, json, sys\nfor source in json.load(sys.stdin): ast.parse(source)'],
      JSON.stringify(sources),
    );
  });
});

function extensionOf(language: SnippetLanguage): string {
  return { python: 'py', javascript: 'ts', c: 'c', cpp: 'cpp', java: 'java', rust: 'rs' }[language];
}

function parses(program: string, args: readonly string[], input?: string): void {
  const { status, stderr } = spawnSync(program, args, { input, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}
