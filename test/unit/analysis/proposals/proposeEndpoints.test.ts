import assert from 'node:assert/strict';
import { localForm } from '../../../../src/analysis/proposals/localForm';
import { type ProposalContext, proposeEndpoints } from '../../../../src/analysis/proposals/proposeEndpoints';
import { addressOf } from '../../../../src/analysis/workspace/address';
import { WorkspaceIndex } from '../../../../src/analysis/workspace/workspaceIndex';
import { contentOf, indexOf, pythonSockets } from '../../../support/analysis/sampleWorkspace';

const here: ProposalContext = { path: 'new.py', offset: 0, language: 'python', typed: '' };

async function proposed(files: Readonly<Record<string, string>>, context: Partial<ProposalContext>) {
  const { proposals } = proposeEndpoints(await indexOf(files), { ...here, ...context });
  return proposals.map(({ address, users }) => `${address} (${users})`);
}

describe('known endpoints as proposals', () => {
  it('are written as connect needs them', async () => {
    const files = {
      'a.py': pythonSockets(
        'PUB bind tcp://*:5556',
        'REP bind tcp://127.0.0.1:5557',
        'PULL bind ipc:///tmp/x',
      ),
    };
    assert.deepEqual(await proposed(files, { role: 'connect' }), [
      'ipc:///tmp/x (PULL binds in a.py)',
      'tcp://127.0.0.1:5557 (REP binds in a.py)',
      'tcp://localhost:5556 (PUB binds in a.py)',
    ]);
  });

  it('are written as bind needs them', async () => {
    const files = {
      'a.py': pythonSockets('SUB connect tcp://localhost:5556', 'SUB connect tcp://broker:5557'),
    };
    assert.deepEqual(await proposed(files, { role: 'bind' }), [
      'tcp://*:5556 (SUB connects in a.py)',
      'tcp://*:5557 (SUB connects in a.py)',
    ]);
  });

  it('are none that is half written or wrong', async () => {
    const files = {
      'a.py': pythonSockets(
        'PUB bind tcp://*:70000',
        'PULL bind tcp://*:5558/jobs',
        'PULL bind tcp://*:5559',
        'SUB connect tcp://localhost',
        'SUB connect tcp://',
        'SUB connect broker:5557',
      ),
      '.env': 'FEED=tcp://localhost:80800\n',
    };
    assert.deepEqual(await proposed(files, { role: 'bind' }), ['tcp://*:5559 (PULL binds in a.py)']);
    assert.deepEqual(await proposed(files, { role: 'connect' }), [
      'tcp://localhost:5558 (PULL binds in a.py)',
      'tcp://localhost:5559 (PULL binds in a.py)',
    ]);
    const text = { path: 'compose.yml', language: undefined };
    assert.deepEqual(await proposed(files, text), ['tcp://*:5559 (PULL binds in a.py)']);
  });

  it('call this machine as the workspace does, and offer the names of others', async () => {
    const files = {
      'a.py': pythonSockets('PUB bind tcp://*:5556', 'SUB connect tcp://127.0.0.1:5556'),
      'compose.yml': 'FEED: tcp://feed:5556',
    };
    assert.deepEqual(await proposed(files, { role: 'connect' }), [
      'tcp://127.0.0.1:5556 (PUB binds in a.py, SUB connects in a.py)',
      'tcp://feed:5556 (PUB binds in a.py, SUB connects in a.py)',
    ]);
  });

  it('come in the order of what fits: what lacks this side first, what cannot talk last', async () => {
    const files = {
      'a.py': pythonSockets(
        'PUSH bind tcp://*:1',
        'PUB bind tcp://*:2',
        'PUB bind tcp://*:3',
        'SUB connect tcp://localhost:2',
        'SUB connect tcp://localhost:4',
      ),
    };
    const found = await proposed(files, { role: 'connect', socketType: 'SUB' });
    assert.deepEqual(
      found.map((text) => text.slice(0, 'tcp://localhost:1'.length)),
      ['tcp://localhost:3', 'tcp://localhost:2', 'tcp://localhost:4', 'tcp://localhost:1'],
    );
  });

  it('begin with the transport that is typed', async () => {
    const files = { 'a.py': pythonSockets('PUB bind tcp://*:1', 'PUB bind ipc:///tmp/x') };
    assert.deepEqual(await proposed(files, { role: 'connect', typed: 'ipc:' }), [
      'ipc:///tmp/x (PUB binds in a.py)',
    ]);
  });

  it('in other texts are as they are written anywhere', async () => {
    const files = { 'a.py': pythonSockets('PUB bind tcp://*:1', 'SUB connect tcp://b:1') };
    assert.deepEqual(await proposed(files, { path: 'a.yml', language: undefined }), [
      'tcp://*:1 (PUB binds in a.py, SUB connects in a.py)',
      'tcp://b:1 (PUB binds in a.py, SUB connects in a.py)',
    ]);
  });

  it('leave out what is typed at the place itself, unknown ports and names of other programs', async () => {
    const source = pythonSockets('PUB bind tcp://*:1', 'PUB bind tcp://*:{port}', 'PAIR bind inproc://own');
    const files = {
      'new.py': source,
      'other.js': `const z = require('zeromq');\nnew z.Pair().bind('inproc://x');`,
    };
    assert.deepEqual(await proposed(files, { role: 'connect', offset: source.indexOf('tcp://') + 3 }), [
      'inproc://own (PAIR binds in new.py)',
    ]);
    assert.deepEqual(await proposed(files, { role: 'connect', language: undefined, path: 'a.yml' }), [
      'tcp://localhost:1 (PUB binds in new.py)',
    ]);
  });

  it('are cut where there are very many, quickly', async () => {
    const index = new WorkspaceIndex();
    for (let at = 0; at < 5000; at++) {
      index.setFile(`f${at}.env`, await contentOf('x.env', `A=tcp://host:${10_000 + at}`));
    }
    const ask = (typed: string) => proposeEndpoints(index, { ...here, role: 'connect', typed });
    const all = ask('');
    assert.equal(all.isCut, true);
    assert.equal(all.proposals.length, 200);
    const before = process.cpuUsage();
    const some = ask('tcp://host:1499');
    const { user, system } = process.cpuUsage(before);
    assert.deepEqual(
      some.proposals.map(({ address }) => address),
      Array.from({ length: 10 }, (_none, at) => `tcp://host:1499${at}`),
    );
    // The processor's time: others may use the machine as well.
    assert.ok(user + system < 100_000, `${user + system} µs`);
  });
});

describe('the local form of an address', () => {
  const form = (text: string, role: 'bind' | 'connect') => localForm(addressOf([text]), role, 'localhost');

  it('keeps what others can find, and puts a name for what stands for all', () => {
    assert.equal(form('tcp://0.0.0.0:1', 'connect'), 'tcp://localhost:1');
    assert.equal(form('tcp://eth0:1', 'connect'), 'tcp://localhost:1');
    assert.equal(form('tcp://[::]:1', 'connect'), 'tcp://[::1]:1');
    assert.equal(form('tcp://[::1]:1', 'connect'), 'tcp://[::1]:1');
    assert.equal(form('tcp://10.0.0.1:1', 'connect'), 'tcp://10.0.0.1:1');
    assert.equal(form('ws://*:1/chat', 'connect'), 'ws://localhost:1/chat');
    assert.equal(form('tcp://broker:1', 'bind'), 'tcp://*:1');
    assert.equal(form('inproc://a', 'bind'), 'inproc://a');
  });

  it('is none where nothing would meet it', () => {
    for (const text of ['tcp://*:*', 'tcp://*:0', 'ipc://*', 'tcp://a:70000', 'tcp://a', 'x']) {
      assert.equal(form(text, 'connect'), undefined, text);
    }
  });
});
