import assert from 'node:assert/strict';
import fc from 'fast-check';
import { patternOf, patterns } from '../../../src/scaffold/catalogue/patterns';
import { checkEndpoints } from '../../../src/scaffold/checkAnswers';
import { checkFolder } from '../../../src/scaffold/checkFolder';
import { freeEndpoints, portOf } from '../../../src/scaffold/freeEndpoints';
import { sessionsFor } from '../../../src/scaffold/sessionsFor';

describe('proposed endpoints', () => {
  const pair = patternOf('publish-subscribe');

  it('are the defaults where nobody binds them', () => {
    const defaults = Object.fromEntries(pair.endpoints.map(({ name, default: text }) => [name, text]));
    assert.deepEqual(freeEndpoints(pair, ['tcp://*:9999', 'ipc:///tmp/a', 'tcp://*:{port}']), defaults);
  });

  it('go to the next port that neither the workspace nor the pattern itself binds', () => {
    assert.deepEqual(freeEndpoints(pair, ['tcp://*:5556', 'tcp://[::]:5557']), {
      data: 'tcp://127.0.0.1:5558',
      sync: 'tcp://127.0.0.1:5559',
    });
    assert.equal(freeEndpoints(pair, ['tcp://*:5556'])['sync'], 'tcp://127.0.0.1:5558');
  });

  it('are good for every pattern and never one that is bound', () => {
    const port = fc.integer({ min: 5550, max: 5600 });
    fc.assert(
      fc.property(fc.constantFrom(...patterns), fc.array(port), (pattern, ports) => {
        const bound = ports.map((each) => `tcp://127.0.0.1:${each}`);
        const free = freeEndpoints(pattern, bound);
        assert.equal(checkEndpoints(pattern, free, { platform: 'linux', languages: [] }), undefined);
        for (const address of Object.values(free)) assert.ok(!ports.includes(portOf(address) ?? 0), address);
      }),
    );
  });
});

describe('folders as they are typed', () => {
  const wrong = (text: string, platform = 'linux') => checkFolder(text, platform)?.message ?? '';

  it('are good as names, paths and whole paths', () => {
    for (const text of ['demo', 'examples/request-reply', './a b', '/srv/zmq', 'über/ärger', 'con', 'a:b']) {
      assert.equal(checkFolder(text, 'linux'), undefined, text);
    }
    for (const text of ['demo', 'C:\\work\\zmq', 'C:/work', 'examples/console']) {
      assert.equal(checkFolder(text, 'win32'), undefined, text);
    }
  });

  it('are refused with the reason', () => {
    assert.match(wrong('  '), /is empty/);
    assert.match(wrong('../up'), /goes up/);
    assert.match(wrong('~/demo'), /~ stands for nothing/);
    assert.match(wrong('a\u200bb'), /cannot be seen/);
    assert.match(wrong('a/ b'), /begins or ends with a space/);
    assert.match(wrong('a/${b}'), /takes for a variable/);
    assert.match(wrong('x'.repeat(256)), /at most 255/);
    assert.match(wrong('y/'.repeat(600)), /longer than 1024/);
    assert.match(wrong('what?', 'win32'), /no folders with \?/);
    assert.match(wrong('a:b', 'win32'), /no folders with :/);
    assert.match(wrong('nul.d\\x', 'win32'), /is a device/);
    assert.match(wrong('end.', 'win32'), /end with a dot/);
  });
});

describe('sessions on the endpoints of a pattern', () => {
  const seen = (id: Parameters<typeof patternOf>[0]) =>
    sessionsFor(patternOf(id), new Map()).map(({ plan, isProposed }) =>
      [plan.type, plan.address, plan.disturbance ?? '-', isProposed ? 'proposed' : ''].join(' ').trimEnd(),
    );

  it('watch a PUB with a SUB', () => {
    assert.deepEqual(seen('publish-subscribe'), [
      'SUB tcp://127.0.0.1:5556 - proposed',
      'REQ tcp://127.0.0.1:5557 -',
    ]);
    assert.deepEqual(seen('xpub-xsub-proxy'), [
      'PUB tcp://127.0.0.1:5562 -',
      'SUB tcp://127.0.0.1:5563 - proposed',
    ]);
  });

  it('say where they take messages or the peer away, and are not proposed then', () => {
    assert.deepEqual(seen('pipeline'), [
      'PULL tcp://127.0.0.1:5558 takesMessages',
      'PUSH tcp://127.0.0.1:5559 -',
    ]);
    assert.deepEqual(seen('exclusive-pair'), ['PAIR tcp://127.0.0.1:5560 takesThePair']);
    assert.deepEqual(seen('shared-queue'), [
      'REQ tcp://127.0.0.1:5564 -',
      'REP tcp://127.0.0.1:5565 takesMessages',
    ]);
  });

  it('connect, to each endpoint of every pattern', () => {
    for (const pattern of patterns) {
      const sessions = sessionsFor(pattern, new Map());
      assert.deepEqual(
        sessions.map(({ endpoint }) => endpoint),
        pattern.endpoints,
      );
      for (const { plan } of sessions) assert.equal(plan.role, 'connect');
    }
  });
});
