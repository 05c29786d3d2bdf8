import assert from 'node:assert/strict';
import { nativeFailure } from '../../../src/engine/nativeFailure';
import { checkTypeIsOffered } from '../../../src/engine/sessions/checkDefinition';
import { type Attempt, socketError } from '../../../src/engine/sessions/errors';
import { EventLimiter } from '../../../src/engine/sessions/eventLimiter';
import { RoutingPeers } from '../../../src/engine/sessions/peers';
import { runReceiveLoop } from '../../../src/engine/sessions/receiveLoop';
import { SendQueue } from '../../../src/engine/sessions/sendQueue';
import { WorkbenchError } from '../../../src/base/workbenchError';

function errno(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('socketError', () => {
  const explain = (code: string, attempt: Attempt) => socketError(errno(code), attempt);
  const bind: Attempt = { to: 'addEndpoint', role: 'bind', address: 'tcp://127.0.0.1:80' };
  const send: Attempt = { to: 'send', type: 'PUSH', timeoutMs: 1000, peers: 0 };

  const cases: readonly (readonly [string, Attempt, string, RegExp])[] = [
    ['EADDRINUSE', bind, 'endpoint/addressInUse', /tcp:\/\/127\.0\.0\.1:80 is in use.*another port/],
    ['EACCES', bind, 'endpoint/permissionDenied', /Ports below 1024/],
    ['EADDRNOTAVAIL', bind, 'endpoint/addressNotAvailable', /not one of this machine's/],
    ['ENODEV', bind, 'endpoint/noSuchDevice', /no network interface/],
    ['ENODEV', { ...bind, address: 'tcp://[::1]:1' }, 'endpoint/noSuchDevice', /option ipv6/],
    ['EINVAL', bind, 'endpoint/badAddress', /does not understand/],
    ['EPROTONOSUPPORT', bind, 'endpoint/transportUnavailable', /transport/],
    ['ENOCOMPATPROTO', bind, 'endpoint/wrongSocketType', /UDP is for RADIO/],
    ['EMTHREAD', bind, 'endpoint/noIoThread', /I\/O thread/],
    [
      'ENOENT',
      { ...bind, address: 'ipc:///no/x' },
      'endpoint/noSuchPath',
      /folder of ipc:\/\/\/no\/x does not exist/,
    ],
    ['EMFILE', bind, 'socket/tooMany', /^Binding tcp:\/\/127\.0\.0\.1:80 failed.*ulimit/],
    ['EMFILE', { to: 'open', type: 'SUB' }, 'socket/tooMany', /^Opening a SUB socket failed/],
    ['ETERM', { to: 'receive', type: 'SUB' }, 'session/notOpen', /closed meanwhile/],
    ['ENOENT', { ...bind, to: 'removeEndpoint' }, 'endpoint/notFound', /was not bound any more/],
    ['EAGAIN', send, 'send/timeout', /within 1 s: no PULL is connected/],
    [
      'EAGAIN',
      { ...send, peers: 2, timeoutMs: 1500 },
      'send/timeout',
      /within 1\.5 s: the queues of all connected peers are full/,
    ],
    ['EAGAIN', { ...send, peers: undefined }, 'send/timeout', /no PULL is connected, or the queues/],
    ['EFSM', { ...send, type: 'REP' }, 'send/notYourTurn', /answer to a request/],
    ['EHOSTUNREACH', { ...send, type: 'ROUTER' }, 'send/noSuchPeer', /No peer with this routing id/],
    ['EINVAL', { to: 'setOption', option: 'linger' }, 'option/badValue', /linger/],
    ['EINVAL', { to: 'subscribe', topic: 'g' }, 'subscription/refused', /"g" cannot be joined/],
    ['EWHATEVER', bind, 'socket/failed', /^Binding tcp:\/\/127\.0\.0\.1:80 failed: EWHATEVER\.$/],
  ];
  for (const [code, attempt, expected, sentence] of cases) {
    it(`makes ${expected} of ${code} on ${attempt.to}`, () => {
      const error = explain(code, attempt);
      assert.equal(error.code, expected);
      assert.match(error.message, sentence);
      assert.ok(error.detail!.startsWith(code));
    });
  }
});

describe('checkTypeIsOffered', () => {
  it('refuses a draft type that the loaded library does not have', () => {
    checkTypeIsOffered('PULL', ['PULL']);
    assert.throws(() => checkTypeIsOffered('SERVER', ['PULL']), { code: 'session/typeUnavailable' });
  });
});

describe('nativeFailure', () => {
  const cases: readonly (readonly [string, string])[] = [
    ["Cannot find module '/x/native/addon.node'", 'engine/nativeMissing'],
    ['/x/addon.node: cannot open shared object file: No such file or directory', 'engine/nativeMissing'],
    ["/lib/libc.so.6: version `GLIBC_2.38' not found (required by /x/addon.node)", 'engine/nativeTooNew'],
    ['/x/addon.node: wrong ELF class: ELFCLASS32', 'engine/nativeWrongBuild'],
    ['/x/addon.node: invalid ELF header', 'engine/nativeWrongBuild'],
    [
      "dlopen(/x/addon.node): (mach-o file, but is an incompatible architecture (have 'x86_64'))",
      'engine/nativeWrongBuild',
    ],
    ['\\\\?\\x\\addon.node is not a valid Win32 application.', 'engine/nativeWrongBuild'],
    ['Error relocating /x/addon.node: __vsnprintf_chk: symbol not found', 'engine/nativeWrongBuild'],
    [
      '/x/addon.node: failed to map segment from shared object: Operation not permitted',
      'engine/nativeBlocked',
    ],
    ['something else', 'engine/nativeLoadFailed'],
  ];
  for (const [message, code] of cases) {
    it(`makes ${code} of "${message.slice(0, 50)}"`, () => {
      const info = nativeFailure(new Error(message));
      assert.equal(info.code, code);
      assert.match(info.message, /go on without it\.$/);
    });
  }

  it('names the C library that is too old', () => {
    assert.match(nativeFailure(new Error("version `GLIBC_2.38' not found")).message, /needs GLIBC_2\.38/);
  });
});

describe('EventLimiter', () => {
  const failure = { kind: 'handshakeFailed', severity: 'error', detail: 'Why.' } as const;

  it('lets a few of the same through and counts the rest', () => {
    const limiter = new EventLimiter();
    const admitted = Array.from({ length: 40 }, (_, n) => limiter.admit(failure, 'a', n * 100));
    assert.equal(admitted.filter(Boolean).length, 3);
    assert.deepEqual(limiter.admit(failure, 'b', 0), { detail: 'Why.' });
    assert.deepEqual(limiter.admit(failure, 'a', 10_000), {
      detail: 'Why. (37 more like this were left out.)',
    });
    assert.deepEqual(limiter.admit(failure, 'a', 10_001), { detail: 'Why.' });
  });

  it('bears more of what goes well', () => {
    const limiter = new EventLimiter();
    const news = { kind: 'accepted', severity: 'info' } as const;
    assert.equal(Array.from({ length: 60 }, () => limiter.admit(news, 'a', 0)).filter(Boolean).length, 50);
    assert.deepEqual(limiter.admit(news, 'a', 10_000), { detail: '10 more like this were left out.' });
  });
});

describe('RoutingPeers', () => {
  const id = (text: string) => new Uint8Array(Buffer.from(text));

  it('keeps at most 1,000, and those that are there rather than those that left', () => {
    const peers = new RoutingPeers('ROUTER', () => undefined);
    for (let n = 0; n < 1000; n++) peers.received([id(`p${n}`), id('x')]);
    peers.unreachable([id('p500')]);
    peers.received([id('late')]);
    const labels = peers.snapshots().map(({ label }) => label);
    assert.equal(labels.length, 1000);
    assert.ok(labels.includes('late') && labels.includes('p0') && !labels.includes('p500'));
    peers.received([id('later')]);
    assert.ok(!peers.snapshots().some(({ label }) => label === 'p0'));
  });

  it('tells binary ids apart and shows them stably', () => {
    const peers = new RoutingPeers('ROUTER', () => undefined);
    peers.received([Uint8Array.of(0, 200, 1, 2, 3)]);
    peers.received([Uint8Array.of(0, 201, 1, 2, 3)]);
    peers.sent([Uint8Array.of(0, 201, 1, 2, 3)]);
    const shown = peers
      .snapshots()
      .map(({ id: hex, label, received, sent }) => ({ hex, label, received, sent }));
    assert.deepEqual(shown, [
      { hex: '00c8010203', label: '0x00c8010203', received: 1, sent: 0 },
      { hex: '00c9010203', label: '0x00c9010203', received: 1, sent: 1 },
    ]);
  });
});

describe('SendQueue', () => {
  it('goes on in order after a message that failed', async () => {
    const sent: string[] = [];
    const queue = new SendQueue({
      send: async ([frame]) => {
        await Promise.resolve();
        if (frame!.length === 0) throw errno('EAGAIN');
        sent.push(Buffer.from(frame!).toString());
      },
      setPatience: () => undefined,
      timeoutMs: () => 0,
      check: () => undefined,
      taken: () => sent.length,
      explain: () => new WorkbenchError({ code: 'x', message: 'x' }),
    });
    const results = await Promise.allSettled(['a', '', 'b'].map((text) => queue.send([Buffer.from(text)])));
    assert.deepEqual(sent, ['a', 'b']);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    queue.close();
    await assert.rejects(queue.send([Buffer.from('c')]), { code: 'session/notOpen' });
  });

  /** A queue whose socket takes a message only where `takes` says so. */
  function runningQueue(takes: (text: string, patient: boolean) => boolean, timeoutMs = 0) {
    const log: string[] = [];
    let patient = true;
    const queue = new SendQueue({
      send: async ([frame]) => {
        await Promise.resolve();
        if (!takes(Buffer.from(frame!).toString(), patient)) throw errno('EAGAIN');
      },
      setPatience: (waits) => {
        patient = waits;
        log.push(waits ? 'patient' : 'hasty');
      },
      timeoutMs: () => timeoutMs,
      check: () => undefined,
      taken: ([frame]) => log.push(Buffer.from(frame!).toString()),
      explain: () => new WorkbenchError({ code: 'send/timeout', message: 'x' }),
    });
    const run = (texts: string[]) =>
      queue.sendEach({
        next: () => {
          const text = texts.shift();
          return text === undefined ? undefined : [Buffer.from(text)];
        },
        taken: () => undefined,
        failed: ({ code }) => {
          log.push(code);
          return true;
        },
      });
    return { queue, run, log };
  }

  it('waits in a run only for a message that there is no room for', async () => {
    const { run, log } = runningQueue((text, patient) => text !== 'late' || patient);
    await run(['a', 'late', 'b']);
    assert.deepEqual(log, ['hasty', 'a', 'patient', 'hasty', 'late', 'b', 'patient']);
  });

  it('hands a message over anew that was refused long before its time was over', async () => {
    let refusals = 2;
    const { queue, log } = runningQueue(() => refusals-- <= 0, -1);
    await queue.send([Buffer.from('a')]);
    assert.deepEqual(log, ['a']);
    refusals = Infinity;
    await assert.rejects(queue.send([Buffer.from('b')]), { code: 'send/timeout' });
  });

  it('goes on in a run after a message that failed', async () => {
    const { run, log } = runningQueue((text) => text !== 'never');
    await run(['a', 'never', 'b']);
    assert.deepEqual(log, ['hasty', 'a', 'patient', 'hasty', 'send/timeout', 'b', 'patient']);
  });

  it('sends nothing else between the messages of a run, and ends it when it closes', async () => {
    const { queue, run, log } = runningQueue(() => true);
    const both = Promise.all([run(['a', 'b']), queue.send([Buffer.from('c')])]);
    await both;
    assert.deepEqual(log, ['hasty', 'a', 'b', 'patient', 'c']);
    const closing = run(['d', 'e']);
    queue.close();
    await assert.rejects(closing, { code: 'session/notOpen' });
  });
});

describe('runReceiveLoop', () => {
  const large = [new Uint8Array(300 * 1024), new Uint8Array(0)];

  it('gives the event loop its turns although messages never stop', async () => {
    let closed = false;
    let count = 0;
    const loop = runReceiveLoop({
      receive: () => Promise.resolve([new Uint8Array(1)]),
      isClosed: () => closed,
      isSending: () => false,
      onMessage: () => {
        count++;
        if (closed) throw new Error('received after close');
      },
      onDropped: () => assert.fail(),
      onFailure: (error) => assert.fail(String(error)),
    }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 1));
    assert.ok(count > 0);
    closed = true;
    await loop;
  });

  it('gives turns early where messages are large, whichever frame it is', async () => {
    let closed = false;
    let count = 0;
    const loop = runReceiveLoop({
      receive: () => (closed ? Promise.reject(errno('EAGAIN')) : Promise.resolve(large)),
      isClosed: () => closed,
      isSending: () => false,
      onMessage: () => {
        count++;
        const start = performance.now();
        while (performance.now() - start < 10);
      },
      onDropped: () => assert.fail(),
      onFailure: (error) => assert.fail(String(error)),
    });
    await new Promise((resolve) => setImmediate(resolve));
    closed = true;
    await loop;
    assert.ok(count <= 2, `${count} messages in one turn`);
  });

  it('goes on after drops, and ends with a failure', async () => {
    const script = [errno('EAGAIN'), [new Uint8Array(2)], errno('EAGAIN'), errno('EINTR'), errno('ETERM')];
    const seen: string[] = [];
    await runReceiveLoop({
      receive: () => {
        const next = script.shift()!;
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
      },
      isClosed: () => false,
      isSending: () => false,
      onMessage: ([frame]) => seen.push(`message ${frame!.length}`),
      onDropped: () => seen.push('dropped'),
      onFailure: (error) => seen.push((error as Error).message),
    });
    assert.deepEqual(seen, ['dropped', 'message 2', 'dropped', 'ETERM']);
  });
});
