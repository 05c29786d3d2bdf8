import { pathToFileURL } from 'node:url';
import { inRepository } from '../../../scripts/repository';
import { IndexerClient } from '../../../src/host/analysis/indexerClient';
import { indexStart, type IndexStatus } from '../../../src/protocol/analysis';

/** The indexer that people get, as the host starts it. */
export function startIndexer(): IndexerClient {
  return new IndexerClient(inRepository('dist/indexer.js'));
}

/** Has a folder's files indexed, whose absolute paths are given. */
export function indexFolder(
  indexer: IndexerClient,
  folder: string,
  files: readonly string[],
): Promise<IndexStatus> {
  const uriOf = (file: string) => pathToFileURL(file).href;
  return indexer.request(indexStart, {
    roots: [{ uri: uriOf(folder), name: 'workspace' }],
    files: files.map(uriOf),
  });
}
