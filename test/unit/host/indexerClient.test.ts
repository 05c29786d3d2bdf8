import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { IndexerClient } from '../../../src/host/analysis/indexerClient';
import { indexStatus } from '../../../src/protocol/analysis';

describe('the connection to the indexer', () => {
  let folder: string;
  let client: IndexerClient | undefined;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'indexer-client-'));
  });
  afterEach(() => client?.dispose());
  after(() => rmSync(folder, { recursive: true }));

  /** A client of a thread that runs this. */
  function clientOf(source: string): IndexerClient {
    const file = path.join(folder, 'thread.js');
    writeFileSync(file, source);
    client = new IndexerClient(file);
    return client;
  }
  const ended = (of: IndexerClient) => new Promise<string>((resolve) => of.onDidEnd(resolve));

  it('settles what was asked when the thread ends, and what is asked afterwards', async () => {
    const dying = clientOf(`require('worker_threads').parentPort.once('message', () => process.exit(3));`);
    const reason = ended(dying);
    await assert.rejects(dying.request(indexStatus, undefined), { code: 'indexer/ended' });
    assert.equal(await reason, 'exit code 3');
    await assert.rejects(dying.request(indexStatus, undefined), { code: 'indexer/ended' });
  });

  it('tells why a thread ended that could not start', async () => {
    assert.match(await ended(clientOf(`throw new Error('no grammars');`)), /no grammars/);
  });

  it('settles what was asked when it is disposed of', async () => {
    const waiting = clientOf(`setInterval(() => undefined, 1000);`);
    const asked = waiting.request(indexStatus, undefined);
    waiting.dispose();
    await assert.rejects(asked, { code: 'indexer/ended' });
  });
});
