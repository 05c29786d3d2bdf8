import assert from 'node:assert/strict';
import path from 'node:path';
import { WorkbenchError } from '../../../src/base/workbenchError';
import { type EngineHealthDetail, EngineSupervisor } from '../../../src/host/engine/engineSupervisor';
import { RestartPolicy } from '../../../src/host/engine/restartPolicy';
import { notificationType, requestType } from '../../../src/protocol/requestType';

const echo = requestType<unknown, unknown>('test/echo');
const die = requestType<void, void>('test/die');
const hang = requestType<void, void>('test/hang');
const hanging = notificationType<unknown>('test/hanging');

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const limits = { captureBytes: 1, sendTimeout: 1, receiveTimeout: 1, linger: 1 };

describe('the supervisor of the engine', () => {
  let supervisor: EngineSupervisor;
  let engine: string;
  let allowed: boolean;

  beforeEach(() => {
    engine = 'polite';
    allowed = true;
    supervisor = new EngineSupervisor({
      get modulePath() {
        return path.resolve('test/fixtures/engines', `${engine}.mjs`);
      },
      log,
      limits: () => limits,
      spoolFolder: '/spool',
      assertAllowed: () => {
        if (!allowed) throw new WorkbenchError({ code: 'workspace/untrusted', message: 'No.' });
      },
    });
  });

  afterEach(() => supervisor.dispose());

  function nextState(state: EngineHealthDetail['state']): Promise<EngineHealthDetail> {
    return new Promise((resolve) => {
      const subscription = supervisor.onDidChange((health) => {
        if (health.state !== state) return;
        subscription.dispose();
        resolve(health);
      });
    });
  }

  async function kill(): Promise<void> {
    await assert.rejects(supervisor.request(die, undefined), { code: 'engine/ended' });
  }

  it('starts nothing until it is needed', async () => {
    assert.equal(supervisor.health.state, 'idle');
    assert.equal(supervisor.pid, undefined);
    assert.deepEqual(await supervisor.request(echo, { n: 1 }), { n: 1 });
    assert.equal(supervisor.health.state, 'running');
  });

  it('starts one process for all who need it at once', async () => {
    const clients = await Promise.all([supervisor.ensure(), supervisor.ensure(), supervisor.ensure()]);
    assert.equal(new Set(clients).size, 1);
  });

  it('starts nothing where that is not allowed', async () => {
    allowed = false;
    await assert.rejects(supervisor.ensure(), { code: 'workspace/untrusted' });
    assert.equal(supervisor.health.state, 'idle');
  });

  it('starts a new process when one dies, and tells how it ended', async () => {
    const first = (await supervisor.ensure()).pid;
    const restarting = nextState('restarting');
    const running = nextState('running');
    await kill();
    assert.equal((await restarting).lastEnd, 'signal SIGKILL');
    assert.equal((await running).lastEnd, 'signal SIGKILL');
    assert.notEqual(supervisor.pid, first);
  });

  it('reopens before anybody else may use the new process', async () => {
    await supervisor.ensure();
    const order: string[] = [];
    supervisor.onRestarted = async (client) => {
      await client.request(echo, {});
      order.push('reopened');
    };
    await kill();
    await supervisor.request(echo, {});
    order.push('used');
    assert.deepEqual(order, ['reopened', 'used']);
  });

  it('goes on listening after a restart', async () => {
    const heard: unknown[] = [];
    const listen = () =>
      new Promise<void>((resolve) => {
        const subscription = supervisor.onNotification(hanging, (params) => {
          heard.push(params);
          subscription.dispose();
          resolve();
        });
      });
    await supervisor.ensure();
    const running = nextState('running');
    await kill();
    await running;
    const told = listen();
    supervisor.request(hang, undefined).catch(() => undefined);
    await told;
    assert.equal(heard.length, 1);
  });

  it('stops after four restarts, and starts again when a person asks', async () => {
    await supervisor.ensure();
    for (let death = 1; death <= 4; death++) {
      const running = nextState('running');
      await kill();
      await running;
    }
    const stopped = nextState('stopped');
    await kill();
    const { error } = await stopped;
    assert.equal(error?.code, 'engine/stopped');
    await assert.rejects(supervisor.ensure(), { code: 'engine/stopped', action: 'restartEngine' });

    await supervisor.restart();
    assert.equal(supervisor.health.state, 'running');
    assert.deepEqual(await supervisor.request(echo, { n: 2 }), { n: 2 });
  });

  it('stops when the engine cannot start at all', async () => {
    engine = 'crashing';
    await assert.rejects(supervisor.ensure(), { code: 'engine/startFailed' });
    assert.equal(supervisor.health.state, 'stopped');
    await assert.rejects(supervisor.ensure(), { code: 'engine/startFailed', action: 'restartEngine' });
  });

  it('stops when the engine dies while it starts again, four times over', async () => {
    await supervisor.ensure();
    const stopped = nextState('stopped');
    engine = 'crashing';
    await kill();
    assert.equal((await stopped).error?.code, 'engine/startFailed');
  });

  it('ends the process for good on shutdown', async () => {
    await supervisor.ensure();
    await supervisor.shutdown();
    assert.equal(supervisor.pid, undefined);
    await assert.rejects(supervisor.ensure(), { code: 'engine/disposed' });
  });

  it('lets the process end by itself where everything is disposed of meanwhile, as VS Code does', async () => {
    const client = await supervisor.ensure();
    const exit = new Promise<string>((resolve) => client.onDidExit(resolve));
    const shutdown = supervisor.shutdown();
    supervisor.dispose();
    await shutdown;
    assert.equal(await exit, 'exit code 0');
  });
});

describe('the restart policy', () => {
  it('allows four restarts in three minutes', () => {
    let now = 0;
    const policy = new RestartPolicy(4, 180_000, () => now);
    const grants = [0, 1_000, 2_000, 3_000, 4_000].map((time) => {
      now = time;
      return policy.mayRestart();
    });
    assert.deepEqual(grants, [true, true, true, true, false]);
  });

  it('forgets restarts that are three minutes old', () => {
    let now = 0;
    const policy = new RestartPolicy(4, 180_000, () => now);
    for (let i = 0; i < 4; i++) assert.ok(policy.mayRestart());
    now = 179_999;
    assert.ok(!policy.mayRestart());
    now = 180_000;
    assert.ok(policy.mayRestart());
  });

  it('begins anew after a reset', () => {
    const policy = new RestartPolicy(1, 1_000, () => 0);
    assert.ok(policy.mayRestart());
    assert.ok(!policy.mayRestart());
    policy.reset();
    assert.ok(policy.mayRestart());
  });
});
