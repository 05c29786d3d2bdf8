import assert from 'node:assert/strict';
import { BindEndpoint } from '../../../src/engine/sessions/bindEndpoint';
import { ConnectEndpoint } from '../../../src/engine/sessions/connectEndpoint';
import type { Endpoint } from '../../../src/engine/sessions/endpoint';
import type { Mechanism } from '../../../src/model/mechanism';
import type { MonitorEvent } from '../../../src/engine/native';
import { parseEndpoint } from '../../../src/model/endpoint';
import type { EndpointRole } from '../../../src/model/sessionDefinition';
import type { SocketType } from '../../../src/model/socketType';

const address = 'tcp://127.0.0.1:5555';

function endpoint(
  role: EndpointRole,
  type: SocketType = 'PULL',
  mechanism: Mechanism = 'NULL',
  at = address,
) {
  const parsed = parseEndpoint(at, { role, platform: 'linux' });
  assert.ok('endpoint' in parsed);
  const Class = role === 'bind' ? BindEndpoint : ConnectEndpoint;
  const made = new Class({ role, address: at }, parsed.endpoint, {
    type,
    mechanism,
    handshakeInterval: 30_000,
  });
  made.opened();
  return made;
}

type Step = MonitorEvent['type'] | { code: string } | { status: number } | { retry: number };

/** Plays what the monitor said in real runs. @returns the kinds of news */
function play(target: Endpoint, steps: readonly Step[], now = 0): (string | undefined)[] {
  return steps.map((step) => {
    const event =
      typeof step === 'string'
        ? { type: step, address }
        : 'code' in step
          ? {
              type: step.code.startsWith('ERR_') ? 'handshake:error:protocol' : 'handshake:error:other',
              address,
              error: { code: step.code },
            }
          : 'status' in step
            ? { type: 'handshake:error:auth', address, error: { status: step.status } }
            : { type: 'connect:retry', address, interval: step.retry };
    return target.handle(event as MonitorEvent, now)?.kind;
  });
}

describe('a connected endpoint', () => {
  it('goes from connecting over the handshake to connected', () => {
    const target = endpoint('connect');
    assert.equal(target.state, 'connecting');
    play(target, ['connect:delay']);
    assert.equal(target.state, 'connecting');
    play(target, ['connect']);
    assert.equal(target.state, 'handshaking');
    assert.deepEqual(play(target, ['handshake']), ['handshake']);
    assert.deepEqual([target.state, target.peers], ['connected', 1]);
  });

  it('retries while it is refused, and tells of it', () => {
    const target = endpoint('connect');
    assert.deepEqual(play(target, ['connect:delay', 'close', { retry: 125 }]), [
      'connecting',
      undefined,
      'retrying',
    ]);
    assert.deepEqual([target.state, target.retryInMs, target.peers], ['retrying', 125, 0]);
    assert.match(target.detail!, /^Nobody answers at tcp:\/\/127\.0\.0\.1:5555/);
    play(target, ['connect:delay', 'connect', 'handshake']);
    assert.deepEqual([target.state, target.detail, target.retryInMs], ['connected', undefined, undefined]);
  });

  it('retries when the connection is lost', () => {
    const target = endpoint('connect');
    play(target, ['connect:delay', 'connect', 'handshake', 'disconnect', { retry: 100 }]);
    assert.equal(target.state, 'retrying');
    assert.match(target.detail!, /connection was lost/);
    play(target, ['connect:delay', 'close', { retry: 110 }]);
    assert.match(target.detail!, /Nobody answers/);
  });

  it('keeps a failed handshake on show over the attempts that follow', () => {
    const target = endpoint('connect', 'PUSH', 'CURVE');
    const round: Step[] = ['connect:delay', 'connect', { code: 'EPIPE' }, 'disconnect', { retry: 100 }];
    play(target, round);
    const { detail } = target;
    assert.match(detail!, /keys that do not match/);
    for (const step of round) {
      play(target, [step]);
      assert.deepEqual([target.state, target.detail], ['handshakeFailed', detail]);
    }
    play(target, ['connect:delay', 'connect', 'handshake']);
    assert.equal(target.state, 'connected');
  });

  it('fails where the types do not match, which the monitor shows only by a disconnect', () => {
    const target = endpoint('connect', 'PULL');
    assert.deepEqual(play(target, ['connect:delay', 'connect', 'disconnect']).at(-1), 'handshakeFailed');
    assert.match(target.detail!, /a PULL socket goes with PUSH.*connect again/s);
  });

  it('says what ZAP said', () => {
    const failure = (status: number) => {
      const target = endpoint('connect', 'PUSH', 'PLAIN');
      play(target, ['connect:delay', 'connect', { status }, 'disconnect']);
      return target.detail!;
    };
    assert.match(failure(300), /put off.*300/);
    assert.match(failure(400), /status 400.*not accepted/);
    assert.match(failure(500), /handler failed \(status 500\)/);
  });

  it('tells a name that is not found from a peer that is not there', () => {
    const named = endpoint('connect', 'PULL', 'NULL', 'tcp://nowhere.invalid:5555');
    play(named, [{ retry: 110 }]);
    assert.match(named.detail!, /"nowhere\.invalid" cannot be looked up/);
    const v6 = endpoint('connect', 'PULL', 'NULL', 'tcp://[::1]:5555');
    play(v6, [{ retry: 110 }]);
    assert.match(v6.detail!, /option ipv6/);
  });

  it('says after a while that nothing answers', () => {
    const target = endpoint('connect');
    play(target, ['connect:delay', 'connect'], 1000);
    assert.equal(target.tick(2900), false);
    assert.equal(target.tick(3100), true);
    assert.match(target.detail!, /does not answer the ZMTP handshake/);
    assert.equal(target.tick(4000), false);
  });

  it('counts as connected when libzmq lets a handshake live on that it does not report, as of ZMTP 2', () => {
    const target = endpoint('connect');
    play(target, ['connect:delay', 'connect'], 1000);
    assert.equal(target.tick(31_900), true);
    assert.equal(target.state, 'handshaking');
    const news = target.tick(32_100);
    assert.ok(typeof news === 'object' && /ZMTP 2/.test(news.detail!));
    assert.deepEqual([target.state, target.peers, target.detail], ['connected', 1, undefined]);
    // What libzmq says of such a connection when it ends.
    assert.deepEqual(play(target, [{ code: 'EPIPE' }, 'disconnect']), [undefined, 'disconnected']);
    assert.equal(target.state, 'retrying');
    play(target, ['connect:delay', 'connect', { code: 'EPIPE' }]);
    assert.equal(target.state, 'handshakeFailed');
  });

  it('needs no handshake on a STREAM', () => {
    const target = endpoint('connect', 'STREAM');
    play(target, ['connect:delay', 'connect']);
    assert.deepEqual([target.state, target.peers], ['connected', 1]);
    play(target, [{ code: 'EPIPE' }, 'disconnect', { retry: 100 }]);
    assert.equal(target.state, 'retrying');
  });

  it('counts as connected at once over inproc', () => {
    assert.equal(endpoint('connect', 'PULL', 'NULL', 'inproc://x').state, 'connected');
  });

  it('knows its events by the host name and by what it resolves to', () => {
    const target = endpoint('connect', 'PULL', 'NULL', 'tcp://localhost:5555');
    assert.ok(target.matches('tcp://localhost:5555') && target.matches('tcp://127.0.0.1:5555'));
    assert.ok(!target.matches('tcp://127.0.0.1:5556'));
    assert.ok(endpoint('connect', 'PULL', 'NULL', 'tcp://lo:0;127.0.0.1:5555').matches(address));
  });
});

describe('a bound endpoint', () => {
  it('counts peers whose handshake is done', () => {
    const target = endpoint('bind');
    play(target, ['bind', 'accept', 'accept', 'handshake']);
    assert.equal(target.peers, 1);
    play(target, ['handshake']);
    assert.equal(target.peers, 2);
    assert.deepEqual(play(target, ['disconnect'], 5000), ['disconnected']);
    assert.equal(target.peers, 1);
  });

  it('does not count a peer that failed its handshake', () => {
    const target = endpoint('bind', 'PULL', 'CURVE');
    play(target, ['bind', 'accept', 'handshake']);
    const kinds = play(target, ['accept', { code: 'ERR_ZMTP_CRYPTOGRAPHIC' }, 'disconnect'], 5000);
    assert.deepEqual(kinds, ['accepted', 'handshakeFailed', undefined]);
    assert.deepEqual([target.peers, target.state], [1, 'listening']);
    assert.match(target.detail!, /CURVE client was turned down/);
  });

  it('does not count a peer of the wrong type, which only disconnects', () => {
    const target = endpoint('bind');
    play(target, ['bind', 'accept', 'handshake']);
    assert.deepEqual(play(target, ['accept', 'disconnect'], 5000), ['accepted', 'handshakeFailed']);
    assert.equal(target.peers, 1);
  });

  it('rights itself when a silent peer and a real one leave in turn', () => {
    const target = endpoint('bind');
    play(target, ['bind', 'accept'], 0);
    play(target, ['accept', 'handshake'], 10);
    assert.equal(target.peers, 1);
    // The silent one is old, so the first to leave is taken for the real one.
    play(target, ['disconnect'], 20_000);
    assert.equal(target.peers, 0);
    play(target, [{ code: 'ETIMEDOUT' }, 'disconnect'], 30_000);
    assert.equal(target.peers, 0);
    play(target, ['accept', 'handshake'], 31_000);
    assert.equal(target.peers, 1);
  });

  it('counts the next peer after a silent one left, which libzmq only calls a disconnect', () => {
    const target = endpoint('bind');
    play(target, ['accept'], 0);
    assert.deepEqual(play(target, ['disconnect'], 5000), ['disconnected']);
    play(target, ['accept', 'handshake'], 6000);
    assert.equal(target.peers, 1);
  });

  it('counts a peer whose handshake libzmq does not report, as of ZMTP 2, until it leaves', () => {
    const target = endpoint('bind');
    play(target, ['accept'], 0);
    assert.deepEqual([target.hasLongHandshake(400), target.hasLongHandshake(600)], [false, true]);
    assert.equal(target.finishOldHandshake().kind, 'handshake');
    assert.equal(target.peers, 1);
    assert.deepEqual(play(target, [{ code: 'EPIPE' }, 'disconnect'], 5000), [undefined, 'disconnected']);
    assert.equal(target.peers, 0);
    play(target, ['accept', 'handshake'], 6000);
    assert.equal(target.peers, 1);
  });

  it('counts STREAM peers from their acceptance', () => {
    const target = endpoint('bind', 'STREAM');
    play(target, ['bind', 'accept']);
    assert.equal(target.peers, 1);
    assert.deepEqual(play(target, [{ code: 'EPIPE' }, 'disconnect']), [undefined, 'disconnected']);
    assert.equal(target.peers, 0);
  });

  it('knows events of any interface when it is bound to all', () => {
    const target = endpoint('bind', 'PULL', 'NULL', 'tcp://*:5555');
    target.resolved = 'tcp://0.0.0.0:5555';
    assert.ok(target.matches('tcp://127.0.0.1:5555') && target.matches('tcp://10.0.0.1:5555'));
    assert.ok(!target.matches('tcp://127.0.0.1:5556'));
    assert.ok(!endpoint('bind').matches('tcp://10.0.0.1:5555'));
  });
});
