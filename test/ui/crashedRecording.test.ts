import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import type { EngineStatus } from '../../src/host/config/commandArguments';
import { nodePeer } from '../peers/nodePeer';
import type { Peer } from '../peers/peer';
import { Workbench } from './support/workbench';

/** @returns the id of the process that started another. */
function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

/** In a window of its own whose views of ZeroMQ never show: the list of recordings would find the file too. */
describe('a recording whose window crashed', () => {
  let workbench: Workbench;
  let peer: Peer;

  before(async () => {
    workbench = await Workbench.start();
    peer = nodePeer();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('crashed-recording-failed');
  });
  after(async () => {
    await peer.close();
    await workbench.dispose();
  });

  const status = () => workbench.execute<EngineStatus & { pid: number }>('zeromq.engine.status', {});

  it('is offered for repair when the window starts, once nobody writes to it', async () => {
    const session = await workbench.execute<string>('zeromq.session.open', {
      type: 'PULL',
      name: 'crashed',
      endpoints: ['bind:tcp://127.0.0.1:*'],
    });
    const { endpoints } = await workbench.session(session);
    const { file } = await workbench.execute<{ file: string }>('zeromq.recording.start', {
      session,
      file: 'crashed',
    });
    const pusher = await peer.open('PUSH', { connect: [endpoints[0]!.resolved] });
    await pusher.send('before', 3);
    let written: { messages: number };
    do written = await workbench.execute('zeromq.recording.inspect', { file });
    while (written.messages < 3);
    const { pid } = await status();
    // The engine must not get to end its file when its host is gone.
    process.kill(pid, 'SIGSTOP');
    process.kill(parentOf(pid), 'SIGKILL');
    process.kill(pid, 'SIGKILL');
    await workbench.reloadPage();
    // Whatever activates the extension; looking for what was left needs no engine.
    assert.equal((await status()).state, 'idle');
    const told = await workbench.notification('crashed.mcap was not finished');
    assert.equal((await status()).state, 'idle');
    await told.getByRole('button', { name: 'Repair' }).click();
    await workbench.notification('crashed.mcap is complete: 3 messages.');
    await pusher.close();
  });
});
