import type { Figure } from '../figure';
import { indexFolder, startIndexer } from '../support/indexerThread';
import { filesOf, makeSourceWorkspace, type SourceWorkspace } from '../support/sourceWorkspace';
import { median } from '../support/statistics';

const rounds = 3;

export const indexWorkspace: Figure = {
  name: 'index.workspace',
  describe:
    'Indexing a workspace of 2,000 files, about 400,000 lines, in all languages, by the indexer in a new thread: from ' +
    'the request to the answer; median of three threads.',
  target: { below: 10 },
  async run(note) {
    const workspace = makeSourceWorkspace();
    try {
      note(
        `${workspace.files} files, ${workspace.lines} lines, ${workspace.withSockets} files of the corpus`,
      );
      const seconds: number[] = [];
      for (let round = 0; round < rounds; round++) seconds.push(await indexOnce(workspace, note));
      return { value: median(seconds), unit: 's' };
    } finally {
      workspace.remove();
    }
  },
};

/** @returns seconds it took. */
async function indexOnce(
  { folder, withSockets }: SourceWorkspace,
  note: (line: string) => void,
): Promise<number> {
  const indexer = startIndexer();
  try {
    const started = performance.now();
    const {
      files: known,
      uses,
      endpoints,
      heapBytes,
      grammarBytes,
    } = await indexFolder(indexer, folder, filesOf(folder));
    const took = (performance.now() - started) / 1000;
    const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
    note(
      `${took.toFixed(2)} s: ${uses} uses in ${known} files, ${endpoints} endpoints; ` +
        `heap ${megabytes(heapBytes)} MB, grammars ${megabytes(grammarBytes)} MB`,
    );
    if (known < withSockets / 2 || uses < withSockets) throw new Error('The index lacks files.');
    return took;
  } finally {
    indexer.dispose();
  }
}
