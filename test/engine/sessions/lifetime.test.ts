import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fork } from 'node:child_process';
import { captureRows } from '../../../src/protocol/capture';
import { engineInitialize, engineShutdown, protocolVersion } from '../../../src/protocol/engine';
import { requestType } from '../../../src/protocol/requestType';
import { sessionList, sessionOpen, sessionSend } from '../../../src/protocol/session';
import { pyPeer } from '../../peers/pyPeer';
import { defaultLimits, EngineHarness } from '../support/engineHarness';

const bound = { endpoints: [{ role: 'bind' as const, address: 'tcp://127.0.0.1:*' }] };

describe('life of the engine process', () => {
  const engines: EngineHarness[] = [];
  const start = async (options = {}) => {
    const engine = await EngineHarness.start(options);
    engines.push(engine);
    return engine;
  };

  afterEach(async () => {
    for (const engine of engines.splice(0).reverse()) await engine.stop();
  });

  async function openPort(engine: EngineHarness): Promise<number> {
    const session = await engine.open({ type: 'PULL', ...bound });
    return Number(/\d+$/.exec(session.endpoints[0]!.resolved)![0]);
  }

  async function assertFree(port: number): Promise<void> {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
  }

  it('begins with what the native library can do', async () => {
    const engine = EngineHarness.fork();
    engines.push(engine);
    const { native, pid } = await engine.initialize();
    assert.equal(pid, engine.process.pid);
    assert.ok('capabilities' in native);
    const { libzmq, binding, transports, socketTypes } = native.capabilities;
    assert.match(libzmq, /^4\.\d+\.\d+$/);
    assert.equal(binding, '6.8.0');
    assert.ok(transports.includes('tcp') && transports.includes('inproc'));
    assert.ok(socketTypes.includes('STREAM'));
    await assert.rejects(engine.initialize(), { code: 'engine/initialized' });
  });

  it('refuses a host of another protocol', async () => {
    const engine = EngineHarness.fork();
    engines.push(engine);
    const params = { protocolVersion: 999, spoolFolder: engine.spoolFolder, limits: defaultLimits };
    await assert.rejects(engine.request(engineInitialize, params), { code: 'engine/protocolMismatch' });
    await engine.initialize();
  });

  it('settles requests that nobody handles', async () => {
    const engine = await start();
    await assert.rejects(engine.request(requestType<void, void>('no/such'), undefined), /no\/such/);
    const broken = { id: 'x', type: 'NOPE' } as never;
    await assert.rejects(engine.request(sessionOpen, { definition: broken }), {
      code: 'session/badDefinition',
    });
  });

  it('ends on shutdown and frees its ports', async () => {
    const engine = await start();
    const port = await openPort(engine);
    await engine.request(engineShutdown, undefined).catch(() => undefined);
    assert.deepEqual(await engine.exited, { code: 0, signal: null });
    await assertFree(port);
  });

  it('ends with its host and frees its ports', async () => {
    const engine = await start();
    const port = await openPort(engine);
    engine.process.disconnect();
    assert.deepEqual(await engine.exited, { code: 0, signal: null });
    await assertFree(port);
  });

  it('ends on SIGTERM, and leaves Ctrl-C to its host', async () => {
    const engine = await start();
    engine.process.kill('SIGINT');
    assert.deepEqual(await engine.request(sessionList, undefined), []);
    engine.process.kill('SIGTERM');
    assert.deepEqual(await engine.exited, { code: 0, signal: null });
  });

  it('ends with a host that is killed', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'zmq-host-'));
    const script = path.join(folder, 'host.cjs');
    writeFileSync(script, hostScript);
    const initialize = { protocolVersion, spoolFolder: path.join(folder, 'spool'), limits: defaultLimits };
    const definition = { id: 's', type: 'PULL', subscriptions: [], options: {}, ...bound };
    const parameters = JSON.stringify([path.resolve('dist/engine.js'), initialize, { definition }]);
    const host = fork(script, [parameters], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const [{ pid, address }] = (await once(host, 'message')) as [{ pid: number; address: string }];
    host.kill('SIGKILL');
    await once(host, 'exit');
    await waitUntilGone(pid);
    await assertFree(Number(/\d+$/.exec(address)![0]));
    rmSync(folder, { recursive: true });
  });

  it('ends in time although a socket lingers for ever', async () => {
    const engine = await start();
    // Connected to a peer that never reads: the message stays in the queue.
    const session = await engine.open({
      type: 'PUSH',
      options: { linger: -1 },
      endpoints: [{ role: 'connect', address: 'tcp://127.0.0.1:1' }],
    });
    await engine.request(sessionSend, { session: session.id, frames: [{ bytes: Buffer.from('stuck') }] });
    const begun = performance.now();
    engine.process.disconnect();
    await engine.exited;
    assert.ok(performance.now() - begun < 3000);
  });

  it('leaves a capture that the next engine reads back after SIGKILL', async () => {
    const engine = await start();
    const session = await engine.open({ type: 'PULL', ...bound });
    const peer = pyPeer();
    const push = await peer.open('PUSH', { connect: [session.endpoints[0]!.resolved] });
    await push.send('x'.repeat(1000), 2000);
    await engine.received(session.id, 2000);
    engine.process.kill('SIGKILL');
    assert.equal((await engine.exited).signal, 'SIGKILL');
    await peer.close();

    const next = await start({ spoolFolder: engine.spoolFolder });
    const reopened = await next.request(sessionOpen, { definition: session.definition });
    assert.equal(reopened.state, 'open');
    const { rows } = await next.request(captureRows, { capture: session.id, from: 0, to: 10 });
    assert.ok(rows.length > 0, 'at most the open chunk is lost');
  });

  describe('without the native library', () => {
    let folder: string;

    before(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'zmq-native-'));
      copyFileSync('dist/engine.js', path.join(folder, 'engine.js'));
    });

    after(() => rmSync(folder, { recursive: true, force: true }));

    const fork = () => {
      const engine = EngineHarness.fork({ engineFile: path.join(folder, 'engine.js') });
      engines.push(engine);
      return engine;
    };

    it('says that it is missing, and why sessions cannot open', async () => {
      const engine = fork();
      const { native } = await engine.initialize();
      assert.ok('error' in native);
      assert.equal(native.error.code, 'engine/nativeMissing');
      assert.match(native.error.message, /addon\.node\) is missing\. Reinstall/);
      const definition = engine.definitionOf({ type: 'PULL' });
      await assert.rejects(engine.request(sessionOpen, { definition }), { code: 'engine/nativeMissing' });
      const [listed] = await engine.request(sessionList, undefined);
      assert.equal(listed!.state, 'failed');
      assert.equal(listed!.error!.code, 'engine/nativeMissing');
      assert.deepEqual(await engine.messages(definition.id), []);
    });

    it('says that it was built for another system', async () => {
      mkdirSync(path.join(folder, 'native'), { recursive: true });
      writeFileSync(path.join(folder, 'native', 'addon.node'), 'not an addon');
      const { native } = await fork().initialize();
      assert.ok('error' in native);
      assert.equal(native.error.code, 'engine/nativeWrongBuild');
    });
  });

  it('tells the log of failures that are not its own', async () => {
    const engine = await start();
    const session = await engine.open({ type: 'PAIR' });
    await assert.rejects(engine.request(sessionSend, { session: session.id, frames: [null as never] }), {
      code: 'internal/unexpected',
    });
    await assert.rejects(engine.request(sessionSend, undefined as never), { code: 'internal/unexpected' });
    assert.ok(engine.log.some((line) => line.startsWith('error session/send failed unexpectedly')));
  });
});

/** A host that forks the engine, opens a session in it and tells of both. */
const hostScript = `
  const { fork } = require('node:child_process');
  const [engineFile, initialize, open] = JSON.parse(process.argv[2]);
  const engine = fork(engineFile, [], { serialization: 'advanced' });
  const request = (id, method, params) => engine.send({ jsonrpc: '2.0', id, method, params });
  engine.on('message', ({ id, result }) => {
    if (id === 1) request(2, 'session/open', open);
    if (id === 2) process.send({ pid: engine.pid, address: result.endpoints[0].resolved });
  });
  request(1, 'engine/initialize', initialize);
`;

async function waitUntilGone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
