import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { WorkspaceIndex } from '../../../src/analysis/workspace/workspaceIndex';
import { scanPlainText } from '../../../src/analysis/plainText/scanPlainText';
import { Listeners } from '../../../src/indexer/listeners/listeners';
import { listensFor } from '../../../src/indexer/listeners/listensFor';
import { processName } from '../../../src/indexer/listeners/socketOwners';

/** The endpoints that a text names. */
function groupsOf(...addresses: readonly string[]) {
  const index = new WorkspaceIndex();
  const endpoints = scanPlainText(addresses.map((address) => `at: ${address}\n`).join(''), 'config.yaml');
  index.setFile('config.yaml', { kind: 'text', endpoints });
  return index.groups();
}

describe('who listens at an endpoint', () => {
  const machine = { addresses: new Set(['127.0.0.1', '10.0.0.5']), names: new Set(['desk', 'eth0']) };
  const means = (address: string, place: string, port: number) =>
    groupsOf(address).some((group) => listensFor({ place, port, inode: '1' }, group, machine));

  it('is told by the port and the interface', () => {
    assert.ok(means('tcp://*:5556', '127.0.0.1', 5556));
    assert.ok(means('tcp://127.0.0.1:5556', '0.0.0.0', 5556));
    assert.ok(means('tcp://localhost:5556', '127.0.0.1', 5556));
    assert.ok(means('tcp://10.0.0.5:5556', '::', 5556));
    assert.ok(means('tcp://10.0.0.5:5556', '10.0.0.5', 5556));
    assert.ok(means('tcp://eth0:5556', '10.0.0.5', 5556));
    assert.ok(!means('tcp://*:5556', '127.0.0.1', 5557));
    assert.ok(!means('tcp://127.0.0.1:5556', '10.0.0.5', 5556));
  });

  it('is nobody of this machine for an endpoint of another', () => {
    assert.ok(!means('tcp://10.0.0.9:5556', '0.0.0.0', 5556));
    assert.ok(!means('tcp://broker:5556', '0.0.0.0', 5556));
  });

  it('is nobody for datagrams, and for a port that the system chooses', () => {
    assert.ok(!means('udp://*:5556', '0.0.0.0', 5556));
    assert.ok(!means('tcp://*:0', '0.0.0.0', 5556));
  });

  it('is called by its program and the script that it runs', () => {
    assert.equal(processName(['/usr/bin/python3', '-u', '/srv/weather.py', '--fast']), 'python3 weather.py');
    assert.equal(processName(['/opt/broker', 'config.toml']), 'broker');
    assert.equal(processName(['node']), 'node');
    assert.equal(processName([]), '');
  });
});

describe('processes that listen on this machine', function () {
  const servers: net.Server[] = [];
  let folder: string;

  before(function () {
    if (process.platform !== 'linux') this.skip();
    folder = mkdtempSync(path.join(os.tmpdir(), 'zeromq-listeners-'));
  });
  after(() => {
    for (const server of servers) server.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  async function listen(where: net.ListenOptions): Promise<number> {
    const server = net.createServer();
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(where, resolve));
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  it('are found by port and by path, with what they run', async () => {
    const port = await listen({ host: '127.0.0.1', port: 0 });
    const socket = path.join(folder, 'feed.ipc');
    await listen({ path: socket });
    const listeners = new Listeners();
    const found = await listeners.at(groupsOf(`tcp://127.0.0.1:${port}`, `ipc://${socket}`));
    const places = found.flatMap(({ processes }) => processes);
    assert.deepEqual(places.map(({ place }) => place).sort(), [`127.0.0.1:${port}`, socket].sort());
    for (const { pid, command, name } of places) {
      assert.equal(pid, process.pid);
      assert.match(command, /node/);
      assert.match(name, /^node /);
    }
  });

  it('are gone when they have closed', async () => {
    const port = await listen({ host: '127.0.0.1', port: 0 });
    const listeners = new Listeners();
    const groups = groupsOf(`tcp://127.0.0.1:${port}`);
    assert.equal((await listeners.at(groups)).length, 1);
    const server = servers.pop();
    await new Promise((resolve) => server?.close(resolve));
    assert.deepEqual(await listeners.at(groups), []);
  });

  it('are not looked for on other systems, nor where there is no /proc', async () => {
    const port = await listen({ host: '127.0.0.1', port: 0 });
    const groups = groupsOf(`tcp://127.0.0.1:${port}`);
    assert.deepEqual(await new Listeners('/proc', false).at(groups), []);
    assert.deepEqual(await new Listeners(path.join(folder, 'none')).at(groups), []);
  });
});
