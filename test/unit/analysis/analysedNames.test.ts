import assert from 'node:assert/strict';
import { mayNameEndpoints, programExtensions } from '../../../src/analysis/analysedNames';
import { languages } from '../../../src/analysis/languages/languages';

describe('the files that are looked into', () => {
  it('are those of every language', () => {
    const extensions: readonly string[] = programExtensions.map((extension) => `.${extension}`);
    for (const language of languages) {
      for (const extension of language.extensions) assert.ok(extensions.includes(extension), extension);
    }
  });

  it('are also texts that may name endpoints', () => {
    for (const path of [
      'a/compose.yml',
      '.env',
      'a/.env.local',
      'prod.env.example',
      'Dockerfile.dev',
      'Makefile',
    ]) {
      assert.ok(mayNameEndpoints(path), path);
    }
  });

  it('are no other files, lock files, packages and version control', () => {
    const others = [
      'a.png',
      'noextension',
      'package-lock.json',
      'a/node_modules/zeromq/index.js',
      '.git/x.py',
      'env',
      '.vscode/settings.json',
    ];
    for (const path of others) assert.ok(!mayNameEndpoints(path), path);
    assert.ok(mayNameEndpoints('venv.py'));
  });
});
