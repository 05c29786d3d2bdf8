import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EndpointGroup } from '../../../../src/analysis/workspace/endpointGroup';
import { mismatchesOf } from '../../../../src/analysis/workspace/mismatches';
import { WorkspaceIndex, type FileContent } from '../../../../src/analysis/workspace/workspaceIndex';
import { brief, contentOf, indexOf, pythonSockets } from '../../../support/analysis/sampleWorkspace';

function outline(group: EndpointGroup | undefined) {
  assert.ok(group);
  return {
    label: group.label,
    binders: group.binders.map(brief),
    connectors: group.connectors.map(brief),
    mentions: group.mentions.map(({ path, mention }) => `${path} ${mention.endpoint}`),
  };
}

describe('the index of a workspace', () => {
  it('groups endpoints that meet, with who binds, who connects and who mentions them', async () => {
    const index = await indexOf({
      'feed/server.py': pythonSockets('PUB bind tcp://*:5556', 'REP bind tcp://*:5555'),
      'feed/client.py': pythonSockets('SUB connect tcp://localhost:5556'),
      'web/view.py': pythonSockets('SUB connect tcp://feed:5556'),
      'compose.yml': 'environment:\n  FEED: tcp://feed:5556\n',
    });
    assert.deepEqual(index.groups().map(outline), [
      { label: 'tcp://*:5555', binders: ['feed/server.py REP tcp://*:5555'], connectors: [], mentions: [] },
      {
        label: 'tcp://*:5556',
        binders: ['feed/server.py PUB tcp://*:5556'],
        connectors: ['feed/client.py SUB tcp://localhost:5556', 'web/view.py SUB tcp://feed:5556'],
        mentions: ['compose.yml tcp://feed:5556'],
      },
    ]);
  });

  it('counts as counterparts who is on the other side, the nearest first', async () => {
    const index = await indexOf({
      'a/pub.py': pythonSockets('PUB bind tcp://*:5556'),
      'b/sub.py': pythonSockets('SUB connect tcp://localhost:5556'),
      'a/sub.py': pythonSockets('REQ connect tcp://localhost:5556'),
      'a/other.py': pythonSockets('PUB bind tcp://10.0.0.1:5556'),
    });
    const [use] = index.usesOf('a/pub.py');
    assert.ok(use);
    assert.deepEqual(index.counterparts(use).map(brief), [
      'a/sub.py REQ tcp://localhost:5556',
      'b/sub.py SUB tcp://localhost:5556',
    ]);
    const [other] = index.usesOf('a/other.py');
    assert.ok(other);
    assert.deepEqual(index.counterparts(other), [], 'localhost is not 10.0.0.1');
  });

  it('does not count a socket as its own counterpart', async () => {
    const source = `import zmq
s = zmq.Context().socket(zmq.PAIR)
s.bind("tcp://*:5555")
s.connect("tcp://localhost:5555")
`;
    const index = await indexOf({ 'a.py': source });
    const [use] = index.usesOf('a.py');
    assert.ok(use);
    assert.deepEqual(index.counterparts(use), []);
  });

  it('multicast has no sides, only types', async () => {
    const index = await indexOf({
      'a.py': pythonSockets('PUB connect epgm://eth0;239.192.1.1:5555'),
      'b.py': pythonSockets('SUB connect epgm://eth1;239.192.1.1:5555'),
      'c.py': pythonSockets('PUB connect epgm://eth0;239.192.1.1:5555'),
    });
    const [use] = index.usesOf('a.py');
    assert.ok(use);
    assert.deepEqual(index.counterparts(use).map(brief), ['b.py SUB epgm://eth1;239.192.1.1:5555']);
  });

  it('keeps names of inproc apart in programs that use both sides, and joins those that use one', async () => {
    const index = await indexOf({
      'one.py': pythonSockets('ROUTER bind inproc://work', 'DEALER connect inproc://work'),
      'two.py': pythonSockets('PUSH bind inproc://work', 'PULL connect inproc://work'),
      'app/main.py': pythonSockets('PAIR bind inproc://work'),
      'app/worker.py': pythonSockets('PAIR connect inproc://work'),
    });
    const counts = index.groups().map(({ binders, connectors }) => `${binders.length} ${connectors.length}`);
    assert.deepEqual(counts, ['1 1', '1 1', '1 1']);
    assert.deepEqual(
      index.groupsOf('app/main.py').flatMap(({ connectors }) => connectors.map(brief)),
      ['app/worker.py PAIR inproc://work'],
    );
  });

  it('an unknown port meets inside its file, and between files by the same pattern', async () => {
    const index = await indexOf({
      'test.py': pythonSockets('REP bind tcp://*:{port}', 'REQ connect tcp://{host}:{port}'),
      'server.py': pythonSockets('REP bind tcp://*:{port}'),
      'client.py': pythonSockets('REQ connect tcp://localhost:{port}'),
      'far.py': pythonSockets('REQ connect tcp://{host}:{port}'),
    });
    const peers = (path: string) => index.usesOf(path).flatMap((use) => index.counterparts(use).map(brief));
    assert.deepEqual(peers('test.py'), ['test.py REQ tcp://{host}:{port}', 'test.py REP tcp://*:{port}']);
    assert.deepEqual(peers('server.py'), ['client.py REQ tcp://localhost:{port}']);
    assert.deepEqual(peers('far.py'), []);
    assert.ok(index.groups().every(({ isKnown }) => !isKnown));
  });

  it('finds what is written at an offset', async () => {
    const source = pythonSockets('PUB bind tcp://*:5556');
    const text = 'FEED=tcp://localhost:5556\n';
    const index = await indexOf({ 'a.py': source, '.env': text });
    const at = source.indexOf('tcp://');
    const [found] = index.endpointsAt('a.py', at);
    assert.equal(found?.kind === 'use' && found.use.endpoint, 'tcp://*:5556');
    assert.equal(found && index.groupOf(found)?.mentions.length, 1);
    assert.deepEqual(index.endpointsAt('a.py', 0), []);
    assert.equal(index.endpointsAt('.env', 5)[0]?.kind, 'mention');
    assert.deepEqual(index.endpointsAt('.env', 4), []);
  });

  it('says which pairs cannot talk, unless another binder may be meant', async () => {
    const index = await indexOf({
      'a/pub.py': pythonSockets('PUB bind tcp://*:5556'),
      'a/req.py': pythonSockets('REQ connect tcp://localhost:5556', 'SUB connect tcp://localhost:5556'),
      'b/rep.py': pythonSockets('REP bind tcp://*:7000'),
      'c/pub.py': pythonSockets('PUB bind tcp://*:7000'),
      'c/req.py': pythonSockets('REQ connect tcp://localhost:7000'),
    });
    const found = index.groups().flatMap(mismatchesOf);
    assert.deepEqual(
      found.map(({ binder, connector }) => [brief(binder), brief(connector)]),
      [['a/pub.py PUB tcp://*:5556', 'a/req.py REQ tcp://localhost:5556']],
    );
  });
});

describe('an index that changes', () => {
  const user = 'import zmq\nfrom config import PORT\nzmq.Context().socket(zmq.PUB).bind(f"tcp://*:{PORT}")\n';

  it('says which constants it lacks, and follows them', async () => {
    const index = await indexOf({ 'app/user.py': user });
    assert.ok(index.missing().includes('app/config.py'));
    assert.ok(index.missing().includes('config.py'));
    assert.equal(index.usesOf('app/user.py')[0]?.use.endpoint, 'tcp://*:{PORT}');

    const added = index.setFile('config.py', await contentOf('config.py', 'PORT = 5555\n'));
    assert.deepEqual([...added.paths].sort(), ['app/user.py', 'config.py']);
    assert.ok(added.groups.has('tcp:5555'));
    assert.equal(index.factsOf('app/user.py')?.endpoints[0]?.endpoint, 'tcp://*:5555');
    assert.ok(!index.missing().includes('config.py'));

    const nearer = index.setFile('app/config.py', await contentOf('app/config.py', 'PORT = 6000\n'));
    assert.ok(nearer.paths.has('app/user.py'));
    assert.deepEqual(
      index.groups().map(({ label }) => label),
      ['tcp://*:6000'],
    );

    index.removeFile('app/config.py');
    assert.equal(index.groups()[0]?.label, 'tcp://*:5555');
  });

  it('takes constants from all files of a folder where a package is one, also from those that come later', async () => {
    const main =
      'package feed\nimport zmq "github.com/pebbe/zmq4"\nfunc main() {\n\ts, _ := zmq.NewSocket(zmq.PUB)\n\ts.Bind(feedAddress)\n}\n';
    const index = await indexOf({ 'feed/main.go': main });
    const endpoint = () => index.usesOf('feed/main.go')[0]?.use.endpoint;
    assert.equal(endpoint(), '{feedAddress}');
    assert.deepEqual(index.missing(), []);

    assert.deepEqual([...index.noteFile('other/names.go').paths], []);
    assert.deepEqual([...index.noteFile('feed/names.go').paths], ['feed/main.go']);
    assert.deepEqual(index.missing(), ['feed/names.go']);
    const names = await contentOf('feed/names.go', 'package feed\nconst feedAddress = "tcp://*:5556"\n');
    assert.ok(index.setFile('feed/names.go', names).paths.has('feed/main.go'));
    assert.equal(endpoint(), 'tcp://*:5556');
    assert.deepEqual([...index.noteFile('feed/names.go').paths], []);

    index.removeFile('feed/names.go');
    assert.equal(endpoint(), '{feedAddress}');
  });

  it('looks for a name that a large package does not have once in each file', async () => {
    const main = await contentOf(
      'main.go',
      'package a\nimport zmq "github.com/pebbe/zmq4"\nfunc f() { s, _ := zmq.NewSocket(zmq.PUB); s.Bind(nowhere) }\n',
    );
    const other = await contentOf('other.go', 'package a\nconst somewhere = "tcp://*:1"\n');
    const index = new WorkspaceIndex();
    for (let at = 0; at < 200; at++) index.setFile(`a/other${at}.go`, other);
    index.setFile('a/main.go', main);
    assert.equal(index.usesOf('a/main.go')[0]?.use.endpoint, '{nowhere}');
  });

  it('leaves files alone whose constants stay the same', async () => {
    const index = await indexOf({ 'user.py': user, 'config.py': 'PORT = 5555\n' });
    const change = index.setFile('config.py', await contentOf('config.py', '# the port\nPORT = 5555\n'));
    assert.deepEqual([...change.paths], ['config.py']);
    assert.deepEqual([...change.groups], []);
  });

  it('forgets what was removed', async () => {
    const index = await indexOf({ 'user.py': user, 'config.py': 'PORT = 5555\n', '.env': 'A=tcp://a:1\n' });
    for (const path of [...index.paths]) index.removeFile(path);
    assert.deepEqual(index.groups(), []);
    assert.deepEqual(index.missing(), []);
    assert.deepEqual(index.removeFile('user.py').groups, new Set());
  });

  it('is the same whatever the order of changes that led to it', async () => {
    const sources = [
      user,
      'PORT = 5555\n',
      'PORT = 6000\n',
      pythonSockets('SUB connect tcp://localhost:5555', 'PAIR bind inproc://a'),
      pythonSockets(
        'SUB connect tcp://localhost:6000',
        'PAIR connect inproc://a',
        'PAIR bind tcp://*:{port}',
      ),
      '# nothing\n',
    ];
    const contents = await Promise.all(sources.map((source) => contentOf('x.py', source)));
    const step = fc.tuple(
      fc.constantFrom('user.py', 'config.py', 'a/b.py', 'a/config.py', 'a/user.py'),
      fc.option(fc.constantFrom(...contents)),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const changed = new WorkspaceIndex();
        const last = new Map<string, FileContent>();
        for (const [path, content] of steps) {
          if (content) {
            changed.setFile(path, content);
            last.set(path, content);
          } else {
            changed.removeFile(path);
            last.delete(path);
          }
          changed.groups();
        }
        const fresh = new WorkspaceIndex();
        for (const [path, content] of [...last].reverse()) fresh.setFile(path, content);
        assert.deepEqual(changed.groups(), fresh.groups());
        assert.deepEqual(changed.missing().sort(), fresh.missing().sort());
      }),
      { numRuns: 60 },
    );
  });

  it('a change touches its own file and groups only, however large the workspace', async () => {
    const index = new WorkspaceIndex();
    const content = (port: number) =>
      contentOf('x.py', pythonSockets(`PUB bind tcp://*:${port}`, `SUB connect tcp://localhost:5555`));
    const contents = await Promise.all(Array.from({ length: 50 }, (_item, at) => content(5000 + at)));
    for (let at = 0; at < 4000; at++) {
      const chosen = contents[at % contents.length];
      if (chosen) index.setFile(`folder${at % 40}/file${at}.py`, chosen);
    }
    const [first] = contents;
    assert.ok(first);
    index.groups();
    const { paths, groups } = index.setFile('folder1/file1.py', first);
    assert.equal(paths.size, 1);
    assert.equal(groups.size, 3);
  });
});
