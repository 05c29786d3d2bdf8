import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { captureClear } from '../../../src/protocol/capture';
import { type OutgoingFrame, sessionResend, sessionSend } from '../../../src/protocol/session';
import { nodePeer } from '../../peers/nodePeer';
import type { Peer } from '../../peers/peer';
import { EngineHarness, textsOf } from '../support/engineHarness';

const bound = { endpoints: [{ role: 'bind' as const, address: 'tcp://127.0.0.1:*' }] };
const MiB = 1024 * 1024;

describe('captured messages that are sent again', () => {
  let engine: EngineHarness;
  let peer: Peer;

  before(async () => {
    engine = await EngineHarness.start({ limits: { captureBytes: 512 * MiB, sendTimeout: 300 } });
    peer = nodePeer();
  });

  after(async () => {
    await peer.close();
    await engine.stop();
  });

  const resend = (session: string, row: number) => engine.request(sessionResend, { session, row });

  async function pipeline() {
    const options = { sendTimeout: 10_000 };
    const out = await engine.open({ type: 'PUSH', ...bound, options });
    const address = out.endpoints[0]!.resolved;
    const back = await engine.open({ type: 'PULL', endpoints: [{ role: 'connect', address }] });
    return { out: out.id, back: back.id };
  }

  const sizes: readonly { what: string; frames: () => readonly OutgoingFrame[] }[] = [
    { what: 'a frame of 64 MiB', frames: () => [{ bytes: Buffer.alloc(64 * MiB, 'zeromq workbench ') }] },
    {
      what: '100,000 frames',
      frames: () =>
        Array.from({ length: 100_000 }, (_, n) => ({ bytes: Buffer.from(n % 7 ? String(n) : '') })),
    },
  ];
  for (const { what, frames } of sizes) {
    it(`are the same, byte for byte: ${what}`, async () => {
      const { out, back } = await pipeline();
      await engine.request(sessionSend, { session: out, frames: frames() });
      assert.deepEqual(await resend(out, 0), { row: 1 });
      await engine.waitForSession(back, ({ received }) => received === 2);
      for (const session of [out, back]) {
        const [first] = await engine.messages(session, 0, 1);
        const [second] = await engine.messages(session, 1, 2);
        assert.equal(second!.frames.length, frames().length);
        assert.equal(digest(second!.frames), digest(first!.frames), session);
      }
    }).timeout(60_000);
  }

  it('go to the peer that they name, or to nobody', async () => {
    const session = await engine.open({ type: 'ROUTER', ...bound });
    const dealer = await peer.open('DEALER', { connect: [session.endpoints[0]!.resolved] });
    await dealer.send(['', 'request']);
    await engine.received(session.id, 1);
    assert.deepEqual(await resend(session.id, 0), { row: 1 });
    assert.deepEqual(await dealer.receiveText(), ['', 'request']);
    await dealer.close();
    await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 0);
    await assert.rejects(resend(session.id, 0), { code: 'send/noSuchPeer' });
  });

  it('wait for their turn as any other message of a REQ', async () => {
    const session = await engine.open({ type: 'REQ', ...bound });
    const rep = await peer.open('REP', { connect: [session.endpoints[0]!.resolved] });
    await engine.request(sessionSend, { session: session.id, frames: [{ bytes: Buffer.from('ask') }] });
    await assert.rejects(resend(session.id, 0), { code: 'send/notYourTurn' });
    assert.deepEqual(await rep.receiveText(), ['ask']);
    await rep.send('answer');
    await engine.received(session.id, 1);
    await resend(session.id, 0);
    assert.deepEqual(await rep.receiveText(), ['ask']);
    assert.deepEqual((await engine.messages(session.id)).map(textsOf), [['ask'], ['answer'], ['ask']]);
  });

  it('are refused when they are gone, or not there yet', async () => {
    const { out } = await pipeline();
    await assert.rejects(resend(out, 0), { code: 'capture/noRow' });
    await engine.request(sessionSend, { session: out, frames: [{ bytes: Buffer.from('x') }] });
    await engine.request(captureClear, { capture: out });
    await assert.rejects(resend(out, 0), { code: 'capture/rowGone' });
    await assert.rejects(resend('nobody', 0), { code: 'session/notOpen' });
  });
});

/** Of the frames and where they end. */
function digest(frames: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const frame of frames) hash.update(`${frame.length}:`).update(frame);
  return hash.digest('hex');
}
