import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ComposedWorkbench } from '../../src/host/composeWorkbench';
import { activated, cleanUp, eventually, run, writeSessions, writtenSessions } from './support/host';

describe('definitions in the settings', () => {
  let workbench: ComposedWorkbench;

  before(async () => {
    workbench = await activated();
  });
  afterEach(() => cleanUp(workbench));

  const labels = () => workbench.registry.list().map(({ label }) => label);
  const shows = (...wanted: string[]) =>
    eventually(
      `sessions ${wanted.join()}`,
      () => (labels().join() === wanted.join() ? true : undefined),
      workbench.registry.onDidChange,
    );

  it('appear closed when somebody writes them, and go when they are deleted', async () => {
    await writeSessions([
      { type: 'SUB', name: 'a', endpoints: [{ role: 'connect', address: 'tcp://127.0.0.1:5599' }] },
      { type: 'PUB', name: 'b' },
    ]);
    await shows('a', 'b');
    assert.deepEqual(
      workbench.registry.list().map(({ snapshot }) => snapshot.state),
      ['closed', 'closed'],
    );
    assert.equal((await run('zeromq.engine.status', {})).state === 'stopped', false);
    await writeSessions([{ type: 'PUB', name: 'b' }]);
    await shows('b');
  });

  it('are opened as they are written, and changes of the session are written back', async () => {
    await writeSessions([{ type: 'SUB', name: 'a', subscriptions: ['x'] }]);
    await shows('a');
    const id = await run('zeromq.session.open', { session: 'a' });
    assert.deepEqual(workbench.registry.get(id).snapshot.definition.subscriptions, ['x']);
    await run('zeromq.session.subscribe', { session: 'a', topic: 'y' });
    assert.deepEqual(writtenSessions(), [{ id, type: 'SUB', name: 'a', subscriptions: ['x', 'y'] }]);
  });

  it('that are malformed are reported by place, and stay in the file', async () => {
    const written = [
      'nonsense',
      { type: 'PUBB' },
      { type: 'SUB', name: 'good', options: { receiveHighWaterMark: 'many' } },
      { type: 'REQ', name: 'fine', extra: true },
    ];
    await writeSessions(written);
    await shows('good', 'fine');
    const problems = workbench.tree.getChildren().filter((node) => node.kind === 'problem');
    const items = problems.map((node) => workbench.tree.getTreeItem(node));
    assert.deepEqual(
      items.map(({ label }) => label),
      [
        'zeromq.sessions[0]',
        'zeromq.sessions[1].type',
        'zeromq.sessions[2].options.receiveHighWaterMark',
        'zeromq.sessions[3].extra',
      ],
    );
    for (const { description } of items) assert.ok(String(description).length > 10);
    assert.match(workbench.view.message ?? '', /4 mistakes/);

    await run('zeromq.session.rename', { session: 'fine', name: 'better' });
    const [first, second, third, fourth] = writtenSessions() as Record<string, unknown>[];
    assert.deepEqual([first, second, third], written.slice(0, 3));
    assert.deepEqual(fourth, { id: fourth?.['id'], type: 'REQ', name: 'better', extra: true });
  });

  it('that are no list at all are reported, and refuse to be written over', async () => {
    await writeSessions({ type: 'SUB' });
    await eventually(
      'a problem',
      () => (workbench.view.message?.includes('1 mistake') ? true : undefined),
      workbench.registry.onDidChange,
    );
    await assert.rejects(run('zeromq.session.new', { type: 'PUB' }), {
      code: 'settings/notAList',
      action: 'openSettings',
    });
    assert.deepEqual(writtenSessions(), { type: 'SUB' });
  });

  it('stay as they are run while the file changes under an open session', async () => {
    const id = await run('zeromq.session.open', {
      type: 'PUB',
      name: 'kept',
      endpoints: ['bind:tcp://127.0.0.1:*'],
    });
    await writeSessions([]);
    await eventually(
      'the session to be unsaved',
      () => (workbench.registry.get(id).saved ? undefined : true),
      workbench.registry.onDidChange,
    );
    assert.equal(workbench.registry.get(id).snapshot.state, 'open');
  });

  it('never hold secrets', async () => {
    const curveSecretKey = 'JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6';
    await run('zeromq.session.new', { type: 'PUB', options: { curveSecretKey } });
    assert.ok(!JSON.stringify(writtenSessions()).includes('curveSecretKey'));
  });

  it('go to the workspace where a folder is open', async () => {
    await run('zeromq.session.new', { type: 'PUB' });
    const found = vscode.workspace.getConfiguration().inspect('zeromq.sessions');
    assert.equal(found?.globalValue, undefined);
    assert.equal((found?.workspaceValue as unknown[]).length, 1);
  });
});
