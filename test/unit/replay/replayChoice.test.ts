import assert from 'node:assert/strict';
import {
  directionToReplay,
  isOfOnePattern,
  peersToAwait,
  sendableDirections,
} from '../../../src/model/replayChoice';
import { formatOffset, parseReplayPosition } from '../../../src/model/replayPosition';
import { type SocketType, socketTypes } from '../../../src/model/socketType';
import { proposedType } from '../../../src/model/replayRules';

describe('what a replay sends where nobody chose', () => {
  it('is what the socket can send of what was captured', () => {
    assert.deepEqual(sendableDirections('SUB', ['in'], 'PUB'), ['in']);
    assert.deepEqual(sendableDirections('PAIR', ['in', 'out'], 'PAIR'), ['in', 'out']);
    assert.deepEqual(sendableDirections('REP', ['in', 'out'], 'REQ'), ['in']);
    assert.deepEqual(sendableDirections('SUB', ['in'], 'SUB'), []);
  });

  it('goes towards the service, unless only the other direction was captured', () => {
    assert.equal(directionToReplay('REP', ['in', 'out']), 'in');
    assert.equal(directionToReplay('REP', ['out']), 'out');
    assert.equal(directionToReplay('DEALER', ['in']), 'in');
    assert.equal(directionToReplay('DEALER', []), 'out');
  });

  it('can be sent by the proposed type, for every type and direction', () => {
    for (const type of socketTypes) {
      for (const direction of ['in', 'out'] as const) {
        const { type: by } = proposedType(type, directionToReplay(type, [direction]));
        const sendable = sendableDirections(type, [direction], by).length > 0;
        // What these do not have is not captured either.
        const impossible = ['SUB', 'PULL', 'DISH', 'GATHER'].includes(type) && direction === 'out';
        assert.equal(sendable, !impossible, `${type} ${direction} by ${by}`);
      }
    }
  });

  it('is of one pattern with the proposed type, for every type', () => {
    for (const type of socketTypes) {
      for (const direction of ['in', 'out'] as const)
        assert.ok(isOfOnePattern(type, proposedType(type, direction).type), type);
    }
  });

  it('is at home only with those that would talk to who recorded it, or do as it did', () => {
    const atHome = (recorded: SocketType) => socketTypes.filter((by) => isOfOnePattern(recorded, by));
    assert.deepEqual(atHome('SUB').sort(), ['PUB', 'SUB', 'XPUB', 'XSUB']);
    assert.deepEqual(atHome('REQ').sort(), ['DEALER', 'REP', 'REQ', 'ROUTER']);
    assert.deepEqual(atHome('PULL').sort(), ['GATHER', 'PULL', 'PUSH', 'SCATTER']);
    assert.deepEqual(atHome('PAIR'), ['PAIR']);
  });

  it('waits for a peer, where one can be counted and is not waited for anyway', () => {
    assert.equal(peersToAwait('PUB', ['tcp://127.0.0.1:5556']), 1);
    assert.equal(peersToAwait('PUB', ['inproc://feed']), 0);
    assert.equal(peersToAwait('DGRAM', ['udp://127.0.0.1:5556']), 0);
    assert.equal(peersToAwait('REP', ['tcp://127.0.0.1:5556']), 0);
  });
});

describe('a place in a replay', () => {
  const span = {
    firstTimeMs: Date.parse('2026-01-31T12:00:00Z'),
    lastTimeMs: Date.parse('2026-01-31T13:30:00Z'),
  };
  const offset = (text: string) => {
    const position = parseReplayPosition(text, span);
    return 'fault' in position ? position.fault : (position.timeMs - span.firstTimeMs) / 1000;
  };

  it('is read from the start, as a part and as a time', () => {
    const read = ['0', '90', ' 90.5 s ', '1:30', '1:02:03.5', '50 %', '100%', '2026-01-31T12:00:01.5Z'].map(
      offset,
    );
    assert.deepEqual(read, [0, 90, 90.5, 90, 3723.5, 2700, 5400, 1.5]);
  });

  it('is within what is replayed', () => {
    const outside = 'is outside of what is replayed, which is 1:30:00 long.';
    assert.equal(offset('2:00:00'), `“2:00:00” ${outside}`);
    assert.equal(offset('101 %'), `“101 %” ${outside}`);
    assert.equal(offset('2026-01-31T11:59:59Z'), `“2026-01-31T11:59:59Z” ${outside}`);
    const narrow = { firstTimeMs: 1000.25, lastTimeMs: 2000.75 };
    assert.deepEqual(parseReplayPosition('1970-01-01T00:00:01.000Z', narrow), { timeMs: 1000.25 });
  });

  it('is refused with what to write', () => {
    for (const text of ['', 'soon', '-1', '1:', '2026-13-01T00:00:00Z']) {
      assert.match(String(offset(text)), /is no place in a replay\. Write 1:30, 90 s, 50 % or 2026-/, text);
    }
  });

  it('is written as it is read', () => {
    for (const seconds of [0, 0.5, 9, 59.9, 60, 61.2, 3599.9, 3600, 5400]) {
      assert.equal(offset(formatOffset(seconds * 1000)), seconds, formatOffset(seconds * 1000));
    }
    assert.deepEqual([90_000, 3_723_500, 5_000].map(formatOffset), ['1:30', '1:02:03.5', '0:05']);
  });
});
