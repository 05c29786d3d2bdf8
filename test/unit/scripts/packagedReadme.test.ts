import assert from 'node:assert/strict';
import { packagedReadme } from '../../../scripts/packagedReadme';

describe('the packaged README', () => {
  it('names no picture and links to no file that the page in VS Code could not show', () => {
    const readme = packagedReadme();
    assert.match(readme, /^# ZeroMQ Workbench\n/);
    const addresses = [...readme.matchAll(/\]\(([^)]*)\)/g)].map(([, address]) => address ?? '');
    for (const address of addresses) assert.match(address, /^https:|^#/);
    assert.doesNotMatch(readme, /!\[|<img/);
  });
});
