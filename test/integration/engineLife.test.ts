import assert from 'node:assert/strict';
import type { ComposedWorkbench } from '../../src/host/composeWorkbench';
import { nodePeer } from '../peers/nodePeer';
import type { Peer } from '../peers/peer';
import { activated, cleanUp, eventually, run, sessionWhere } from './support/host';

describe('the engine under the workbench', () => {
  let workbench: ComposedWorkbench;
  let peer: Peer;

  before(async () => {
    workbench = await activated();
    peer = nodePeer();
  });
  after(() => peer.close());
  beforeEach(() => run('zeromq.engine.restart', {}));
  afterEach(() => cleanUp(workbench));

  const inState = (state: string) =>
    eventually(
      `engine ${state}`,
      () => (workbench.supervisor.health.state === state ? true : undefined),
      workbench.supervisor.onDidChange,
    );

  /** Kills the engine and waits until a new one runs or it stays stopped. */
  async function killEngine(): Promise<void> {
    const { pid } = workbench.supervisor;
    assert.ok(pid);
    process.kill(pid, 'SIGKILL');
    await eventually(
      'the end of the engine to be seen',
      () => (workbench.supervisor.pid === pid ? undefined : true),
      workbench.supervisor.onDidChange,
    );
  }

  it('tells its state, its process and the version of libzmq', async () => {
    const status = await run('zeromq.engine.status', {});
    assert.equal(status.state, 'running');
    assert.ok(status.pid && status.pid !== process.pid);
    assert.match(status.libzmq ?? '', /^4\.\d+\.\d+$/);
    assert.equal(status.error, undefined);
  });

  it('that is killed while traffic flows says so, restarts, and reopens what was open', async () => {
    const publisher = await peer.open('PUSH', { bind: ['tcp://127.0.0.1:*'] });
    const open = await run('zeromq.session.open', {
      type: 'PULL',
      endpoints: [`connect:${publisher.endpoint}`],
    });
    const closed = await run('zeromq.session.new', { type: 'PUB', endpoints: ['bind:tcp://127.0.0.1:*'] });
    await publisher.send('before', 1_000);
    await sessionWhere(workbench, open, ({ snapshot }) => snapshot.received >= 1_000);

    const messages: (string | undefined)[] = [];
    const watched = workbench.supervisor.onDidChange(() => messages.push(workbench.view.message));
    const flowing = publisher.send('during', 100_000);
    await killEngine();
    await inState('running');
    watched.dispose();
    assert.match(messages[0] ?? '', /ended unexpectedly \(signal SIGKILL\) and is restarting/);
    assert.match(workbench.view.message ?? '', /was restarted/);

    const entry = await sessionWhere(workbench, open, ({ snapshot }) => snapshot.state === 'open');
    assert.equal(entry.snapshot.endpoints[0]?.address, publisher.endpoint);
    assert.equal(workbench.registry.get(closed).snapshot.state, 'closed');
    await sessionWhere(workbench, open, ({ snapshot }) => snapshot.peerCount > 0);
    await flowing;
    const before = workbench.registry.get(open).snapshot.received;
    await publisher.send('after', 10);
    await sessionWhere(workbench, open, ({ snapshot }) => snapshot.received >= before + 10);
    await publisher.close();
  });

  it('that is killed comes back on the ports that * was given', async () => {
    const id = await run('zeromq.session.open', {
      type: 'PULL',
      endpoints: ['bind:tcp://127.0.0.1:*', 'bind:tcp://127.0.0.1:*'],
    });
    const ports = () => workbench.registry.get(id).snapshot.endpoints.map(({ resolved }) => resolved);
    const before = ports();
    const push = await peer.open('PUSH', { connect: [before[1] ?? ''] });
    await push.send('before');
    await sessionWhere(workbench, id, ({ snapshot }) => snapshot.received === 1);
    await killEngine();
    await inState('running');
    assert.deepEqual(ports(), before);
    await push.send('after');
    await sessionWhere(workbench, id, ({ snapshot }) => snapshot.received >= 2);
    await push.close();
  });

  it('stops after four restarts in three minutes, and a person’s restart reopens what was open', async () => {
    const id = await run('zeromq.session.open', { type: 'PUB', endpoints: ['bind:tcp://127.0.0.1:*'] });
    const port = workbench.registry.get(id).snapshot.endpoints[0]?.resolved;
    for (let death = 1; death <= 4; death++) {
      await killEngine();
      await inState('running');
    }
    await killEngine();
    await inState('stopped');
    const status = await run('zeromq.engine.status', {});
    assert.equal(status.error?.code, 'engine/stopped');
    assert.equal(workbench.view.message, status.error.message);
    assert.equal(workbench.registry.get(id).snapshot.state, 'closed');
    await assert.rejects(run('zeromq.session.open', { session: id }), {
      code: 'engine/stopped',
      action: 'restartEngine',
    });

    assert.equal((await run('zeromq.engine.restart', {})).state, 'running');
    const reopened = await sessionWhere(workbench, id, ({ snapshot }) => snapshot.state === 'open');
    assert.equal(reopened.snapshot.endpoints[0]?.resolved, port);
  });

  it('is restarted on demand with the sessions it had', async () => {
    const id = await run('zeromq.session.open', { type: 'PUB', endpoints: ['bind:tcp://127.0.0.1:*'] });
    const former = workbench.supervisor.pid;
    const { pid } = await run('zeromq.engine.restart', {});
    assert.notEqual(pid, former);
    assert.equal(workbench.registry.get(id).snapshot.state, 'open');
  });

  it('settles a request that was under way when it died', async () => {
    const id = await run('zeromq.session.open', {
      type: 'PUSH',
      endpoints: ['connect:tcp://127.0.0.1:9'],
      options: { sendTimeout: -1, immediate: true },
    });
    const sending = run('zeromq.session.send', { session: id, frames: ['never'] });
    const outcome = assert.rejects(sending, { code: 'engine/ended' });
    await killEngine();
    await outcome;
  });
});
