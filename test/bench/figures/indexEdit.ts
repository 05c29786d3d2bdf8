import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { IndexerClient } from '../../../src/host/analysis/indexerClient';
import { analysisOf, indexStatus, textDidChange, textDidClose } from '../../../src/protocol/analysis';
import type { Figure } from '../figure';
import { indexFolder, startIndexer } from '../support/indexerThread';
import { editsOf, filesToEdit, type EditedFile } from '../support/sourceEdits';
import { filesOf, makeSourceWorkspace } from '../support/sourceWorkspace';
import { median, percentile } from '../support/statistics';

const lines = 2000;
const warmUp = 20;
const edits = 100;
/** Of files that are full of sockets: for information. */
const denseEdits = 30;

export const indexEdit: Figure = {
  name: 'index.edit',
  describe:
    'From the message with the new text of a file of 2,000 lines, a tenth of which use ZeroMQ, to its view, while the ' +
    'workspace of index.workspace is indexed: 95th percentile of 100 edits, in the language that takes longest.',
  target: { below: 50 },
  async run(note) {
    const workspace = makeSourceWorkspace();
    const indexer = startIndexer();
    try {
      await indexFolder(indexer, workspace.folder, filesOf(workspace.folder));
      const slowest = await measure(indexer, workspace.folder, { share: 0.1, edits }, note);
      note('where all of the lines use ZeroMQ:');
      await measure(indexer, workspace.folder, { share: 1, edits: denseEdits }, note);
      return { value: slowest, unit: 'ms' };
    } finally {
      indexer.dispose();
      workspace.remove();
    }
  },
};

/** @returns the 95th percentile of the slowest language, in ms. */
async function measure(
  indexer: IndexerClient,
  folder: string,
  { share, edits }: { readonly share: number; readonly edits: number },
  note: (line: string) => void,
): Promise<number> {
  let slowest = 0;
  for (const file of filesToEdit(lines, share)) {
    const times = (await editTimes(indexer, folder, file, edits)).slice(warmUp);
    const late = percentile(times, 0.95);
    note(`${file.language}: median ${median(times).toFixed(1)} ms, 95th percentile ${late.toFixed(1)} ms`);
    slowest = Math.max(slowest, late);
  }
  return slowest;
}

/** Of each edit, in ms. What the indexer does after its answer, findings, is waited for but not counted. */
async function editTimes(
  indexer: IndexerClient,
  folder: string,
  file: EditedFile,
  edits: number,
): Promise<number[]> {
  const uri = pathToFileURL(path.join(folder, file.name)).href;
  const times: number[] = [];
  let version = 0;
  const languageId = file.language;
  indexer.notify(textDidChange, { uri, version, languageId, text: file.text });
  const { uses } = await indexer.request(analysisOf, { uri });
  if (uses.length === 0) throw new Error(`${file.name} uses no socket.`);
  for (const text of editsOf(file, warmUp + edits)) {
    const started = performance.now();
    indexer.notify(textDidChange, { uri, version: ++version, languageId, text });
    const view = await indexer.request(analysisOf, { uri });
    times.push(performance.now() - started);
    if (view.version !== version) throw new Error('The view is of an older text.');
    await indexer.request(indexStatus, undefined);
  }
  indexer.notify(textDidClose, { uri });
  return times;
}
