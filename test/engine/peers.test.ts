import assert from 'node:assert/strict';
import { cPeer } from '../peers/cPeer';
import { javaPeer } from '../peers/javaPeer';
import { nodePeer } from '../peers/nodePeer';
import type { Peer } from '../peers/peer';
import { pyPeer } from '../peers/pyPeer';

/** The peers that other tests rely on: when these fail, look here first. */
describe('test peers', () => {
  const peers: { close(): Promise<void> }[] = [];
  const own = <P extends { close(): Promise<void> }>(peer: P): P => {
    peers.push(peer);
    return peer;
  };
  afterEach(async () => {
    await Promise.all(peers.splice(0).map((peer) => peer.close()));
  });

  const kinds: readonly [string, () => Peer][] = [
    ['nodePeer', nodePeer],
    ['pyPeer', pyPeer],
    ['javaPeer', javaPeer],
  ];
  for (const [name, start] of kinds) {
    it(`${name} sends and receives frames of any bytes`, async () => {
      const peer = own(start());
      const pull = await peer.open('PULL', { bind: ['tcp://127.0.0.1:*'] });
      assert.match(pull.endpoint, /^tcp:\/\/127\.0\.0\.1:[1-9]\d*$/);
      const push = await peer.open('PUSH', { connect: [pull.endpoint] });
      await push.send(['topic', Uint8Array.of(0, 255, 10), ''], 2);
      const messages = await pull.receive(2);
      assert.deepEqual(
        messages.map((frames) => frames.map((frame) => frame.toString('hex'))),
        [
          ['746f706963', '00ff0a', ''],
          ['746f706963', '00ff0a', ''],
        ],
      );
    });

    it(`${name} says how many messages came when it waited in vain`, async () => {
      const pull = await own(start()).open('PULL', { bind: ['tcp://127.0.0.1:*'] });
      await assert.rejects(pull.receive(1, 20), /receive: .*0 of 1 messages after 20 ms/);
    });

    it(`${name} sets options, subscribes and answers as an echo`, async () => {
      const peer = own(start());
      const router = await peer.open('ROUTER', {
        bind: ['tcp://127.0.0.1:*'],
        options: { ROUTER_MANDATORY: true },
      });
      await router.echo();
      const dealer = await peer.open('DEALER', {
        connect: [router.endpoint],
        options: { ROUTING_ID: 'left', RCVHWM: 10 },
      });
      await dealer.send('hello');
      assert.deepEqual(await dealer.receiveText(), ['hello']);

      const xpub = await peer.open('XPUB', { bind: ['tcp://127.0.0.1:*'] });
      await peer.open('SUB', { connect: [xpub.endpoint], subscribe: ['ticks.'] });
      assert.deepEqual(await xpub.receiveText(), ['\u0001ticks.']);
    });

    it(`${name} reports what its library refuses, and a vanished process`, async () => {
      const peer = own(start());
      await assert.rejects(peer.open('PULL', { bind: ['nonsense'] }), /open: .+/);
      await peer.kill();
      await assert.rejects(peer.open('PULL'), /SIGKILL/);
    });
  }

  it('nodePeer and pyPeer talk to each other', async () => {
    const rep = await own(nodePeer()).open('REP', { bind: ['tcp://127.0.0.1:*'] });
    await rep.echo();
    const req = await own(pyPeer()).open('REQ', { connect: [rep.endpoint] });
    await req.send(['a', 'b']);
    assert.deepEqual(await req.receiveText(), ['a', 'b']);
  });

  it('cPeer blasts numbered messages into a sink of its own kind', async () => {
    const sink = own(
      await cPeer({ mode: 'sink', type: 'PULL', role: 'bind', endpoint: 'tcp://127.0.0.1:*', count: 5000 }),
    );
    const blaster = own(
      await cPeer({ mode: 'blast', type: 'PUSH', role: 'connect', endpoint: sink.endpoint, count: 5000 }),
    );
    blaster.go();
    assert.equal((await sink.done).count, 5000);
    assert.equal((await blaster.done).count, 5000);
  });

  it('cPeer starts a message with its topic and number, and echoes', async () => {
    const peer = own(nodePeer());
    const pull = await peer.open('PULL', { bind: ['tcp://127.0.0.1:*'] });
    const blaster = own(
      await cPeer({
        mode: 'blast',
        type: 'PUSH',
        role: 'connect',
        endpoint: pull.endpoint,
        count: 2,
        size: 5,
        topic: 't',
      }),
    );
    blaster.go();
    assert.deepEqual(await pull.receiveText(), ['t', '0 xxx']);
    assert.deepEqual(await pull.receiveText(), ['t', '1 xxx']);

    const echo = own(await cPeer({ mode: 'echo', type: 'REP', role: 'bind', endpoint: 'tcp://127.0.0.1:*' }));
    const req = await peer.open('REQ', { connect: [echo.endpoint] });
    await req.send(['one', 'two']);
    assert.deepEqual(await req.receiveText(), ['one', 'two']);
  });
});
