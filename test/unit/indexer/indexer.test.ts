import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installedGrammars } from '../../../src/cli/grammars';
import { Grammars } from '../../../src/indexer/grammars';
import { Indexer } from '../../../src/indexer/indexer';
import { SourceFile } from '../../../src/indexer/sourceFile';

const quiet = {
  changed: () => undefined,
  found: () => undefined,
  log: (message: string) => assert.fail(message),
};

const publisher = `import zmq

pub = zmq.Context().socket(zmq.PUB)
pub.bind("tcp://*:5556")
`;

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
      const indexer = new Indexer(new Grammars((file) => file), quiet);
      indexer.filesDidChange([uri]);
      await indexer.start({ roots, files });
      const mentions = indexer.endpoints().flatMap((endpoint) => endpoint.mentions);
      assert.deepEqual(
        mentions.map((mention) => mention.uri),
        [uri],
      );
    }
  });

  it('reads a text without a file name as the language that the editor gives it', async () => {
    const indexer = new Indexer(installedGrammars(), quiet);
    const uri = 'untitled:Untitled-1';
    const found = async (languageId: string, text = publisher) => {
      indexer.textDidChange(uri, new SourceFile(text, { version: 1, languageId }));
      const { uses, mentions } = await indexer.fileView(uri);
      return [
        ...uses.map(({ socketType, role }) => `${socketType} ${role}`),
        ...mentions.map(() => 'mention'),
      ];
    };
    assert.deepEqual(await found('plaintext'), ['mention']);
    assert.deepEqual(await found('python'), ['PUB bind']);
    const typed = 'const feed = new zmq.Publisher() as Feed\nawait feed.bind("tcp://*:5556")\n';
    const script = `import * as zmq from 'zeromq'\n${typed}`;
    assert.deepEqual(await found('typescriptreact', script), ['PUB bind']);
    indexer.configure(['python']);
    assert.deepEqual(await found('python'), []);
  });

  it('takes the language from the file name where that tells it, as on the disk', async () => {
    const indexer = new Indexer(installedGrammars(), quiet);
    const uri = pathToFileURL(path.join(folder, 'weather.py')).href;
    indexer.textDidChange(uri, new SourceFile(publisher, { version: 1, languageId: 'plaintext' }));
    assert.deepEqual(
      (await indexer.fileView(uri)).uses.map(({ language }) => language),
      ['python'],
    );
  });

  it('proposes the names of inproc where a program without a file name is typed', async () => {
    const indexer = new Indexer(installedGrammars(), quiet);
    const bound = publisher.replace('tcp://*:5556', 'inproc://feed');
    indexer.textDidChange('untitled:Untitled-1', new SourceFile(bound, { version: 1, languageId: 'python' }));
    const uri = 'untitled:Untitled-2';
    const typed = 'address = "inproc://"';
    indexer.textDidChange(uri, new SourceFile(typed, { version: 1, languageId: 'python' }));
    const question = { uri, line: 0, character: 20, typed: 'inproc://', needsUse: false };
    const { proposals } = await indexer.ask(uri, (features, at) => features.proposals(at, question));
    assert.deepEqual(
      proposals.map(({ address }) => address),
      ['inproc://feed'],
    );
  });
});
