import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ComposedWorkbench } from '../../src/host/composeWorkbench';
import { activated, cleanUp, eventually, run } from './support/host';

describe('inspector commands', () => {
  let workbench: ComposedWorkbench;

  before(async () => {
    workbench = await activated();
  });
  afterEach(() => cleanUp(workbench));

  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const becomes = (what: string, is: () => boolean) =>
    eventually(
      what,
      () => (is() ? true : undefined),
      workbench.inspectors.onDidChange,
      vscode.window.tabGroups.onDidChangeTabs,
    );
  const openPub = (name: string) =>
    run('zeromq.session.open', { type: 'PUB', name, endpoints: ['bind:tcp://127.0.0.1:*'] });

  it('open one editor tab per session, called as the session', async () => {
    const first = await openPub('first');
    const second = await openPub('second');
    await run('zeromq.inspector.open', { session: first });
    await run('zeromq.inspector.open', { session: second });
    await run('zeromq.inspector.open', { session: first });
    await becomes('two tabs', () => tabs().length === 2);
    assert.deepEqual(
      tabs().map(({ label, input }) => [label, (input as vscode.TabInputWebview).viewType]),
      [
        ['first', 'mainThreadWebview-zeromq.inspector'],
        ['second', 'mainThreadWebview-zeromq.inspector'],
      ],
    );
    await becomes('the first in front', () => workbench.inspectors.activeSession === first);
  });

  it('rename the tab with its session, and close it when the session is removed', async () => {
    const session = await openPub('before');
    await run('zeromq.inspector.open', { session });
    await run('zeromq.session.rename', { session, name: 'after' });
    await becomes('the tab renamed', () => tabs()[0]?.label === 'after');
    await run('zeromq.session.remove', { session });
    await becomes('no tab', () => tabs().length === 0);
    assert.equal(workbench.inspectors.get(session), undefined);
  });

  it('pause and resume, opening the inspector if need be, and remember it', async () => {
    const session = await openPub('paused');
    await run('zeromq.inspector.pause', { session });
    await becomes('a paused inspector', () => workbench.inspectors.get(session)?.isPaused === true);
    assert.equal(workbench.memory.stateOf(session).frozen, true);
    const { tree } = workbench;
    const context = () => String(tree.getTreeItem(tree.sessionNode(session)).contextValue);
    assert.match(context(), / paused$/);
    await run('zeromq.inspector.resume', { session });
    await becomes('a running inspector', () => workbench.inspectors.get(session)?.isPaused === false);
    assert.doesNotMatch(context(), / paused/);
  });

  it('know no session that is not there', async () => {
    await assert.rejects(run('zeromq.inspector.open', { session: 'nobody' }), { code: 'session/unknown' });
  });
});
