import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ComposedWorkbench } from '../../src/host/composeWorkbench';
import type { SessionsNode } from '../../src/host/sessions/sessionNode';
import { nodePeer } from '../peers/nodePeer';
import type { Peer } from '../peers/peer';
import { activated, cleanUp, run, sessionWhere } from './support/host';

describe('the Sessions view', () => {
  let workbench: ComposedWorkbench;
  let peer: Peer;

  before(async () => {
    workbench = await activated();
    peer = nodePeer();
  });
  after(() => peer.close());
  afterEach(() => cleanUp(workbench));

  const roots = () => workbench.tree.getChildren();
  const item = (node: SessionsNode) => workbench.tree.getTreeItem(node);
  const nextRefresh = () =>
    new Promise<void>((resolve) => {
      const listening = workbench.tree.onDidChangeTreeData(() => {
        listening.dispose();
        resolve();
      });
    });
  const iconOf = (node: SessionsNode) => item(node).iconPath as vscode.ThemeIcon;

  it('shows a closed session with its type, its endpoints and its subscriptions', async () => {
    await run('zeromq.session.new', {
      type: 'SUB',
      endpoints: ['connect:tcp://127.0.0.1:5599'],
      subscriptions: ['', 'ticks.', 'hex:00ff'],
    });
    const [session] = roots();
    assert.ok(session);
    const { label, description, contextValue } = item(session);
    assert.deepEqual(
      { label, description, contextValue },
      {
        label: 'SUB tcp://127.0.0.1:5599',
        description: 'closed',
        contextValue: 'session closed subscribes subscribed connects',
      },
    );
    assert.equal(iconOf(session).id, 'rss');
    assert.equal(iconOf(session).color?.id, 'disabledForeground');
    const children = workbench.tree.getChildren(session).map((node) => [node.kind, item(node).label]);
    assert.deepEqual(children, [
      ['endpoint', 'tcp://127.0.0.1:5599'],
      ['subscription', '(everything)'],
      ['subscription', 'ticks.'],
      ['subscription', '0x00ff'],
    ]);
  });

  it('shows rate, peers, resolved ports and events of an open session', async () => {
    const id = await run('zeromq.session.open', { type: 'PULL', endpoints: ['bind:tcp://127.0.0.1:*'] });
    const address = workbench.registry.get(id).snapshot.endpoints[0]?.resolved ?? '';
    const socket = await peer.open('PUSH', { connect: [address] });
    await socket.send('x', 2_000);
    await sessionWhere(workbench, id, ({ snapshot }) => snapshot.rates.receivedPerSecond > 0);
    await sessionWhere(workbench, id, ({ snapshot }) => snapshot.peerCount === 1);
    const [session] = roots();
    assert.ok(session);
    assert.match(String(item(session).description), /^[\d,.]+\/s · 1 peer$/);
    assert.equal(item(session).contextValue, 'session open bound captured');
    assert.equal(iconOf(session).color?.id, 'charts.green');
    const [endpoint, events] = workbench.tree.getChildren(session);
    assert.ok(endpoint && events);
    assert.equal(item(endpoint).label, address);
    assert.equal(item(endpoint).description, 'listening · 1 peer');
    assert.equal(events.kind, 'events');
    const tail = workbench.tree.getChildren(events);
    assert.ok(tail.length > 0 && tail.length <= 8);
    assert.ok(tail.some((event) => item(event).label === 'listening'));
    assert.equal(workbench.tree.getParent(tail[0]!), events);
    await socket.close();
  });

  it('tells of an endpoint that cannot be reached', async () => {
    const id = await run('zeromq.session.open', { type: 'PULL', endpoints: ['connect:tcp://127.0.0.1:9'] });
    await sessionWhere(workbench, id, ({ snapshot }) => snapshot.endpoints[0]?.state === 'retrying');
    const [session] = roots();
    assert.ok(session);
    assert.equal(iconOf(session).color?.id, 'charts.yellow');
    assert.match(String(item(session).description), /^retrying · 0\/s · 0 peers$/);
    const whole = workbench.tree.resolveTreeItem(item(session), session).tooltip as vscode.MarkdownString;
    assert.match(whole.value, /Nobody/);
    const [endpoint] = workbench.tree.getChildren(session);
    assert.ok(endpoint);
    assert.match(String(item(endpoint).description), /^retrying/);
    const { tooltip } = workbench.tree.resolveTreeItem(item(endpoint), endpoint);
    const { value } = tooltip as vscode.MarkdownString;
    assert.match(value, /retrying/);
    assert.match(value.replaceAll('&nbsp;', ' ').replaceAll('\\', ''), /TCP port 9 on 127\.0\.0\.1/);
  });

  it('tries an endpoint that failed again from its menu', async () => {
    const blocker = await peer.open('PUB', { bind: ['tcp://127.0.0.1:*'] });
    const id = await run('zeromq.session.new', { type: 'PUB', endpoints: [`bind:${blocker.endpoint}`] });
    await assert.rejects(run('zeromq.session.open', { session: id }), { code: 'endpoint/addressInUse' });
    const [endpoint] = workbench.tree.getChildren(workbench.tree.sessionNode(id));
    assert.ok(endpoint);
    assert.equal(item(endpoint).contextValue, 'endpoint bind failed');
    await blocker.close();
    await vscode.commands.executeCommand('zeromq.endpoint.retry', endpoint);
    assert.equal(item(endpoint).contextValue, 'endpoint bind');
    assert.match(String(item(endpoint).description), /^listening/);
  });

  it('keeps its elements over refreshes', async () => {
    const id = await run('zeromq.session.open', { type: 'PUB', endpoints: ['bind:tcp://127.0.0.1:*'] });
    const [before] = roots();
    await run('zeromq.session.rename', { session: id, name: 'other' });
    const [after] = roots();
    assert.equal(after, before);
  });

  it('shows tooltips with names as text, whatever they hold', async () => {
    await run('zeromq.session.new', { type: 'PUB', name: '[x](command:evil) <b>**bold**</b>' });
    const [session] = roots();
    assert.ok(session);
    const { tooltip } = workbench.tree.resolveTreeItem(item(session), session);
    const { value, isTrusted, supportHtml } = tooltip as vscode.MarkdownString;
    assert.ok(!value.includes('[x](command:evil)'), value);
    assert.ok(!isTrusted && !supportHtml);
  });

  it('refreshes at most four times a second, and only sessions that look different', async () => {
    const busy = await run('zeromq.session.open', { type: 'PULL', endpoints: ['bind:tcp://127.0.0.1:*'] });
    const quiet = await run('zeromq.session.open', { type: 'PUB', endpoints: ['bind:tcp://127.0.0.1:*'] });
    await vscode.commands.executeCommand('zeromq.sessions.focus');
    const connect = [workbench.registry.get(busy).snapshot.endpoints[0]?.resolved ?? ''];
    await sessionWhere(workbench, quiet, ({ snapshot }) =>
      snapshot.events.some(({ kind }) => kind === 'listening'),
    );
    const refreshed: string[] = [];
    const times: number[] = [];
    const listening = workbench.tree.onDidChangeTreeData((nodes) => {
      times.push(performance.now());
      for (const node of nodes ?? []) if (node.kind === 'session') refreshed.push(node.session);
    });
    const socket = await peer.open('PUSH', { connect });
    // The refresh that shows the busy one's peer shows all that had happened to the quiet one before.
    while (!refreshed.includes(busy)) await nextRefresh();
    refreshed.length = 0;
    const sending = socket.send('x', 300_000);
    // Rates alone are refreshed more seldom, peers that come and go at once.
    while (refreshed.filter((id) => id === busy).length < 4) {
      const guest = await peer.open('PUSH', { connect });
      await sessionWhere(workbench, busy, ({ snapshot }) => snapshot.peerCount === 2);
      await guest.close();
      await sessionWhere(workbench, busy, ({ snapshot }) => snapshot.peerCount === 1);
    }
    listening.dispose();
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const gap of gaps) assert.ok(gap > 200, `${gap} ms`);
    assert.ok(!refreshed.includes(quiet));
    await sending;
    await socket.close();
  });
});
