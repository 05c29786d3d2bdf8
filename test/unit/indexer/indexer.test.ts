import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Grammars } from '../../../src/indexer/grammars';
import { Indexer } from '../../../src/indexer/indexer';

describe('the indexer', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'zeromq-indexer-'));
    writeFileSync(path.join(folder, 'config.yaml'), 'feed: tcp://127.0.0.1:5556\n');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('knows a file once that changed while the workspace began to be read, whether it is listed or not', async () => {
    const uri = pathToFileURL(path.join(folder, 'config.yaml')).href;
    const roots = [{ uri: pathToFileURL(folder).href, name: 'work' }];
    for (const files of [[uri], []]) {
      // Texts that are no programs need no grammar.
      const indexer = new Indexer(new Grammars((file) => file), {
        changed: () => undefined,
        found: () => undefined,
        log: (message) => assert.fail(message),
      });
      indexer.filesDidChange([uri]);
      await indexer.start({ roots, files });
      const mentions = indexer.endpoints().flatMap((endpoint) => endpoint.mentions);
      assert.deepEqual(
        mentions.map((mention) => mention.uri),
        [uri],
      );
    }
  });
});
