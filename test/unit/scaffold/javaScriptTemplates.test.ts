import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { javaScriptOf } from '../../../scripts/javaScriptOf';
import { inRepository } from '../../../scripts/repository';

function filesOf(language: string, extension: string): string[] {
  return readdirSync(inRepository('media/scaffold', language), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .map((name) => name.slice(0, -extension.length).replaceAll('\\', '/'))
    .sort();
}

function read(path: string): string {
  return readFileSync(inRepository('media/scaffold', path), 'utf8');
}

describe('JavaScript templates', () => {
  it('are the TypeScript ones without types (node scripts/scaffoldJavaScript.ts)', async () => {
    const names = filesOf('typescript', '.ts');
    assert.deepEqual(filesOf('javascript', '.js'), names);
    for (const name of names) {
      assert.equal(read(`javascript/${name}.js`), await javaScriptOf(read(`typescript/${name}.ts`)), name);
    }
  });
});
