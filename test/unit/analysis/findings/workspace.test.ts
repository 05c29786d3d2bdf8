import assert from 'node:assert/strict';
import { groupRules, workspaceRules } from '../../../../src/analysis/findings/findingsOfWorkspace';
import { applyFix, findingsBetween } from '../../../support/analysis/findings';

const python = (...lines: readonly string[]) => `import zmq\nctx = zmq.Context()\n${lines.join('\n')}\n`;

/** `a.py code: text` for each finding. */
async function found(files: Readonly<Record<string, string>>): Promise<string[]> {
  const findings = await findingsBetween(files);
  return findings.map(({ path, code, range }) => {
    told.add(code);
    return `${path} ${code}: ${(files[path] ?? '').slice(range.start, range.end)}`;
  });
}

const told = new Set<string>();

describe('findings between files', () => {
  it('port-out-of-range: in what sets programs up, with or without a program that uses it', async () => {
    const env = 'FEED=tcp://localhost:80800\nSLOT={/devices}tcp://*:65535\n';
    const files = {
      '.env': env,
      'README.md': 'Listens at `tcp://*:70000`.',
      'compose.yml': 'A: "tcp://*:0"',
    };
    assert.deepEqual(await found(files), ['.env port-out-of-range: tcp://localhost:80800']);
    const client = python("ctx.socket(zmq.REQ).connect('tcp://localhost:80800')");
    assert.deepEqual(await found({ ...files, 'client.py': client }), [
      '.env port-out-of-range: tcp://localhost:80800',
    ]);
  });

  it('loopback-unreachable: a compose file, or a program, connects from elsewhere', async () => {
    const bind = python('s = ctx.socket(zmq.REP)', "s.bind('tcp://127.0.0.1:5555')", 's.send(s.recv())');
    const files = {
      'api/server.py': bind,
      'docker-compose.yml': 'services:\n  web:\n    environment:\n      API: tcp://api:5555\n',
    };
    assert.deepEqual(await found(files), ["api/server.py loopback-unreachable: 'tcp://127.0.0.1:5555'"]);
    const [finding] = await findingsBetween(files);
    const [fix] = finding?.fixes ?? [];
    assert.ok(fix);
    assert.ok(applyFix(bind, fix).includes("s.bind('tcp://*:5555')"));

    const client = python("ctx.socket(zmq.REQ).connect('tcp://10.0.0.3:5555')");
    assert.equal((await found({ 'server.py': bind, 'web/client.py': client })).length, 1);
    const local = python("ctx.socket(zmq.REQ).connect('tcp://localhost:5555')");
    assert.deepEqual(await found({ 'server.py': bind, 'web/client.py': local }), []);
    const other = python("ctx.socket(zmq.REP).bind('tcp://*:5555')");
    assert.deepEqual(await found({ 'a/s.py': bind, 'b/c.py': client, 'c/o.py': other }), []);
    assert.deepEqual(await found({ 'server.py': bind, 'README.md': '`tcp://api:5555`' }), []);
  });

  it('endpoint-bound-by-several: two programs of a folder, but no examples', async () => {
    const bind = python("ctx.socket(zmq.PUB).bind('tcp://*:5555')");
    const same = python("ctx.socket(zmq.REP).bind('tcp://127.0.0.1:5555')");
    assert.deepEqual(await found({ 'a.py': bind, 'b.py': same }), [
      "a.py endpoint-bound-by-several: 'tcp://*:5555'",
      "b.py endpoint-bound-by-several: 'tcp://127.0.0.1:5555'",
    ]);
    for (const others of [
      ['examples/a.py', 'examples/b.py'],
      ['one/a.py', 'two/b.py'],
    ]) {
      const [one = '', two = ''] = others;
      assert.deepEqual(await found({ [one]: bind, [two]: same }), []);
    }
    const elsewhere = python("ctx.socket(zmq.REP).bind('tcp://192.168.0.1:5555')");
    assert.deepEqual(await found({ 'a.py': same, 'b.py': elsewhere }), []);
  });

  it('connected-not-bound: local addresses that nothing can be', async () => {
    const client = python(
      's = ctx.socket(zmq.PUSH)',
      "s.connect('tcp://localhost:5556')",
      "s.connect('ipc:///tmp/jobs')",
      "s.connect('inproc://jobs')",
      "s.connect('tcp://example.com:5557')",
      "s.connect('tcp://localhost')",
      "s.connect('tcp://localhost:*')",
      "s.connect('tcp://localhost:70000')",
    );
    const server = python("ctx.socket(zmq.PULL).bind('tcp://*:5555')");
    assert.deepEqual(await found({ 'client.py': client, 'server.py': server }), [
      "client.py connected-not-bound: 'tcp://localhost:5556'",
      "client.py connected-not-bound: 'ipc:///tmp/jobs'",
      "client.py connected-not-bound: 'inproc://jobs'",
    ]);
    assert.deepEqual(await found({ 'client.py': client }), [], 'the servers are elsewhere');
    const open = `${server}import sys\nctx.socket(zmq.PULL).bind(f'tcp://*:{sys.argv[1]}')\nctx.socket(zmq.PULL).bind(f'ipc:///tmp/{sys.argv[1]}')\n`;
    assert.deepEqual(await found({ 'client.py': client, 'server.py': open }), [
      "client.py connected-not-bound: 'inproc://jobs'",
    ]);
    assert.deepEqual(
      await found({
        'client.py': client,
        'server.py': server,
        '.env': 'A=tcp://*:5556\nB=ipc:///tmp/jobs\n',
      }),
      ["client.py connected-not-bound: 'inproc://jobs'"],
    );
  });

  it('incompatible-socket-types: only where nobody else can be meant', async () => {
    const pub = python("ctx.socket(zmq.PUB).bind('tcp://*:5555')");
    const pull = python("ctx.socket(zmq.PULL).connect('tcp://localhost:5555')");
    const sub = python("ctx.socket(zmq.SUB).connect('tcp://localhost:5555')");
    const push = python("ctx.socket(zmq.PUSH).bind('tcp://*:5555')");
    assert.deepEqual(await found({ 'a.py': pub, 'b.py': pull }), [
      "b.py incompatible-socket-types: 'tcp://localhost:5555'",
    ]);
    assert.deepEqual(
      await found({ 'a.py': pub, 'b.py': pull, 'c.py': sub }),
      [],
      'the port of another program',
    );
    assert.deepEqual(await found({ 'x/a.py': pub, 'y/b.py': pull, 'z/c.py': push }), []);
    assert.deepEqual(await found({ 'examples/a.py': pub, 'examples/b.py': pull }), []);
  });

  it('incompatible-socket-types: not in a program that fits nothing here on several endpoints', async () => {
    const server = python(
      "ctx.socket(zmq.PUB).bind('tcp://*:5555')",
      "ctx.socket(zmq.SUB).bind('tcp://*:5556')",
    );
    const pull = "ctx.socket(zmq.PULL).connect('tcp://localhost:5555')";
    const push = "ctx.socket(zmq.PUSH).connect('tcp://localhost:5556')";
    const pub = "ctx.socket(zmq.PUB).connect('tcp://localhost:5556')";
    assert.deepEqual(await found({ 'server.py': server, 'worker.py': python(pull, push) }), []);
    assert.deepEqual(await found({ 'server.py': server, 'worker.py': python(pull) }), [
      "worker.py incompatible-socket-types: 'tcp://localhost:5555'",
    ]);
    assert.deepEqual(
      await found({ 'server.py': server, 'worker.py': python(pull, pub) }),
      ["worker.py incompatible-socket-types: 'tcp://localhost:5555'"],
      'it talks to the server elsewhere',
    );
  });

  it('incompatible-socket-types: not where the port is used on several machines', async () => {
    const lines = (host: string) => [
      "ctx.socket(zmq.XPUB).bind('tcp://*:5555')",
      "ctx.socket(zmq.SUB).connect('tcp://robot:5555')",
      `ctx.socket(zmq.PUB).connect('tcp://${host}:5555')`,
    ];
    assert.deepEqual(await found({ 'a.py': python(...lines('ground')) }), []);
    assert.deepEqual(await found({ 'a.py': python(...lines('robot')) }), [
      "a.py incompatible-socket-types: 'tcp://robot:5555'",
    ]);
  });

  it('same-identity-twice: two files that connect to one ROUTER', async () => {
    const dealer = python(
      's = ctx.socket(zmq.DEALER)',
      "s.identity = b'worker'",
      "s.connect('tcp://localhost:5555')",
    );
    const router = python("ctx.socket(zmq.ROUTER).bind('tcp://*:5555')");
    assert.deepEqual(await found({ 'a.py': dealer, 'b.py': dealer, 'r.py': router }), [
      "a.py same-identity-twice: s.identity = b'worker'",
      "b.py same-identity-twice: s.identity = b'worker'",
    ]);
    const push = python("ctx.socket(zmq.REP).bind('tcp://*:5555')");
    assert.deepEqual(await found({ 'a.py': dealer, 'b.py': dealer, 'r.py': push }), []);
  });

  it('topic-prefix-of-another: a topic that goes on in the middle of a word', async () => {
    const sub = (topic: string) =>
      python('s = ctx.socket(zmq.SUB)', "s.connect('tcp://localhost:5555')", `s.subscribe('${topic}')`);
    const pub = python("ctx.socket(zmq.PUB).bind('tcp://*:5555')");
    assert.deepEqual(await found({ 'a.py': sub('user1'), 'b.py': sub('user10'), 'p.py': pub }), [
      "a.py topic-prefix-of-another: s.subscribe('user1')",
    ]);
    assert.deepEqual(await found({ 'a.py': sub('log.'), 'b.py': sub('log.error'), 'p.py': pub }), []);
    assert.deepEqual(await found({ 'a.py': sub(''), 'b.py': sub('log'), 'p.py': pub }), []);
  });

  it('conflate-with-multipart: the other side sends parts', async () => {
    const sub = python(
      's = ctx.socket(zmq.SUB)',
      's.setsockopt(zmq.CONFLATE, 1)',
      "s.connect('tcp://localhost:5555')",
      "s.subscribe('')",
      's.recv()',
    );
    const pub = (send: string) => python('p = ctx.socket(zmq.PUB)', "p.bind('tcp://*:5555')", send);
    assert.deepEqual(await found({ 'a.py': sub, 'p.py': pub("p.send_multipart([b'a', b'b'])") }), [
      'a.py conflate-with-multipart: s.setsockopt(zmq.CONFLATE, 1)',
    ]);
    assert.deepEqual(await found({ 'a.py': sub, 'p.py': pub("p.send(b'a')") }), []);
  });

  it('curve-both-servers and server-without-zap', async () => {
    const server = (attach: string) =>
      python('s = ctx.socket(zmq.DEALER)', 's.curve_server = True', `s.${attach}`, 's.recv()');
    const bound = server("bind('tcp://*:5555')");
    const connected = server("connect('tcp://localhost:5555')");
    assert.deepEqual(await found({ 'a.py': bound, 'b.py': connected }), [
      'a.py server-without-zap: s.curve_server = True',
      'b.py curve-both-servers: s.curve_server = True',
      'b.py server-without-zap: s.curve_server = True',
    ]);
    const guard = `import zmq.auth.thread\n${bound}zmq.auth.thread.ThreadAuthenticator(ctx).start()\n`;
    assert.deepEqual(await found({ 'a.py': guard }), []);
  });

  it('each rule has been seen', () => {
    const codes = [...groupRules, ...workspaceRules].map(({ code }) => code);
    assert.deepEqual([...told].sort(), [...new Set(codes)].sort());
  });
});
