import assert from 'node:assert/strict';
import { buildTopology } from '../../../../src/analysis/topology/buildTopology';
import { palettes } from '../../../../src/analysis/topology/drawing/palette';
import { svgDocument } from '../../../../src/analysis/topology/drawing/svgDocument';
import { svg, svgText } from '../../../../src/analysis/topology/drawing/svgElement';
import { filterGroups, hasProblem } from '../../../../src/analysis/topology/filterGroups';
import { packBoxes } from '../../../../src/analysis/topology/layout/packBoxes';
import { shortened } from '../../../../src/analysis/topology/layout/textWidth';
import { TopologyLayout } from '../../../../src/analysis/topology/layout/topologyLayout';
import type { Box, TopologyPicture } from '../../../../src/model/topologyPicture';
import { indexOf, pythonSockets } from '../../../support/analysis/sampleWorkspace';

const market = {
  'feed.py': pythonSockets('PUB bind tcp://*:5556', 'REP bind tcp://*:5557'),
  'chart.py': pythonSockets('SUB connect tcp://localhost:5556', 'REQ connect tcp://localhost:5557'),
  'alarm.py': pythonSockets('PULL connect tcp://localhost:5556'),
  'lost.py': pythonSockets('PUSH connect tcp://localhost:9999'),
};

type Files = Readonly<Record<string, string>>;

async function pictureOf(files: Files, layout = new TopologyLayout()): Promise<TopologyPicture<string>> {
  return layout.pictureOf(buildTopology((await indexOf(files)).groups()), ({ path }) => path);
}

/** Many programs that all hang together. */
function tangle(count: number): Files {
  const names = Array.from({ length: count }, (_none, at) => at);
  return Object.fromEntries(
    names.map((at) => [
      `s${at}.py`,
      pythonSockets(
        `PUB bind tcp://*:${10000 + at}`,
        `SUB connect tcp://localhost:${10000 + ((at * 7 + 3) % count)}`,
      ),
    ]),
  );
}

function boxesOf({ programs, endpoints }: TopologyPicture<unknown>): Box[] {
  return [...programs, ...endpoints];
}

function overlaps(one: Box, other: Box): boolean {
  const beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
  const below = one.y + one.height <= other.y || other.y + other.height <= one.y;
  return !beside && !below;
}

function assertSound(picture: TopologyPicture<unknown>): void {
  const boxes = boxesOf(picture);
  for (const [at, box] of boxes.entries()) {
    assert.ok(box.x >= 0 && box.y >= 0, JSON.stringify(box));
    assert.ok(box.x + box.width <= picture.width + 1 && box.y + box.height <= picture.height + 1);
    for (const other of boxes.slice(at + 1)) assert.ok(!overlaps(box, other), JSON.stringify([box, other]));
  }
  const ends = new Map<string, Box>(picture.endpoints.map((endpoint) => [endpoint.key, endpoint]));
  for (const { sockets } of picture.programs) for (const socket of sockets) ends.set(socket.key, socket);
  for (const { curve, socket, endpoint } of picture.links) {
    assert.equal((curve.length - 1) % 3, 0);
    for (const [point, key] of [
      [curve[0], socket],
      [curve.at(-1), endpoint],
    ] as const) {
      const box = ends.get(key);
      assert.ok(box && point, key);
      assert.ok(Math.min(Math.abs(point.x - box.x), Math.abs(point.x - box.x - box.width)) <= 1, key);
      assert.ok(point.y >= box.y && point.y <= box.y + box.height, key);
    }
  }
}

describe('the layout of a topology', () => {
  it('has every part on the picture, none over another, and lines from edge to edge', async () => {
    const picture = await pictureOf(market);
    assertSound(picture);
    assert.equal(picture.links.length, 6);
    const [feed, chart] = ['feed.py', 'chart.py'].map((path) =>
      picture.programs.find((one) => one.path === path),
    );
    assert.ok(feed && chart && feed.x < chart.x, 'messages go to the right');
  });

  it('is sound where very much hangs together', async function () {
    this.timeout(20_000);
    const picture = await pictureOf(tangle(90));
    assertSound(picture);
    assert.ok(
      picture.width / picture.height < 5 && picture.height / picture.width < 5,
      'about as a window is',
    );
  });

  it('says what is wrong with an endpoint', async () => {
    const { endpoints } = await pictureOf(market);
    assert.deepEqual(
      endpoints.map(({ label, isBound, notes }) => [label, isBound, notes.map(({ text }) => text)]),
      [
        ['tcp://*:5556', true, ['PULL does not talk to PUB']],
        ['tcp://*:5557', true, []],
        ['tcp://localhost:9999', false, ['not bound in this workspace']],
      ],
    );
  });

  it('keeps keys and form of what hangs together when something is added elsewhere', async () => {
    const layout = new TopologyLayout();
    const before = await pictureOf(market, layout);
    const after = await pictureOf(
      { 'a.py': pythonSockets('PAIR bind inproc://a', 'PAIR connect inproc://a'), ...market },
      layout,
    );
    const shape = (picture: TopologyPicture<unknown>) => {
      const feed = picture.programs.find(({ path }) => path === 'feed.py');
      const [dx, dy] = [feed?.x ?? 0, feed?.y ?? 0];
      return picture.programs
        .filter(({ path }) => ['feed.py', 'chart.py', 'alarm.py'].includes(path))
        .map(({ key, x, y, sockets }) => [key, x - dx, y - dy, sockets.map((socket) => socket.key)]);
    };
    assert.deepEqual(shape(after), shape(before));
  });

  it('packs boxes without overlap', () => {
    const boxes = [10, 80, 30, 30, 120].map((width, at) => ({ width, height: 20 + at * 10 }));
    const { corners, width, height } = packBoxes(boxes, 8);
    const placed = boxes.map((box, at) => ({ ...box, ...corners[at]! }));
    for (const [at, box] of placed.entries()) {
      assert.ok(box.x + box.width <= width && box.y + box.height <= height);
      for (const other of placed.slice(at + 1)) assert.ok(!overlaps(box, other));
    }
  });

  it('shortens texts in the middle', () => {
    assert.equal(shortened('tcp://localhost:5555', 20), 'tcp://localhost:5555');
    assert.equal(shortened('tcp://localhost:5555', 9), 'tcp:…5555');
  });
});

describe('the filter of a topology', () => {
  it('shows endpoints with all words in them, their sockets or files, and who shares them', async () => {
    const groups = (await indexOf(market)).groups();
    const labels = (words: string) => filterGroups(groups, { words }).map(({ label }) => label);
    assert.deepEqual(labels('CHART'), ['tcp://*:5556', 'tcp://*:5557']);
    assert.deepEqual(labels('chart  req'), ['tcp://*:5557']);
    assert.deepEqual(labels('pipeline 9999'), ['tcp://localhost:9999']);
    assert.deepEqual(labels('chart 9999'), []);
    assert.equal(labels('').length, 3);
  });

  it('knows problems: types that do not go together, and nobody who binds', async () => {
    const groups = (await indexOf(market)).groups();
    assert.deepEqual(
      groups.filter(hasProblem).map(({ label }) => label),
      ['tcp://*:5556', 'tcp://localhost:9999'],
    );
  });
});

describe('the topology as SVG', () => {
  it('needs nothing but itself, and has every text, mark and colour', async () => {
    const text = svgDocument(await pictureOf(market), palettes.dark);
    assert.match(
      text,
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox=/,
    );
    assert.doesNotMatch(text, /var\(|url\(|href|<script|<style| style=/);
    for (const part of [
      'feed.py',
      'PUB',
      'tcp://*:5556',
      'PULL does not talk to PUB',
      'not bound in this workspace',
    ]) {
      assert.ok(text.includes(`>${part}</text>`), part);
    }
    assert.equal(text.match(/class="part link broken"/g)?.length, 2);
    assert.ok(text.includes(`stroke="${palettes.dark.error}"`));
    assert.ok(text.includes('>publish, subscribe</text>'), 'a legend');
    assert.ok(!text.includes('>pair</text>'), 'of what is there');
  });

  it('escapes whatever a text holds', () => {
    const element = svg('text', { title: '"<&' }, 'a<b>&\u0007\ud800]]>');
    assert.equal(
      svgText(element),
      '<text title="&quot;&lt;&amp;">a&lt;b&gt;&amp;\ufffd\ufffd]]&gt;</text>\n',
    );
  });
});
