import assert from 'node:assert/strict';
import fc from 'fast-check';
import { utf8Encode } from '../../src/base/bytes';
import { type Direction, labelFrames, topicFrameIndex } from '../../src/model/envelope';
import { socketTypes } from '../../src/model/socketType';

type Frame = string | number[];

function labels(type: string, direction: Direction, ...frames: Frame[]): string[] {
  const bytes = frames.map((frame) =>
    typeof frame === 'string' ? utf8Encode(frame) : Uint8Array.from(frame),
  );
  return labelFrames(type, direction, bytes).map((label) => label.text);
}

const automaticId = [0, 0x12, 0xab, 0x34, 0xcd];

describe('labelFrames', () => {
  it('names topic and body of published messages', () => {
    assert.deepEqual(labels('SUB', 'in', 'ticks.AAPL', '{}', ''), ['topic', 'body', 'body']);
    assert.deepEqual(labels('PUB', 'out', 'ticks.AAPL {}'), ['topic and body']);
    assert.deepEqual(labels('XPUB', 'out', 'a', 'b'), ['topic', 'body']);
    assert.deepEqual(labels('XSUB', 'in', 'a', 'b'), ['topic', 'body']);
  });

  it('reads subscriptions on the way to the publisher', () => {
    assert.deepEqual(labels('XPUB', 'in', '\u0001ticks.'), ['subscribe to ticks.']);
    assert.deepEqual(labels('XSUB', 'out', '\0ticks.'), ['unsubscribe from ticks.']);
    assert.deepEqual(labels('XPUB', 'in', '\u0001'), ['subscribe to everything']);
    assert.deepEqual(labels('XPUB', 'in', [1, 0xff, 0]), ['subscribe to 0xff00']);
    assert.deepEqual(labels('XPUB', 'in', 'a message of its own', '\u0001x'), ['body', 'body']);
  });

  it('reads the envelope of ROUTER and DEALER', () => {
    assert.deepEqual(labels('ROUTER', 'in', 'client-7', '', 'hello', ''), [
      'routing id',
      'delimiter',
      'body',
      'body',
    ]);
    assert.deepEqual(labels('ROUTER', 'out', 'client-7', 'hello'), ['routing id', 'body']);
    assert.deepEqual(labels('DEALER', 'out', '', 'hello'), ['delimiter', 'body']);
    assert.deepEqual(labels('DEALER', 'in', 'hello', '', 'x'), ['body', 'body', 'body']);
  });

  it('reads the correlation id of a REQ and the ids of ROUTERs on the way', () => {
    assert.deepEqual(labels('ROUTER', 'in', 'id', [0, 0, 0, 9], '', 'hello'), [
      'routing id',
      'correlation id',
      'delimiter',
      'body',
    ]);
    assert.deepEqual(labels('DEALER', 'out', automaticId, '', 'hello'), ['routing id', 'delimiter', 'body']);
    assert.deepEqual(labels('ROUTER', 'in', 'proxy', automaticId, '', 'hello'), [
      'routing id',
      'routing id',
      'delimiter',
      'body',
    ]);
  });

  it('leaves whole messages to the types without envelope', () => {
    for (const type of ['PAIR', 'PUSH', 'PULL', 'REQ', 'REP', 'CLIENT', 'no such type']) {
      assert.deepEqual(labels(type, 'in', '', 'a'), ['body', 'body'], type);
    }
  });

  it('knows what STREAM and DGRAM put in front', () => {
    assert.deepEqual(labels('STREAM', 'in', automaticId, ''), ['routing id', 'connected or disconnected']);
    assert.deepEqual(labels('STREAM', 'in', automaticId, 'GET /'), ['routing id', 'body']);
    assert.deepEqual(labels('DGRAM', 'in', '127.0.0.1:5555', 'x'), ['address', 'body']);
  });

  it('gives one label per frame for any message', () => {
    const message = fc.array(fc.uint8Array({ maxLength: 6 }), { maxLength: 8 });
    fc.assert(
      fc.property(
        fc.constantFrom(...socketTypes),
        fc.constantFrom('in', 'out'),
        message,
        (type, direction, frames) => {
          assert.equal(labelFrames(type, direction, frames).length, frames.length);
        },
      ),
    );
  });
});

describe('topicFrameIndex', () => {
  it('points at the topic or routing id, and at nothing elsewhere', () => {
    for (const [type, direction] of [
      ['PUB', 'out'],
      ['SUB', 'in'],
      ['XPUB', 'out'],
      ['XSUB', 'in'],
      ['ROUTER', 'in'],
      ['ROUTER', 'out'],
      ['STREAM', 'in'],
    ] as const) {
      assert.equal(topicFrameIndex(type, direction), 0, `${type} ${direction}`);
    }
    for (const [type, direction] of [
      ['XPUB', 'in'],
      ['XSUB', 'out'],
      ['REQ', 'in'],
      ['DEALER', 'out'],
      ['PULL', 'in'],
      ['?', 'in'],
    ] as const) {
      assert.equal(topicFrameIndex(type, direction), -1, `${type} ${direction}`);
    }
  });
});
