import assert from 'node:assert/strict';
import path from 'node:path';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { EngineClient, type EngineLaunch } from '../../../src/host/engine/engineClient';
import { notificationType, requestType } from '../../../src/protocol/requestType';

const echo = requestType<unknown, unknown>('test/echo');
const fail = requestType<void, void>('test/fail');
const hang = requestType<void, void>('test/hang');
const die = requestType<void, void>('test/die');
const rubbish = requestType<void, void>('test/rubbish');
const unknown = requestType<void, void>('test/unknown');
const hanging = notificationType<unknown>('test/hanging');
const cancelled = notificationType<unknown>('test/cancelled');

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function launch(engine: string, more: Partial<EngineLaunch> = {}): EngineLaunch {
  return {
    modulePath: path.resolve('test/fixtures/engines', `${engine}.mjs`),
    log,
    initialize: {
      protocolVersion: 1,
      spoolFolder: '/spool',
      limits: { captureBytes: 1, sendTimeout: 1, receiveTimeout: 1, linger: 1 },
    },
    ...more,
  };
}

function hasCode(code: string) {
  return (error: unknown) => {
    assert.equal((error as { code?: string }).code, code);
    return true;
  };
}

/** With an environment variable that the engine inherits. */
async function withEnvironment<T>(name: string, value: string, action: () => Promise<T>): Promise<T> {
  process.env[name] = value;
  try {
    return await action();
  } finally {
    delete process.env[name];
  }
}

describe('the client of an engine', () => {
  let client: EngineClient | undefined;

  async function start(): Promise<EngineClient> {
    client = await EngineClient.start(launch('polite'));
    return client;
  }

  afterEach(() => client?.dispose());

  it('keeps what the handshake told', async () => {
    const { capabilities, pid } = await start();
    assert.equal(capabilities.pid, pid);
    assert.deepEqual(capabilities.native, { error: { code: 'engine/nativeLoadFailed', message: '/spool' } });
  });

  it('carries bytes as bytes, both ways', async () => {
    const bytes = Uint8Array.of(0, 1, 254, 255);
    const answer = (await (await start()).request(echo, { bytes })) as { bytes: Uint8Array };
    assert.ok(answer.bytes instanceof Uint8Array);
    assert.deepEqual([...answer.bytes], [...bytes]);
  });

  it('rejects with the error that the engine raised', async () => {
    const engine = await start();
    await assert.rejects(engine.request(fail, undefined), (error: unknown) => {
      const { code, message, action } = error as Record<string, unknown>;
      assert.deepEqual(
        { code, message, action },
        { code: 'test/reason', message: 'It did not work out.', action: 'showLog' },
      );
      return true;
    });
  });

  it('rejects an answer that is no error of ours as unexpected', async () => {
    const engine = await start();
    await assert.rejects(engine.request(unknown, undefined), hasCode('internal/unexpected'));
  });

  it('gives up after the timeout, and tells the engine', async () => {
    const engine = await start();
    const told = new Promise((resolve) => engine.onNotification(cancelled, resolve));
    await assert.rejects(engine.request(hang, undefined, { timeout: 20 }), hasCode('engine/timeout'));
    await told;
  });

  it('waits for ever where it is told to, and as long as no timer lasts', async () => {
    const engine = await start();
    const settled: unknown[] = [];
    for (const timeout of [Infinity, 2 ** 31]) {
      engine.request(hang, undefined, { timeout }).then(
        () => settled.push('answered'),
        (error: unknown) => settled.push(error),
      );
    }
    await assert.rejects(engine.request(hang, undefined, { timeout: 50 }), hasCode('engine/timeout'));
    assert.deepEqual(settled, []);
  });

  it('gives up when it is cancelled, and tells the engine', async () => {
    const engine = await start();
    const source = new CancellationTokenSource();
    const told = new Promise((resolve) => engine.onNotification(cancelled, resolve));
    const arrived = new Promise((resolve) => engine.onNotification(hanging, resolve));
    const asked = engine.request(hang, undefined, { token: source.token });
    void arrived.then(() => source.cancel());
    await assert.rejects(asked, hasCode('engine/cancelled'));
    await told;
  });

  it('settles everything that waits when the engine dies', async () => {
    const engine = await start();
    const exited = new Promise<string>((resolve) => engine.onDidExit(resolve));
    const waiting = [engine.request(hang, undefined), engine.request(hang, undefined)];
    const results = Promise.allSettled(waiting);
    await assert.rejects(engine.request(die, undefined), hasCode('engine/ended'));
    assert.equal(await exited, 'signal SIGKILL');
    for (const result of await results) {
      assert.equal(result.status, 'rejected');
      hasCode('engine/ended')(result.reason);
    }
    await assert.rejects(engine.request(echo, 1), hasCode('engine/ended'));
  });

  it('survives rubbish on the channel', async () => {
    const engine = await start();
    const asked = engine.request(rubbish, undefined, { timeout: 50 });
    await assert.rejects(asked, hasCode('engine/timeout'));
    assert.deepEqual(await engine.request(echo, { still: 'here' }), { still: 'here' });
  });

  it('ends the process on shutdown', async () => {
    const engine = await start();
    const exited = new Promise<string>((resolve) => engine.onDidExit(resolve));
    await engine.shutdown();
    assert.equal(await exited, 'exit code 0');
  });

  it('ends by force a process that does not shut down', async () => {
    await withEnvironment('TEST_ENGINE_STUBBORN', '1', async () => {
      const engine = await start();
      const exited = new Promise<string>((resolve) => engine.onDidExit(resolve));
      await engine.shutdown();
      assert.match(await exited, /signal SIGKILL|exit code 0/);
    });
  });

  it('fails to start an engine that never answers', async () => {
    const started = EngineClient.start(launch('silent', { startTimeout: 100 }));
    await assert.rejects(started, hasCode('engine/startFailed'));
  });

  it('fails to start an engine that ends at once', async () => {
    await assert.rejects(EngineClient.start(launch('crashing')), hasCode('engine/startFailed'));
  });

  it('fails to start an engine that is not there', async () => {
    await assert.rejects(EngineClient.start(launch('missing')), hasCode('engine/startFailed'));
  });

  it('refuses an engine of another version', async () => {
    await withEnvironment('TEST_ENGINE_PROTOCOL', '999', async () => {
      await assert.rejects(EngineClient.start(launch('polite')), hasCode('engine/protocolMismatch'));
    });
  });

  it('leaves no process behind when it is disposed', async () => {
    const engine = await start();
    const exited = new Promise<string>((resolve) => engine.onDidExit(resolve));
    engine.dispose();
    assert.equal(await exited, 'signal SIGKILL');
  });
});
