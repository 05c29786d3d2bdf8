import assert from 'node:assert/strict';
import {
  sessionDidChange,
  sessionOpen,
  sessionList,
  sessionRename,
  sessionReopen,
  sessionSend,
  sessionSetOptions,
  sessionStartRepeat,
  sessionStopRepeat,
  sessionSubscribe,
  sessionUnsubscribe,
} from '../../../src/protocol/session';
import { engineConfigure } from '../../../src/protocol/engine';
import type { OptionValues } from '../../../src/model/sessionDefinition';
import { pyPeer } from '../../peers/pyPeer';
import type { Peer } from '../../peers/peer';
import { defaultLimits, EngineHarness, textsOf } from '../support/engineHarness';

const bound = { endpoints: [{ role: 'bind' as const, address: 'tcp://127.0.0.1:*' }] };

describe('changes to an open session', () => {
  let engine: EngineHarness;
  let peer: Peer;

  before(async () => {
    engine = await EngineHarness.start();
    peer = pyPeer();
  });

  after(async () => {
    await peer.close();
    await engine.stop();
  });

  const setOptions = (session: string, options: OptionValues, reopen = false) =>
    engine.request(sessionSetOptions, { session, options, reopen });

  it('subscribe and unsubscribe, in text or hex', async () => {
    const session = await engine.open({ type: 'SUB', ...bound });
    const xpub = await peer.open('XPUB', { connect: [session.endpoints[0]!.resolved] });
    const next = async () => (await xpub.receive())[0]![0]!.toString('latin1');
    const { id } = session;
    await engine.request(sessionSubscribe, { session: id, topic: 'ticks.' });
    assert.equal(await next(), '\u0001ticks.');
    const both = await engine.request(sessionSubscribe, { session: id, topic: 'hex:00FF' });
    assert.equal(await next(), '\u0001\u0000ÿ');
    assert.deepEqual(both.definition.subscriptions, ['ticks.', 'hex:00FF']);
    // The same bytes again change nothing, so that one unsubscription ends them.
    await engine.request(sessionSubscribe, { session: id, topic: 'hex:00 ff' });
    const one = await engine.request(sessionUnsubscribe, { session: id, topic: 'hex:00ff' });
    assert.equal(await next(), '\u0000\u0000ÿ');
    assert.deepEqual(one.definition.subscriptions, ['ticks.']);
    await xpub.send(['ticks.A', '1']);
    const [tick] = await engine.received(id, 1);
    assert.deepEqual(textsOf(tick!), ['ticks.A', '1']);
    await assert.rejects(engine.request(sessionUnsubscribe, { session: id, topic: 'other' }), {
      code: 'subscription/unknown',
    });
    await assert.rejects(engine.request(sessionSubscribe, { session: id, topic: 'hex:0' }), {
      code: 'subscription/badText',
    });
    const pull = await engine.open({ type: 'PULL' });
    await assert.rejects(engine.request(sessionSubscribe, { session: pull.id, topic: '' }), {
      code: 'subscription/notForType',
    });
  });

  it('subscribe an XSUB by messages', async () => {
    const session = await engine.open({ type: 'XSUB', ...bound });
    const xpub = await peer.open('XPUB', { connect: [session.endpoints[0]!.resolved] });
    await engine.request(sessionSubscribe, { session: session.id, topic: 'a' });
    assert.deepEqual(await xpub.receiveText(), ['\u0001a']);
    await engine.request(sessionUnsubscribe, { session: session.id, topic: 'a' });
    assert.deepEqual(await xpub.receiveText(), ['\u0000a']);
  });

  it('set options at once where they apply at once', async () => {
    const session = await engine.open({ type: 'PUSH', ...bound });
    const { snapshot, needReopen } = await setOptions(session.id, { sendTimeout: 50, sendHighWaterMark: 5 });
    assert.deepEqual(needReopen, []);
    assert.deepEqual(snapshot.definition.options, { sendTimeout: 50, sendHighWaterMark: 5 });
    const send = () =>
      engine.request(sessionSend, { session: session.id, frames: [{ bytes: new Uint8Array() }] });
    await assert.rejects(send(), { message: /within 50 ms/ });
    const reset = await setOptions(session.id, { sendTimeout: null });
    assert.deepEqual(reset.snapshot.definition.options, { sendHighWaterMark: 5 });
    await assert.rejects(send(), { message: /within 500 ms/ });
    await engine.request(engineConfigure, { ...defaultLimits, sendTimeout: 70 });
    await assert.rejects(send(), { message: /within 70 ms/ });
    await engine.request(engineConfigure, defaultLimits);
  });

  it('ask before they reopen the session for other options', async () => {
    const session = await engine.open({ type: 'DEALER', ...bound });
    const asked = await setOptions(session.id, { routingId: 'me', linger: 0 });
    assert.deepEqual(asked.needReopen, ['routingId']);
    // It waits for whoever opens the session the next time.
    assert.deepEqual(asked.snapshot.definition.options, { routingId: 'me', linger: 0 });
    assert.deepEqual((await setOptions(session.id, { routingId: null })).needReopen, []);
    const done = await setOptions(session.id, { routingId: 'me' }, true);
    assert.deepEqual(done.needReopen, []);
    assert.equal(done.snapshot.endpoints[0]!.resolved, session.endpoints[0]!.resolved);
    const router = await peer.open('ROUTER', { connect: [session.endpoints[0]!.resolved] });
    await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 1);
    await engine.request(sessionSend, { session: session.id, frames: [{ bytes: Buffer.from('hi') }] });
    assert.deepEqual(await router.receiveText(), ['me', 'hi']);
  });

  it('wait for the next opening where they may not reopen the session', async () => {
    const session = await engine.open({ type: 'DEALER', ...bound });
    await setOptions(session.id, { routingId: 'later' });
    const reopened = await engine.request(sessionReopen, { session: session.id });
    const router = await peer.open('ROUTER', { connect: [reopened.endpoints[0]!.resolved] });
    await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 1);
    await engine.request(sessionSend, { session: session.id, frames: [{ bytes: Buffer.from('hi') }] });
    assert.deepEqual(await router.receiveText(), ['later', 'hi']);
    assert.deepEqual((await setOptions(session.id, { routingId: 'later' }, true)).needReopen, []);
  });

  it('refuse options that do not exist, do not fit or are out of range', async () => {
    const session = await engine.open({ type: 'PUSH', ...bound });
    await assert.rejects(setOptions(session.id, { sendHighWatermark: 1 }), {
      code: 'option/unknown',
      message: /Did you mean sendHighWaterMark\?/,
    });
    await assert.rejects(setOptions(session.id, { receiveHighWaterMark: 1 }), { code: 'option/notForType' });
    await assert.rejects(setOptions(session.id, { linger: 'long' }), { code: 'option/badValue' });
    const bad = engine.definitionOf({ type: 'DEALER', options: { curveServerKey: '!'.repeat(39) + '"' } });
    await assert.rejects(engine.request(sessionOpen, { definition: bad }), {
      code: 'option/badValue',
      message: /curveServerKey/,
    });
    const listed = (await engine.request(sessionList, undefined)).find(({ id }) => id === bad.id)!;
    assert.equal(listed.state, 'failed');
    assert.equal(listed.error!.code, 'option/badValue');
  });

  it('rename it', async () => {
    const session = await engine.open({ type: 'PUSH' });
    const named = await engine.request(sessionRename, { session: session.id, name: ' feed ' });
    assert.equal(named.definition.name, 'feed');
    const unnamed = await engine.request(sessionRename, { session: session.id, name: '' });
    assert.equal(unnamed.definition.name, undefined);
  });

  it('are told at most four times a second', async () => {
    const session = await engine.open({ type: 'PULL', ...bound });
    const push = await peer.open('PUSH', { connect: [session.endpoints[0]!.resolved] });
    const times: number[] = [];
    const listening = engine.on(sessionDidChange, ({ id, received }) => {
      if (id === session.id && received > 0) times.push(performance.now());
    });
    let done = false;
    const told = engine.waitForSession(session.id, ({ rates }) => rates.receivedPerSecond >= 1000);
    void told.finally(() => (done = true));
    while (!done) await push.send('x', 500);
    listening.dispose();
    const span = (times.at(-1)! - times[0]!) / 1000;
    assert.ok(times.length <= 4 * span + 3, `${times.length} in ${span} s`);
    // When the traffic ends, so do the rates, and then nothing is told any more.
    await engine.waitForSession(session.id, ({ rates }) => rates.receivedPerSecond === 0);
  });

  describe('repeat a message', () => {
    const frames = [{ template: '{{seq}}' }];

    it('a number of times', async () => {
      const session = await engine.open({ type: 'PUSH', ...bound });
      const pull = await peer.open('PULL', { connect: [session.endpoints[0]!.resolved] });
      await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 1);
      const started = await engine.request(sessionStartRepeat, {
        session: session.id,
        frames,
        perSecond: 200,
        count: 20,
      });
      assert.equal(started.running, true);
      const received = (await pull.receive(20)).map(([frame]) => frame!.toString());
      assert.deepEqual(
        received,
        Array.from({ length: 20 }, (_, n) => String(n + 1)),
      );
      const { repeat, sent } = await engine.waitForSession(
        session.id,
        (snapshot) => !snapshot.repeat!.running,
      );
      assert.deepEqual(
        { sent: repeat!.sent, failed: repeat!.failed, total: sent },
        { sent: 20, failed: 0, total: 20 },
      );
    });

    for (const perSecond of [50, 20_000]) {
      it(`${perSecond} times a second`, async () => {
        const session = await engine.open({ type: 'PUB', ...bound });
        // Before it is asked for: the answer may be late, and the sending is not.
        const start = performance.now();
        await engine.request(sessionStartRepeat, { session: session.id, frames, perSecond, count: 0 });
        await engine.waitForSession(session.id, ({ sent }) => sent >= 1.5 * perSecond);
        const stopped = await engine.request(sessionStopRepeat, { session: session.id });
        const seconds = (performance.now() - start) / 1000;
        assert.equal(stopped!.running, false);
        // Told every quarter of a second; a busy machine may only fall behind.
        assert.ok(stopped!.sent <= perSecond * seconds + 2, `${stopped!.sent} in ${seconds} s`);
        assert.ok(stopped!.sent >= 0.5 * perSecond * seconds, `${stopped!.sent} in ${seconds} s`);
        assert.equal((await engine.messages(session.id)).length, Math.min(1000, stopped!.sent));
      });
    }

    it('until it fails for good, counting what failed in passing', async () => {
      const session = await engine.open({ type: 'PUSH', ...bound, options: { sendTimeout: 10 } });
      await engine.request(sessionStartRepeat, { session: session.id, frames, perSecond: 1000, count: 3 });
      const { repeat } = await engine.waitForSession(session.id, (snapshot) => !snapshot.repeat!.running);
      assert.deepEqual({ sent: repeat!.sent, failed: repeat!.failed }, { sent: 0, failed: 3 });
      assert.equal(repeat!.error!.code, 'send/timeout');
      const client = await engine.open({ type: 'PULL', ...bound });
      await engine.request(sessionStartRepeat, { session: client.id, frames, perSecond: 10, count: 0 });
      const broken = await engine.waitForSession(client.id, (snapshot) => !snapshot.repeat!.running);
      assert.equal(broken.repeat!.error!.code, 'send/notSupported');
    });

    it('each time it is the turn of a REQ', async () => {
      const session = await engine.open({ type: 'REQ', ...bound });
      const rep = await peer.open('REP', { connect: [session.endpoints[0]!.resolved] });
      await rep.echo();
      await engine.request(sessionStartRepeat, { session: session.id, frames, perSecond: 5000, count: 1000 });
      const done = await engine.waitForSession(
        session.id,
        ({ repeat, received }) => !repeat!.running && received === 1000,
      );
      assert.equal(done.repeat!.sent, 1000);
      const directions = (await engine.messages(session.id)).map(({ direction }) => direction);
      assert.ok(directions.every((direction, row) => direction === (row % 2 === 0 ? 'out' : 'in')));
    });

    it('at a rate and count that make sense', async () => {
      const session = await engine.open({ type: 'PUB', ...bound });
      const start = (perSecond: number, count: number) =>
        engine.request(sessionStartRepeat, { session: session.id, frames, perSecond, count });
      await assert.rejects(start(0, 1), { code: 'send/badRate' });
      await assert.rejects(start(Number.NaN, 1), { code: 'send/badRate' });
      await assert.rejects(start(1, -1), { code: 'send/badCount' });
      assert.equal(await engine.request(sessionStopRepeat, { session: session.id }), null);
    });
  });
});
