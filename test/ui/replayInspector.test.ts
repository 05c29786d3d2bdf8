import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { ReplayAnswer } from '../../src/host/config/commandArguments';
import type { Peer } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';
import { Workbench } from './support/workbench';

describe('a replay in the inspector of what is replayed', () => {
  let workbench: Workbench;
  let peer: Peer;

  before(async () => {
    workbench = await Workbench.start();
    peer = pyPeer();
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('replay-inspector-failed');
  });
  after(async () => {
    await peer.close();
    await workbench.dispose();
  });

  it('shows in a recording’s editor, which drives it, and is dismissed there', async () => {
    const session = await workbench.execute<string>('zeromq.session.open', {
      type: 'PUSH',
      name: 'tasks',
      endpoints: ['bind:tcp://127.0.0.1:*'],
    });
    const { endpoints } = await workbench.session(session);
    const to = await peer.open('PULL', { connect: [endpoints[0]!.resolved] });
    for (let i = 0; i < 100; i++)
      await workbench.execute('zeromq.session.send', { session, frames: [`task ${i}`] });
    await to.drain(100);
    const { file } = await workbench.execute<{ file: string }>('zeromq.recording.save', {
      session,
      file: 'tasks',
    });
    await workbench.execute('zeromq.recording.open', { file });
    const inspector = await workbench.inspector(path.basename(file));
    await inspector.locator('message-grid tbody tr').first().waitFor();
    const { replay } = await workbench.execute<ReplayAnswer>('zeromq.replay.start', {
      recording: file,
      target: session,
      timing: { perSecond: 10 },
    });
    const bar = inspector.locator('replay-bar');
    await bar.waitFor();
    await bar.getByRole('button', { name: 'Pause the replay' }).click();
    const [{ resolved }] = endpoints as [(typeof endpoints)[number]];
    await bar.locator('.replay-target', { hasText: `→ tasks · ${resolved}` }).waitFor();
    await bar.getByRole('button', { name: `Copy ${resolved}` }).waitFor();
    await workbench.screenshot('replay-inspector-paused');
    const now = async () =>
      (await workbench.execute<ReplayAnswer[]>('zeromq.replay.list', {})).find(
        (one) => one.replay === replay,
      );
    assert.equal((await now())?.state, 'paused');
    await workbench.execute('zeromq.replay.setTiming', { timing: 'fast' });
    await workbench.execute('zeromq.replay.resume', {});
    await to.drain(100);
    await inspector.locator('.replay-end', { hasText: 'Replayed' }).waitFor();
    assert.match(
      await inspector.locator('.replay-facts').innerText(),
      /100 sent\s+in [\d.]+ .?s, [\d,.]+\/s/,
    );
    await workbench.screenshot('replay-inspector-summary');
    await inspector.getByRole('button', { name: 'Close the summary' }).click();
    await inspector.locator('.replay-end').waitFor({ state: 'detached' });
    while ((await now()) !== undefined) continue;
  });
});
