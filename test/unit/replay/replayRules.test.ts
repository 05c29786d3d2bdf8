import assert from 'node:assert/strict';
import { proposeTarget } from '../../../src/model/proposeTarget';
import { isNotice, proposedType, replayFrames, replayRule } from '../../../src/model/replayRules';
import type { EndpointDefinition } from '../../../src/model/sessionDefinition';
import { type SocketType, socketTypes, traitsOf } from '../../../src/model/socketType';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (frames: readonly Uint8Array[]) => frames.map((frame) => new TextDecoder().decode(frame));
const noPeer = () => assert.fail('no peer is needed');

/** What a socket of type `by` sends for frames that one of type `recorded` received or sent. */
function send(
  recorded: SocketType,
  direction: 'in' | 'out',
  by: SocketType,
  frames: readonly string[],
  peerOf: (id: Uint8Array) => Uint8Array = noPeer,
): string[] {
  const rule = replayRule(recorded, direction, by);
  if ('fault' in rule) assert.fail(rule.fault);
  return text(replayFrames(rule, frames.map(bytes), peerOf));
}

describe('replay rules', () => {
  it('send what publishers and pipelines carried as it was', () => {
    for (const [recorded, direction, by] of [
      ['SUB', 'in', 'PUB'],
      ['SUB', 'in', 'XPUB'],
      ['XSUB', 'in', 'PUB'],
      ['PUB', 'out', 'PUB'],
      ['XPUB', 'out', 'PUB'],
      ['PULL', 'in', 'PUSH'],
      ['PUSH', 'out', 'PUSH'],
      ['PAIR', 'in', 'PAIR'],
      ['PAIR', 'out', 'PAIR'],
      ['XPUB', 'in', 'XSUB'],
      ['XSUB', 'out', 'XSUB'],
      ['DEALER', 'in', 'DEALER'],
      ['DEALER', 'out', 'DEALER'],
      ['REQ', 'out', 'REQ'],
      ['REP', 'in', 'REQ'],
      ['REP', 'out', 'REP'],
      ['REQ', 'in', 'REP'],
      ['DISH', 'in', 'RADIO'],
      ['DISH', 'in', 'PUB'],
    ] as const) {
      assert.deepEqual(send(recorded, direction, by, ['a', '', 'b']), ['a', '', 'b'], `${recorded} ${by}`);
    }
  });

  it('leave out the routing id of a ROUTER, and for a REQ the envelope too', () => {
    assert.deepEqual(send('ROUTER', 'in', 'DEALER', ['id', '', 'body', '']), ['', 'body', '']);
    assert.deepEqual(send('ROUTER', 'in', 'REQ', ['id', '', 'body', '']), ['body', '']);
    assert.deepEqual(send('ROUTER', 'in', 'REQ', ['id', 'req1', '', 'body']), ['body']);
    assert.deepEqual(send('ROUTER', 'in', 'REQ', ['id', 'body']), ['body']);
    assert.deepEqual(send('ROUTER', 'in', 'PUSH', ['id', 'a', 'b']), ['a', 'b']);
    assert.deepEqual(send('ROUTER', 'out', 'REP', ['id', '', 'body']), ['body']);
    assert.deepEqual(send('DEALER', 'out', 'REQ', ['', 'body']), ['body']);
    assert.deepEqual(send('DEALER', 'in', 'REP', ['', 'body']), ['body']);
    assert.deepEqual(send('SERVER', 'in', 'CLIENT', ['1234', 'body']), ['body']);
  });

  it('put a delimiter in front of what a DEALER sends in place of a REQ or REP', () => {
    assert.deepEqual(send('REQ', 'out', 'DEALER', ['a', 'b']), ['', 'a', 'b']);
    assert.deepEqual(send('REP', 'in', 'DEALER', ['a']), ['', 'a']);
  });

  it('put a peer of now in the place of the recorded one', () => {
    const peers: Record<string, string> = { old: 'new', '': 'any' };
    const peerOf = (id: Uint8Array) => bytes(peers[text([id])[0]!]!);
    assert.deepEqual(send('ROUTER', 'out', 'ROUTER', ['old', '', 'x'], peerOf), ['new', '', 'x']);
    assert.deepEqual(send('STREAM', 'in', 'STREAM', ['old', 'x'], peerOf), ['new', 'x']);
    assert.deepEqual(send('SERVER', 'out', 'SERVER', ['old', 'x'], peerOf), ['new', 'x']);
    assert.deepEqual(send('DGRAM', 'out', 'DGRAM', ['old', 'x'], peerOf), ['new', 'x']);
    assert.deepEqual(send('DEALER', 'in', 'ROUTER', ['x'], peerOf), ['any', 'x']);
    assert.deepEqual(send('CLIENT', 'in', 'SERVER', ['x'], peerOf), ['any', 'x']);
    assert.deepEqual(send('REP', 'out', 'ROUTER', ['x'], peerOf), ['any', '', 'x']);
  });

  it('leave nothing of a message that is an envelope alone', () => {
    assert.deepEqual(send('ROUTER', 'in', 'REQ', ['id']), []);
    assert.deepEqual(send('ROUTER', 'in', 'DEALER', ['id']), []);
  });

  it('say why something cannot be sent, and what can send it', () => {
    for (const [recorded, direction, by, hint] of [
      ['PULL', 'in', 'SUB', /SUB socket cannot send.*PUSH/],
      ['REP', 'out', 'REQ', /REP socket sent.*REQ.*REP socket can/],
      ['ROUTER', 'out', 'DEALER', /ROUTER socket can/],
      ['XPUB', 'in', 'PUB', /XSUB socket can/],
    ] as const) {
      const rule = replayRule(recorded, direction, by);
      assert.ok('fault' in rule);
      assert.match(rule.fault, hint);
    }
  });

  it('let the proposed type send what every type recorded', () => {
    for (const recorded of socketTypes) {
      const { canSend, canReceive } = traitsOf(recorded);
      for (const direction of ['in', 'out'] as const) {
        if (direction === 'in' ? !canReceive : !canSend) continue;
        const { type } = proposedType(recorded, direction);
        assert.ok(!('fault' in replayRule(recorded, direction, type)), `${recorded} ${direction} by ${type}`);
      }
    }
  });

  it("know STREAM's notices", () => {
    assert.equal(isNotice('STREAM', 'in', [bytes('id'), bytes('')]), true);
    assert.equal(isNotice('STREAM', 'out', [bytes('id'), bytes('')]), false);
    assert.equal(isNotice('STREAM', 'in', [bytes('id'), bytes('x')]), false);
    assert.equal(isNotice('ROUTER', 'in', [bytes('id'), bytes('')]), false);
  });
});

describe('the proposed target of a replay', () => {
  const propose = (
    type: SocketType,
    role: EndpointDefinition['role'],
    address: string,
    to?: 'in' | 'out',
  ) => {
    const target = proposeTarget({ type, endpoints: [{ role, address }] }, to);
    return [target.type, target.role, target.address, target.direction];
  };

  it('takes the place of the recorded socket or of its peer', () => {
    const address = 'tcp://127.0.0.1:5555';
    assert.deepEqual(propose('SUB', 'connect', address), ['PUB', 'bind', address, 'in']);
    assert.deepEqual(propose('SUB', 'bind', address), ['PUB', 'connect', address, 'in']);
    assert.deepEqual(propose('PULL', 'bind', address), ['PUSH', 'connect', address, 'in']);
    assert.deepEqual(propose('REP', 'bind', address), ['REQ', 'connect', address, 'in']);
    assert.deepEqual(propose('REP', 'bind', address, 'out'), ['REP', 'bind', address, 'out']);
    assert.deepEqual(propose('ROUTER', 'bind', address), ['DEALER', 'connect', address, 'in']);
    assert.deepEqual(propose('DEALER', 'connect', address), ['DEALER', 'connect', address, 'out']);
    assert.deepEqual(propose('PUB', 'bind', 'tcp://*:5555'), ['PUB', 'bind', 'tcp://*:5555', 'out']);
  });

  it('names an address of this machine at the other end', () => {
    for (const [role, recorded, address] of [
      ['bind', 'tcp://*:5555', 'tcp://127.0.0.1:5555'],
      ['bind', 'tcp://0.0.0.0:5555', 'tcp://127.0.0.1:5555'],
      ['bind', 'tcp://eth0:5555', 'tcp://127.0.0.1:5555'],
      ['bind', 'tcp://[::]:5555', 'tcp://[::1]:5555'],
      ['bind', 'tcp://127.0.0.1:*', undefined],
      ['bind', 'ipc:///tmp/x', 'ipc:///tmp/x'],
      ['bind', 'ipc://*', undefined],
      ['connect', 'tcp://feed.example.org:5555', 'tcp://127.0.0.1:5555'],
      ['connect', 'tcp://10.0.0.9:5555', 'tcp://127.0.0.1:5555'],
      ['connect', 'tcp://192.168.1.2:0;10.0.0.9:5555', 'tcp://127.0.0.1:5555'],
      ['connect', 'ws://localhost:80/feed', 'ws://127.0.0.1:80/feed'],
      ['connect', 'inproc://x', 'inproc://x'],
    ] as const) {
      assert.equal(propose('SUB', role, recorded)[2], address, recorded);
    }
  });

  it('is there for a recording without endpoints', () => {
    assert.deepEqual(proposeTarget({ type: 'PAIR', endpoints: [] }), {
      type: 'PAIR',
      role: 'connect',
      address: undefined,
      direction: 'out',
    });
  });
});
