import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installedGrammars } from '../../../src/cli/grammars';
import { Indexer } from '../../../src/indexer/indexer';

const publisher = `package feed

import zmq "github.com/pebbe/zmq4"

func main() {
	publisher, _ := zmq.NewSocket(zmq.PUB)
	publisher.Bind(feedAddress)
}
`;

describe('the indexer', () => {
  let folder: string;

  beforeEach(() => (folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'zeromq-indexer-')))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).href;
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);

  async function started(...names: readonly string[]): Promise<Indexer> {
    const silent = {
      changed() {},
      found() {},
      progress() {},
      log: (message: string) => assert.fail(message),
    };
    const indexer = new Indexer(installedGrammars(), silent);
    await indexer.start({
      roots: [{ uri: pathToFileURL(folder).href, name: 'feed' }],
      files: names.map(uriOf),
    });
    return indexer;
  }

  async function endpointsOf(indexer: Indexer, name: string): Promise<string[]> {
    const { uses } = await indexer.fileView(uriOf(name));
    return uses.map(({ endpoint }) => endpoint);
  }

  it('reads the files of a Go package that use no socket where their constants are needed', async () => {
    write('main.go', publisher);
    write('names.go', 'package feed\n\nconst feedAddress = "tcp://*:5556"\n');
    write('other.go', 'package feed\n\nconst other = "tcp://*:1"\n');
    const indexer = await started('main.go', 'names.go', 'other.go');
    assert.deepEqual(await endpointsOf(indexer, 'main.go'), ['tcp://*:5556']);
  });

  it('does so for a file that comes later', async () => {
    write('main.go', publisher);
    const indexer = await started('main.go');
    assert.deepEqual(await endpointsOf(indexer, 'main.go'), ['{feedAddress}']);
    write('names.go', 'package feed\n\nconst feedAddress = "tcp://*:5557"\n');
    indexer.filesDidChange([uriOf('names.go')]);
    await indexer.whenIdle();
    assert.deepEqual(await endpointsOf(indexer, 'main.go'), ['tcp://*:5557']);
  });

  it('follows edits, and forgets them when the editor closes', async () => {
    write('main.go', publisher);
    const indexer = await started('main.go');
    const texts = ['"tcp://*:1"', '"tcp://*:12"', '"tcp://*:12', '"tcp://*:123" + ""'];
    const seen: string[][] = [];
    for (const [version, text] of texts.entries()) {
      indexer.textDidChange(uriOf('main.go'), version, publisher.replace('feedAddress', text));
      seen.push(await endpointsOf(indexer, 'main.go'));
    }
    assert.deepEqual([seen[0], seen[1], seen[3]], [['tcp://*:1'], ['tcp://*:12'], ['tcp://*:123']]);
    indexer.textDidClose(uriOf('main.go'));
    assert.deepEqual(await endpointsOf(indexer, 'main.go'), ['{feedAddress}']);
  });
});
