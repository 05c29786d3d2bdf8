import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

  it('reads the workspace whenever that comes while it looks for the imports of an open file', async () => {
    const listed = pathToFileURL(path.join(folder, 'config.yaml')).href;
    const roots = [{ uri: pathToFileURL(folder).href, name: 'work' }];
    const open = pathToFileURL(path.join(folder, 'feed.py')).href;
    const source = `from settings import FEED\n${publisher.replace('"tcp://*:5556"', 'FEED')}`;
    const grammars = installedGrammars();
    for (let turns = 0; turns < 20; turns++) {
      // Until the workspace is known the file is named by its URI, and a module is looked for up to the URI's root.
      const indexer = new Indexer(grammars, quiet);
      indexer.textDidChange(open, new SourceFile(source, { version: 1, languageId: 'python' }));
      await indexer.fileView(open);
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      await indexer.start({ roots, files: [listed] });
      assert.deepEqual(
        indexer.endpoints().map(({ label }) => label),
        ['tcp://127.0.0.1:5556', '{FEED}'],
      );
    }
  });

  it('says when all is read, of open files too that it changes nothing for', async () => {
    const changed: string[] = [];
    const listener = { ...quiet, changed: (uris: readonly string[]) => void changed.push(...uris) };
    const indexer = new Indexer(installedGrammars(), listener);
    const uri = pathToFileURL(path.join(folder, 'alone.py')).href;
    indexer.textDidChange(uri, new SourceFile(publisher, { version: 1, languageId: 'python' }));
    assert.equal((await indexer.fileView(uri)).isWhole, false);
    const started = indexer.start({ roots: [{ uri: pathToFileURL(folder).href, name: 'work' }], files: [] });
    assert.equal((await indexer.fileView(uri)).isWhole, false);
    changed.length = 0;
    await started;
    assert.equal((await indexer.fileView(uri)).isWhole, true);
    assert.equal(changed.at(-1), uri);
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

  it('knows the files of a language again, and their constants, that was off for a while', async () => {
    const feed = pathToFileURL(path.join(folder, 'feed.py')).href;
    const settings = pathToFileURL(path.join(folder, 'settings.py')).href;
    const source = `from settings import FEED\n${publisher.replace('"tcp://*:5556"', 'FEED')}`;
    writeFileSync(path.join(folder, 'feed.py'), source);
    writeFileSync(path.join(folder, 'settings.py'), 'FEED = "tcp://*:5557"\n');
    const indexer = new Indexer(installedGrammars(), quiet);
    const labels = () => indexer.endpoints().map(({ label }) => label);
    await indexer.start({
      roots: [{ uri: pathToFileURL(folder).href, name: 'work' }],
      files: [feed, settings],
    });
    assert.deepEqual(labels(), ['tcp://*:5557']);
    indexer.configure(['python']);
    await indexer.whenIdle();
    assert.deepEqual(labels(), []);
    indexer.configure([]);
    await indexer.whenIdle();
    assert.deepEqual(labels(), ['tcp://*:5557']);
    for (const name of ['feed.py', 'settings.py']) rmSync(path.join(folder, name));
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

  it('leaves out the files that .gitignore leaves out, from the start and when they change', async () => {
    const ignoring = mkdtempSync(path.join(os.tmpdir(), 'zeromq-ignoring-'));
    const uriOf = (name: string) => pathToFileURL(path.join(ignoring, name)).href;
    try {
      mkdirSync(path.join(ignoring, 'build'));
      writeFileSync(path.join(ignoring, '.gitignore'), 'build/\n*.local.yaml\n');
      const names = ['feed.yaml', 'my.local.yaml', 'build/feed.yaml'];
      for (const name of names) writeFileSync(path.join(ignoring, name), 'feed: tcp://127.0.0.1:5557\n');
      const indexer = new Indexer(installedGrammars(), quiet);
      const named = () =>
        indexer.endpoints().flatMap(({ mentions }) => mentions.map((mention) => mention.uri));
      await indexer.start({
        roots: [{ uri: pathToFileURL(ignoring).href, name: 'work' }],
        files: names.map(uriOf),
      });
      assert.deepEqual(named(), [uriOf('feed.yaml')]);
      indexer.filesDidChange(names.map(uriOf));
      await indexer.whenIdle();
      assert.deepEqual(named(), [uriOf('feed.yaml')]);
    } finally {
      rmSync(ignoring, { recursive: true });
    }
  });

  it('forgets a text when it is closed, where its file is ignored or no file of the workspace', async () => {
    const outside = mkdtempSync(path.join(os.tmpdir(), 'zeromq-outside-'));
    const indexer = new Indexer(installedGrammars(), quiet);
    try {
      writeFileSync(path.join(folder, '.gitignore'), 'local.yaml\n');
      const files = [path.join(folder, 'local.yaml'), path.join(outside, 'other.yaml')];
      for (const file of files) writeFileSync(file, 'feed: tcp://127.0.0.1:5557\n');
      const uris = files.map((file) => pathToFileURL(file).href);
      await indexer.start({
        roots: [{ uri: pathToFileURL(folder).href, name: 'work' }],
        files: uris.slice(0, 1),
      });
      for (const uri of uris) {
        const text = 'feed: tcp://127.0.0.1:5558\n';
        indexer.textDidChange(uri, new SourceFile(text, { version: 1, languageId: 'yaml' }));
        assert.equal((await indexer.fileView(uri)).mentions.length, 1);
        indexer.textDidClose(uri);
        assert.equal((await indexer.fileView(uri)).mentions.length, 0);
      }
      assert.deepEqual(indexer.endpoints(), []);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it('forgets the files below a folder that is removed', async () => {
    const below = path.join(folder, 'services');
    mkdirSync(below);
    const file = path.join(below, 'feed.yaml');
    writeFileSync(file, 'feed: tcp://127.0.0.1:5557\n');
    const indexer = new Indexer(installedGrammars(), quiet);
    await indexer.start({
      roots: [{ uri: pathToFileURL(folder).href, name: 'work' }],
      files: [pathToFileURL(file).href],
    });
    assert.equal(indexer.endpoints().length, 1);
    rmSync(below, { recursive: true });
    indexer.filesDidChange([pathToFileURL(below).href]);
    await indexer.whenIdle();
    assert.deepEqual(indexer.endpoints(), []);
  });
});
