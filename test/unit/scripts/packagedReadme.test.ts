import assert from 'node:assert/strict';
import { packagedReadme } from '../../../scripts/packagedReadme';

describe('the packaged README', () => {
  const readme = packagedReadme();
  const addresses = [...readme.matchAll(/(!?)\[[^\]]*\]\(([^)]*)\)/g)].map(([, mark, address]) => ({
    isPicture: mark === '!',
    address: address ?? '',
  }));

  it('carries its pictures', () => {
    const pictures = addresses.filter(({ isPicture }) => isPicture);
    assert.ok(pictures.length > 0);
    for (const { address } of pictures) assert.match(address, /^data:image\/png;base64,iVBORw0KGgo/);
  });

  it('links to nothing that is not packaged', () => {
    for (const { isPicture, address } of addresses) {
      if (!isPicture) assert.match(address, /^https:|^#/);
    }
  });
});
