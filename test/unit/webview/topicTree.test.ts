import assert from 'node:assert/strict';
import { toHex, utf8Encode } from '../../../src/base/bytes';
import { showBytes } from '../../../src/model/frameText';
import type { TopicCount } from '../../../src/protocol/capture';
import { type TopicNode, buildTopicTree } from '../../../src/webview/inspector/sidebar/topicTree';
import { matches } from '../filter/messageOf';

function topic(name: string, count = 1): TopicCount {
  return { topic: name, hex: toHex(utf8Encode(name)), count, perSecond: count };
}

function outline(nodes: readonly TopicNode[], indent = ''): string[] {
  return nodes.flatMap(({ label, term, children }) => [
    `${indent}${label} → ${term}`,
    ...outline(children, `${indent}  `),
  ]);
}

describe('buildTopicTree', () => {
  it('groups topics that share a part and adds up what they carry', () => {
    const nodes = buildTopicTree([topic('ticks.AAPL', 4), topic('ticks.MSFT', 3), topic('heartbeat')]);
    assert.deepEqual(outline(nodes), [
      'heartbeat → topic=heartbeat',
      'ticks → topic:ticks.*',
      '  ticks.AAPL → topic=ticks.AAPL',
      '  ticks.MSFT → topic=ticks.MSFT',
    ]);
    assert.equal(nodes[1]?.count, 7);
  });

  it('groups at slashes and in depth, and makes one group of a chain', () => {
    const topics = ['plant/north/temp', 'plant/north/rpm', 'plant/south/temp', 'plant/south/rpm'];
    assert.deepEqual(outline(buildTopicTree(topics.map((name) => topic(name)))), [
      'plant → topic:"plant/"',
      '  plant/north → topic:"plant/north/"',
      '    plant/north/rpm → topic="plant/north/rpm"',
      '    plant/north/temp → topic="plant/north/temp"',
      '  plant/south → topic:"plant/south/"',
      '    plant/south/rpm → topic="plant/south/rpm"',
      '    plant/south/temp → topic="plant/south/temp"',
    ]);
    const chain = ['a.b.c.x', 'a.b.c.y'].map((name) => topic(name));
    assert.deepEqual(
      buildTopicTree(chain).map(({ label }) => label),
      ['a.b.c'],
    );
  });

  it('leaves single topics, binary ones and the empty one as they are', () => {
    const binary: TopicCount = { topic: '0x00ff', hex: '00ff', count: 1, perSecond: 0 };
    assert.deepEqual(outline(buildTopicTree([topic('only.one'), binary, topic('')])), [
      '(empty) → topic=""',
      '0x00ff → topic=0x00ff',
      'only.one → topic=only.one',
    ]);
  });

  it('filters by the bytes of topics whose names are escaped or cut, and of their groups', () => {
    const texts = ['ctl.\0.one', 'ctl.\0.two', 'ctl.three', 'text \\x00', `long ${'é'.repeat(90)}`];
    const topics = texts.map((text) => {
      const bytes = utf8Encode(text);
      return { topic: showBytes(bytes, 80), hex: toHex(bytes), count: 1, perSecond: 0 };
    });
    const terms = new Map<string, string>();
    const visit = (nodes: readonly TopicNode[]) => {
      for (const { label, term, children } of nodes) {
        terms.set(label, term);
        visit(children);
      }
    };
    visit(buildTopicTree(topics));
    const taken = (label: string) =>
      texts.filter((topic) =>
        matches(terms.get(label) ?? 'no such node', { frames: [topic, ''], topicFrame: 0 }),
      );
    assert.deepEqual(taken('ctl'), texts.slice(0, 3));
    assert.deepEqual(taken('ctl.\\x00'), texts.slice(0, 2));
    for (const [index, { topic }] of topics.entries()) assert.deepEqual(taken(topic), [texts[index]]);
  });

  it('orders binary topics by their bytes, before the others', () => {
    const binary = (hex: string): TopicCount => ({ topic: `0x${hex}`, hex, count: 1, perSecond: 0 });
    const topics = [
      topic('a10'),
      binary('0010ff'),
      topic('a9'),
      binary('000eff'),
      binary('000fff'),
      topic(''),
    ];
    assert.deepEqual(
      buildTopicTree(topics).map(({ label }) => label),
      ['(empty)', '0x000eff', '0x000fff', '0x0010ff', 'a9', 'a10'],
    );
  });
});
