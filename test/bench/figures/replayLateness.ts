import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { recordingOpen } from '../../../src/protocol/recording';
import { replayStart } from '../../../src/protocol/replay';
import { writeForeignFile } from '../../engine/recordings/foreignFile';
import type { PeerSocket } from '../../peers/peer';
import { pyPeer } from '../../peers/pyPeer';
import type { Figure } from '../figure';
import { startShippedEngine } from '../support/engineStream';
import { replayEnd } from '../support/replayEnd';

const perSecond = 1000;
const count = 60 * perSecond;
/** Of the histogram of this process's timers, in ms; it is a part of what that shows. */
const resolution = 10;
/** Messages that the receiver hands over at a time. */
const batch = 500;

export const replayLateness: Figure = {
  name: 'replay.lateness.p99',
  describe:
    'How long after it was due a message was sent, 99th percentile, while a recording of 1,000 msg/s is replayed for ' +
    '60 s with its original timing to a pyzmq receiver; fails where one is lost or out of order.',
  target: { below: 2 },
  async run(note) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lateness-'));
    const engine = await startShippedEngine();
    const peer = pyPeer();
    try {
      const file = path.join(folder, 'even.mcap');
      await writeForeignFile(file, evenMessages());
      const { capture } = await engine.request(recordingOpen, { file });
      const session = await engine.open({
        type: 'PUSH',
        endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
      });
      const socket = await peer.open('PULL', { connect: [session.endpoints[0]!.resolved] });
      const over = replayEnd(engine, count);
      await engine.request(replayStart, {
        capture,
        selection: {},
        session: session.id,
        timing: { kind: 'original', speed: 1 },
        awaitPeers: 1,
        loops: 1,
      });
      const idle = monitorEventLoopDelay({ resolution });
      idle.enable();
      await receiveInOrder(socket);
      const { lateness } = await over;
      idle.disable();
      if (!lateness) throw new Error('The replay did not tell how late it was.');
      note(`p50 ${lateness.p50} ms, p99 ${lateness.p99} ms, max ${lateness.max} ms`);
      // What the machine does to a process that has next to nothing to do.
      note(
        `timers of this process meanwhile: p99 ${(idle.percentile(99) / 1e6 - resolution).toFixed(1)} ms late`,
      );
      return { value: lateness.p99, unit: 'ms' };
    } finally {
      await peer.close();
      await engine.stop();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Numbered messages of 100 B, one a millisecond. */
function evenMessages() {
  const start = 1_700_000_000_000_000_000n;
  return Array.from({ length: count }, (_, i) => ({
    topic: '/even',
    timeNs: start + BigInt(Math.round((i * 1e9) / perSecond)),
    data: Buffer.from(String(i).padEnd(100)),
  }));
}

async function receiveInOrder(socket: PeerSocket): Promise<void> {
  for (let received = 0; received < count; received += batch) {
    for (const [index, frames] of (await socket.receive(batch)).entries()) {
      const text = frames.toString().trim();
      if (text !== String(received + index)) {
        throw new Error(`Message ${text} came in the place of ${received + index}.`);
      }
    }
  }
}
