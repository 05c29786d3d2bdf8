import assert from 'node:assert/strict';
import fc from 'fast-check';
import { socketTypes } from '../../../../src/model/socketType';
import { buildTopology } from '../../../../src/analysis/topology/buildTopology';
import { dataDirection, patternOf } from '../../../../src/model/dataFlow';
import { toMermaid } from '../../../../src/analysis/topology/mermaid';
import { shortPaths } from '../../../../src/analysis/topology/shortPaths';
import type { Topology } from '../../../../src/analysis/topology/topology';
import { indexOf, pythonSockets } from '../../../support/analysis/sampleWorkspace';

async function topologyOf(files: Readonly<Record<string, string>>): Promise<Topology> {
  return buildTopology((await indexOf(files)).groups());
}

describe('the topology of a workspace', () => {
  it('has programs with their sockets, endpoints, and links with pattern and direction', async () => {
    const graph = await topologyOf({
      'feed/server.py': pythonSockets('PUB bind tcp://*:5556', 'REP bind tcp://*:5555'),
      'feed/client.py': pythonSockets('SUB connect tcp://localhost:5556', 'REQ connect tcp://localhost:5555'),
      'compose.yml': 'FEED: tcp://feed:5556\nOTHER: tcp://feed:9999\n',
      'README.md': 'Nothing.\n',
    });
    assert.deepEqual(
      graph.programs.map(({ id, label, sockets }) => [id, label, sockets.map(({ type }) => type)]),
      [
        ['p0', 'client.py', ['SUB', 'REQ']],
        ['p1', 'server.py', ['PUB', 'REP']],
      ],
    );
    assert.deepEqual(
      graph.endpoints.map(({ label, isBound, mentions, path }) => [label, isBound, mentions, path]),
      [
        ['tcp://*:5555', true, 0, 'feed/server.py'],
        ['tcp://*:5556', true, 1, 'feed/server.py'],
      ],
    );
    assert.deepEqual(
      graph.links.map((link) => [link.socket, link.endpoint, link.role, link.pattern, link.direction]),
      [
        ['p1s1', 'e0', 'bind', 'request', 'both'],
        ['p0s1', 'e0', 'connect', 'request', 'both'],
        ['p1s0', 'e1', 'bind', 'publish', 'out'],
        ['p0s0', 'e1', 'connect', 'publish', 'in'],
      ],
    );
    assert.ok(graph.links.every(({ brokenWith }) => brokenWith.length === 0));
  });

  it('links one socket to each of its endpoints, once', async () => {
    const source = `import zmq
sub = zmq.Context().socket(zmq.SUB)
for port in (1001, 1002):
    sub.connect(f"tcp://localhost:{port}")
sub.disconnect("tcp://localhost:1001")
sub.connect("tcp://localhost:1001")
`;
    const { programs, endpoints, links } = await topologyOf({ 'a.py': source });
    assert.deepEqual(
      programs.map(({ sockets }) => sockets.map(({ name, type }) => `${name} ${type}`)),
      [['sub SUB']],
    );
    assert.deepEqual(
      endpoints.map(({ label, isBound }) => [label, isBound]),
      [
        ['tcp://localhost:1001', false],
        ['tcp://localhost:1002', false],
      ],
    );
    assert.deepEqual(
      links.map(({ id }) => id),
      ['p0s0-connect-e0', 'p0s0-connect-e1'],
    );
  });

  it('marks both ends of a pair that cannot talk', async () => {
    const { links } = await topologyOf({
      'server.py': pythonSockets('PUB bind tcp://*:5556'),
      'good.py': pythonSockets('SUB connect tcp://localhost:5556'),
      'wrong.py': pythonSockets('PULL connect tcp://localhost:5556'),
    });
    assert.deepEqual(
      links.map(({ path, brokenWith }) => [path, brokenWith]),
      [
        ['server.py', ['p2s0-connect-e0']],
        ['good.py', []],
        ['wrong.py', ['p1s0-bind-e0']],
      ],
    );
  });

  it('knows a pattern and a direction for every type', () => {
    for (const type of socketTypes) {
      assert.notEqual(patternOf(type), 'unknown', type);
      assert.notEqual(dataDirection(type), 'unknown', type);
    }
    assert.equal(dataDirection('XSUB'), 'in');
    assert.equal(dataDirection(undefined), 'unknown');
  });

  it('calls files by the shortest end that tells them apart', () => {
    const paths = ['server.py', 'feed/main.py', 'web/main.py', 'deep/web/view.py'];
    assert.deepEqual(
      [...shortPaths(paths).values()],
      ['server.py', 'feed/main.py', 'web/main.py', 'view.py'],
    );
    assert.deepEqual([...shortPaths(['main.py', 'a/main.py']).values()], ['main.py', 'a/main.py']);
  });
});

describe('the topology as Mermaid', () => {
  it('has a box for each program, arrows as messages go, and red for what is broken', async () => {
    const graph = await topologyOf({
      'server.py': pythonSockets('PUB bind tcp://*:5556', 'PAIR connect ipc:///tmp/a#b'),
      'view.py': pythonSockets('SUB connect tcp://localhost:5556', 'REQ connect tcp://localhost:5556'),
    });
    assert.equal(
      toMermaid(graph),
      `flowchart LR
  subgraph p0["server.py"]
    p0s0["PUB"]
    p0s1["PAIR"]
  end
  subgraph p1["view.py"]
    p1s0["SUB"]
    p1s1["REQ"]
  end
  e0(["ipc:///tmp/a#35;b"])
  e1(["tcp://#42;:5556"])
  p0s1 <-->|connect| e0
  p0s0 ==>|"bind, incompatible"| e1
  e1 -->|connect| p1s0
  p1s1 <-->|"connect, incompatible"| e1
  linkStyle 1,3 stroke:#d1242f,color:#d1242f
  classDef unbound stroke-dasharray:5 5
  class e0 unbound
`,
    );
  });

  it('lets no text out of its label', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (label) => {
        const endpoint = {
          id: 'e0',
          group: '',
          label,
          path: '',
          range: { start: 0, end: 0 },
          isBound: true,
          isKnown: true,
          mentions: 0,
          mismatches: [],
        };
        const text = toMermaid({ programs: [], endpoints: [endpoint], links: [] });
        assert.match(text, /^flowchart LR\n {2}e0\(\["(?:[\p{L}\p{N} .,:/()@-]|#\d+;)*"\]\)\n$/u);
        const [, shown = ''] = /\["(.*)"\]/.exec(text) ?? [];
        assert.equal(
          shown.replace(/#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code))),
          label,
        );
      }),
    );
  });
});
