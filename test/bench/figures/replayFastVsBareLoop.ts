import { replayStart } from '../../../src/protocol/replay';
import { sessionRemove } from '../../../src/protocol/session';
import type { EngineHarness } from '../../engine/support/engineHarness';
import { cPeer } from '../../peers/cPeer';
import type { Figure } from '../figure';
import { BareSendLoop } from '../support/bareSendLoop';
import { startShippedEngine } from '../support/engineStream';
import { capturedStream } from '../support/capturedStream';
import { replayEnd } from '../support/replayEnd';
import { median } from '../support/statistics';

const rounds = 11;
const messages = 500_000;
const size = 100;

export const replayFastVsBareLoop: Figure = {
  name: 'replay.fast.vsBareLoop',
  describe:
    'Messages a second of 100 B that a replay sends as fast as the socket takes them, and the ratio to a bare loop of ' +
    '`await socket.send(message)` of zeromq.js to the same receiver; medians of eleven rounds in which they take turns.',
  target: { atLeast: 0.9 },
  async run(note) {
    const bareLoop = new BareSendLoop();
    const engine = await startShippedEngine();
    try {
      const capture = await capturedStream(engine, messages);
      // So that neither side is compiled while it is timed.
      await replayAll(engine, capture);
      await bareLoop.send(messages, size);
      const rates: number[] = [];
      const ratios: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        // neither is always the first, so that a machine that slows down favours none
        const before = round % 2 === 1 ? await replayAll(engine, capture) : undefined;
        const bare = await bareLoop.send(messages, size);
        const rate = before ?? (await replayAll(engine, capture));
        rates.push(rate);
        ratios.push(rate / bare);
        note(`round ${round}: replay ${thousands(rate)}, bare loop ${thousands(bare)} msg/s`);
      }
      return { value: median(rates), unit: 'msg/s', ratio: median(ratios) };
    } finally {
      bareLoop.stop();
      await engine.stop();
    }
  },
};

/** @returns messages a second, from the first to the last at the receiver */
async function replayAll(engine: EngineHarness, capture: string): Promise<number> {
  const sink = await cPeer({
    mode: 'sink',
    type: 'PULL',
    role: 'bind',
    endpoint: 'tcp://127.0.0.1:*',
    count: messages,
  });
  const session = await engine.open({
    type: 'PUSH',
    endpoints: [{ role: 'connect', address: sink.endpoint }],
  });
  const over = replayEnd(engine, messages);
  await engine.request(replayStart, {
    capture,
    selection: {},
    session: session.id,
    timing: { kind: 'fast' },
    awaitPeers: 1,
    loops: 1,
  });
  const { seconds } = await sink.done;
  await over;
  await sink.close();
  await engine.request(sessionRemove, { session: session.id });
  return (messages - 1) / seconds;
}

function thousands(rate: number): string {
  return `${Math.round(rate / 1000)} k`;
}
