import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  sessionAddEndpoint,
  sessionClose,
  sessionList,
  sessionOpen,
  sessionRemove,
  sessionRemoveEndpoint,
  sessionReopen,
  sessionSend,
  type SessionSnapshot,
} from '../../../src/protocol/session';
import type { WorkbenchError } from '../../../src/base/workbenchError';
import { pyPeer } from '../../peers/pyPeer';
import type { Peer, PeerSocket } from '../../peers/peer';
import { EngineHarness, textsOf } from '../support/engineHarness';

describe('endpoints of a session', () => {
  let engine: EngineHarness;
  let peer: Peer;
  let folder: string;

  before(async () => {
    engine = await EngineHarness.start();
    peer = pyPeer();
    folder = mkdtempSync(path.join(tmpdir(), 'zmq-endpoints-'));
  });

  after(async () => {
    await peer.close();
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const wildcard = 'tcp://127.0.0.1:*';
  const bind = (session: string, address: string) =>
    engine.request(sessionAddEndpoint, { session, role: 'bind', address });
  const connect = (session: string, address: string) =>
    engine.request(sessionAddEndpoint, { session, role: 'connect', address });
  const unbind = (session: string, address: string) =>
    engine.request(sessionRemoveEndpoint, { session, role: 'bind', address });
  const disconnect = (session: string, address: string) =>
    engine.request(sessionRemoveEndpoint, { session, role: 'connect', address });
  const resolvedOf = ({ endpoints }: SessionSnapshot, index = 0) => endpoints[index]!.resolved;

  it('shows the port that was given for *', async () => {
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'bind', address: wildcard }] });
    const [endpoint] = session.endpoints;
    assert.equal(endpoint!.address, wildcard);
    assert.match(endpoint!.resolved, /^tcp:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(endpoint!.state, 'listening');
  });

  it('binds, unbinds, connects and disconnects while open', async () => {
    const session = await engine.open({ type: 'PULL' });
    const bound = resolvedOf(await bind(session.id, wildcard));
    const push = await peer.open('PUSH', { connect: [bound] });
    await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 1);

    const unbound = await unbind(session.id, bound);
    assert.deepEqual(unbound.endpoints, []);
    assert.deepEqual(unbound.definition.endpoints, []);
    assert.equal(unbound.peerCount, 0);
    // The port is free at once, and the peer finds whoever takes it.
    const other = await engine.open({ type: 'PULL', endpoints: [{ role: 'bind', address: bound }] });
    await engine.waitForSession(other.id, ({ peerCount }) => peerCount === 1);
    await push.send('moved');
    await engine.received(other.id, 1);

    const theirs = await peer.open('PUSH', { bind: [wildcard] });
    await connect(session.id, theirs.endpoint);
    await engine.waitForSession(session.id, ({ endpoints }) => endpoints[0]?.state === 'connected');
    await theirs.send('from the other side');
    await engine.received(session.id, 1);
    const disconnected = await disconnect(session.id, theirs.endpoint);
    assert.deepEqual(disconnected.endpoints, []);
    assert.equal(disconnected.peerCount, 0);
  });

  it('lets its peers come back when the port is bound again', async () => {
    const session = await engine.open({ type: 'PUSH', endpoints: [{ role: 'bind', address: wildcard }] });
    const bound = resolvedOf(session);
    await peer.open('PULL', { connect: [bound] });
    await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 1);
    await unbind(session.id, wildcard);
    await bind(session.id, bound);
    await engine.waitForSession(session.id, ({ endpoints }) => endpoints[0]?.peers === 1);
  });

  it('refuses an endpoint it has already', async () => {
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'bind', address: wildcard }] });
    await assert.rejects(bind(session.id, resolvedOf(session)), { code: 'endpoint/duplicate' });
    await connect(session.id, 'tcp://127.0.0.1:5555');
    await assert.rejects(connect(session.id, ' tcp://127.0.0.1:5555 '), { code: 'endpoint/duplicate' });
    await assert.rejects(unbind(session.id, 'tcp://127.0.0.1:1'), { code: 'endpoint/unknown' });
  });

  describe('bound to the same wildcard twice', () => {
    it('have a port each, and go one by one', async () => {
      const definition = { type: 'PULL' as const, endpoints: [{ role: 'bind' as const, address: wildcard }] };
      const { id } = await engine.open(definition);
      const both = await bind(id, wildcard);
      assert.deepEqual(both.definition.endpoints, [...definition.endpoints, ...definition.endpoints]);
      const ports = both.endpoints.map(({ resolved }) => resolved);
      assert.equal(new Set(ports).size, 2);
      for (const port of ports) {
        const push = await peer.open('PUSH', { connect: [port] });
        await push.send(port);
      }
      assert.deepEqual((await engine.received(id, 2)).flatMap(textsOf).sort(), ports.toSorted());
      await engine.waitForSession(id, ({ endpoints }) => endpoints.every(({ peers }) => peers === 1));

      await assert.rejects(unbind(id, wildcard), {
        code: 'endpoint/ambiguous',
        message: new RegExp(ports.join(' or ')),
      });
      const one = await unbind(id, ports[0]!);
      assert.deepEqual(
        one.endpoints.map(({ resolved, peers }) => ({ resolved, peers })),
        [{ resolved: ports[1], peers: 1 }],
      );
      assert.deepEqual(one.definition.endpoints, definition.endpoints);
      assert.deepEqual((await unbind(id, wildcard)).endpoints, []);
    });

    it('keep their ports in their order when the session reopens', async () => {
      const endpoints = Array.from({ length: 3 }, () => ({ role: 'bind' as const, address: wildcard }));
      const session = await engine.open({ type: 'PULL', endpoints });
      const reopened = await engine.request(sessionReopen, { session: session.id });
      const ports = ({ endpoints: all }: SessionSnapshot) => all.map(({ resolved }) => resolved);
      assert.equal(new Set(ports(session)).size, 3);
      assert.deepEqual(ports(reopened), ports(session));
    });
  });

  it('counts peers of a bind to every interface', async () => {
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'bind', address: 'tcp://*:*' }] });
    const port = /\d+$/.exec(resolvedOf(session))![0];
    const push = await peer.open('PUSH', { connect: [`tcp://127.0.0.1:${port}`] });
    await engine.waitForSession(session.id, ({ endpoints }) => endpoints[0]!.peers === 1);
    await push.close();
    await engine.waitForSession(session.id, ({ endpoints }) => endpoints[0]!.peers === 0);
  });

  it('connects by host name', async () => {
    const push = await peer.open('PUSH', { bind: [wildcard] });
    const address = push.endpoint.replace('127.0.0.1', 'localhost');
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'connect', address }] });
    await engine.waitForSession(session.id, ({ endpoints }) => endpoints[0]!.state === 'connected');
  });

  it('retries until the peer is there, and again when it vanished', async () => {
    const vanishing = pyPeer();
    const push = await vanishing.open('PUSH', { bind: [wildcard] });
    const address = push.endpoint;
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'connect', address }] });
    await engine.waitForSession(session.id, ({ endpoints }) => endpoints[0]!.state === 'connected');
    await vanishing.kill();
    const lost = await engine.waitForSession(
      session.id,
      ({ endpoints }) => endpoints[0]!.state === 'retrying',
    );
    assert.equal(lost.peerCount, 0);
    const refused = await engine.waitForSession(session.id, ({ endpoints }) =>
      Boolean(endpoints[0]!.detail?.startsWith('Nobody answers')),
    );
    assert.ok(refused.endpoints[0]!.retryInMs! > 0);
    await peer.open('PUSH', { bind: [address] });
    await engine.waitForSession(session.id, ({ endpoints }) => endpoints[0]!.state === 'connected');
  });

  it('notices peers that vanish from a bound socket', async () => {
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'bind', address: wildcard }] });
    const vanishing = pyPeer();
    await vanishing.open('PUSH', { connect: [resolvedOf(session)] });
    await vanishing.open('PUSH', { connect: [resolvedOf(session)] });
    await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 2);
    await vanishing.kill();
    const after = await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 0);
    assert.equal(after.events.at(-1)!.kind, 'disconnected');
  });

  it('says that a host name cannot be looked up', async () => {
    const address = 'tcp://no-such-host.invalid:5555';
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'connect', address }] });
    const retrying = await engine.waitForSession(
      session.id,
      ({ endpoints }) => endpoints[0]!.state === 'retrying',
    );
    assert.match(retrying.endpoints[0]!.detail!, /"no-such-host\.invalid" cannot be looked up/);
  });

  describe('that fail', () => {
    let blocker: Server;
    let taken: string;

    before(async () => {
      blocker = createServer().listen(0, '127.0.0.1');
      await once(blocker, 'listening');
      taken = `tcp://127.0.0.1:${(blocker.address() as { port: number }).port}`;
    });

    after(() => blocker.close());

    it('reject the opening and stay listed, so that they can be put right', async () => {
      const definition = engine.definitionOf({
        type: 'PULL',
        endpoints: [
          { role: 'bind', address: taken },
          { role: 'bind', address: wildcard },
        ],
      });
      await assert.rejects(engine.request(sessionOpen, { definition }), {
        code: 'endpoint/addressInUse',
        message: new RegExp(`${taken} is in use`),
      });
      const listed = (await engine.request(sessionList, undefined)).find(({ id }) => id === definition.id)!;
      assert.equal(listed.state, 'open');
      assert.deepEqual(
        listed.endpoints.map(({ state }) => state),
        ['failed', 'listening'],
      );
      assert.match(listed.endpoints[0]!.detail!, /in use/);
      // Adding it again tries again.
      await assert.rejects(bind(definition.id, taken), { code: 'endpoint/addressInUse' });
      const without = await unbind(definition.id, taken);
      assert.deepEqual(
        without.endpoints.map(({ state }) => state),
        ['listening'],
      );
    });

    it('are tried again in their place when they are added again', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const address = `tcp://127.0.0.1:${(other.address() as { port: number }).port}`;
      const definition = engine.definitionOf({
        type: 'PULL',
        endpoints: [
          { role: 'bind', address },
          { role: 'bind', address: wildcard },
        ],
      });
      await assert.rejects(engine.request(sessionOpen, { definition }), {
        code: 'endpoint/addressInUse',
        action: 'retry',
      });
      await assert.rejects(bind(definition.id, address), { code: 'endpoint/addressInUse', action: 'retry' });
      other.close();
      await once(other, 'close');
      const retried = await bind(definition.id, address);
      assert.deepEqual(
        retried.endpoints.map(({ state, detail }) => ({ state, detail })),
        [
          { state: 'listening', detail: undefined },
          { state: 'listening', detail: undefined },
        ],
      );
      assert.deepEqual(retried.definition, definition);
      const push = await peer.open('PUSH', { connect: [address] });
      await push.send('at last');
      await engine.received(definition.id, 1);
    });

    it('leave an open session as it was', async () => {
      const session = await engine.open({ type: 'PULL' });
      await assert.rejects(bind(session.id, taken), { code: 'endpoint/addressInUse' });
      await assert.rejects(bind(session.id, 'tcp://1.2.3.4:*'), { code: 'endpoint/addressNotAvailable' });
      await assert.rejects(bind(session.id, 'tcp://nosuchdevice0:*'), { code: 'endpoint/noSuchDevice' });
      await assert.rejects(bind(session.id, 'tcp://[::1]:*'), {
        code: 'endpoint/noSuchDevice',
        message: /option ipv6/,
      });
      await assert.rejects(bind(session.id, 'tcp://127.0.0.1:70000'), { code: 'endpoint/portOutOfRange' });
      await assert.rejects(connect(session.id, 'tcp://*:5555'), { code: 'endpoint/wildcardConnect' });
      await assert.rejects(bind(session.id, 'udp://127.0.0.1:5555'), { code: 'endpoint/wrongSocketType' });
      await assert.rejects(bind(session.id, 'ipc:///no/such/folder/feed'), { code: 'endpoint/noSuchPath' });
      const listed = (await engine.request(sessionList, undefined)).find(({ id }) => id === session.id)!;
      assert.deepEqual(listed.definition.endpoints, []);
      assert.equal(listed.state, 'open');
    });

    it('say that the system does not permit it', async () => {
      // Root may write where it likes, and bind low ports, by these capabilities only.
      const isRoot = process.getuid?.() === 0;
      const capabilities = '-dac_override,-dac_read_search,-net_bind_service';
      const through = isRoot ? ['setpriv', '--bounding-set', capabilities] : [];
      const restrained = await EngineHarness.start({ through });
      const readOnly = path.join(folder, 'read-only');
      const closed = path.join(folder, 'closed');
      try {
        mkdirSync(readOnly, 0o555);
        mkdirSync(closed, 0o600);
        const { id } = await restrained.open({ type: 'PULL' });
        const refused = (address: string, message: RegExp) =>
          assert.rejects(
            restrained.request(sessionAddEndpoint, { session: id, role: 'bind', address }),
            (error: WorkbenchError) => {
              assert.equal(error.code, 'endpoint/permissionDenied', error.message);
              assert.match(error.message, message);
              assert.match(error.detail ?? '', /^EACCES/);
              return true;
            },
          );
        await refused(`ipc://${readOnly}/feed`, /does not let this program bind ipc.*may not write to that/);
        await refused(`ipc://${closed}/feed`, /may not write to that folder or path/);
        if (firstFreePort() > 1) {
          await refused('tcp://127.0.0.1:1', /does not let this program bind tcp.*Ports below 1024/);
        }
        chmodSync(readOnly, 0o755);
        const address = `ipc://${readOnly}/feed`;
        const retried = await restrained.request(sessionAddEndpoint, { session: id, role: 'bind', address });
        assert.equal(retried.endpoints[0]!.state, 'listening');
      } finally {
        await restrained.stop();
      }
    });

    it('keep a file or another socket at an ipc path', async () => {
      const session = await engine.open({ type: 'PULL' });
      const file = path.join(folder, 'notes.txt');
      writeFileSync(file, 'precious');
      await assert.rejects(bind(session.id, `ipc://${file}`), { code: 'endpoint/pathTaken' });
      assert.equal(readFileSync(file, 'utf8'), 'precious');

      const ours = `ipc://${path.join(folder, 'feed')}`;
      const vanishing = pyPeer();
      await vanishing.open('PUSH', { bind: [ours] });
      await assert.rejects(bind(session.id, ours), { code: 'endpoint/addressInUse' });
      await vanishing.kill();
      // What a killed program left behind is in nobody's way.
      await bind(session.id, ours);
      const push = await peer.open('PUSH', { connect: [ours] });
      await push.send('over ipc');
      const [message] = await engine.received(session.id, 1);
      assert.deepEqual(textsOf(message!), ['over ipc']);
    });
  });

  it('joins sessions over inproc', async () => {
    const pull = await engine.open({ type: 'PULL', endpoints: [{ role: 'bind', address: 'inproc://feed' }] });
    const push = await engine.open({
      type: 'PUSH',
      endpoints: [{ role: 'connect', address: 'inproc://feed' }],
    });
    assert.equal(pull.endpoints[0]!.state, 'listening');
    assert.equal(push.endpoints[0]!.state, 'connected');
    await engine.request(sessionSend, { session: push.id, frames: [{ bytes: Buffer.from('inside') }] });
    await engine.received(pull.id, 1);
    const other = await engine.open({ type: 'PULL' });
    await assert.rejects(bind(other.id, 'inproc://feed'), { code: 'endpoint/addressInUse' });
    await unbind(pull.id, 'inproc://feed');
    await bind(other.id, 'inproc://feed');
  });

  it('talks over WebSocket', async () => {
    const pull = await engine.open({
      type: 'PULL',
      endpoints: [{ role: 'bind', address: 'ws://127.0.0.1:*/feed' }],
    });
    const push = await engine.open({
      type: 'PUSH',
      endpoints: [{ role: 'connect', address: resolvedOf(pull) }],
    });
    await engine.request(sessionSend, { session: push.id, frames: [{ bytes: Buffer.from('by ws') }] });
    assert.deepEqual((await engine.received(pull.id, 1)).map(textsOf), [['by ws']]);
    await engine.waitForSession(pull.id, ({ endpoints }) => endpoints[0]!.peers === 1);
  });

  it('frees its ports when it closes, and opens again', async () => {
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'bind', address: wildcard }] });
    const address = resolvedOf(session);
    await engine.request(sessionClose, { session: session.id });
    const server = createServer().listen(Number(/\d+$/.exec(address)![0]), '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    const closed = await engine.waitForSession(session.id, ({ state }) => state === 'closed');
    assert.equal(closed.endpoints[0]!.state, 'closed');
    await assert.rejects(bind(session.id, wildcard), { code: 'session/notOpen' });
    const again = await engine.request(sessionOpen, { definition: closed.definition });
    assert.equal(again.state, 'open');
    await engine.request(sessionRemove, { session: session.id });
    assert.ok((await engine.request(sessionList, undefined)).every(({ id }) => id !== session.id));
  });

  it('is a new one when it is opened while it is being removed', async () => {
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'bind', address: wildcard }] });
    const push = await peer.open('PUSH', { connect: [resolvedOf(session)] });
    await push.send('to the first');
    await engine.received(session.id, 1);
    const { id, definition } = session;
    const removed = engine.request(sessionRemove, { session: id });
    const [again] = await Promise.all([engine.request(sessionOpen, { definition }), removed]);
    assert.equal(again.received, 0);
    const listed = await engine.request(sessionList, undefined);
    assert.deepEqual(
      listed.filter((each) => each.id === id).map(({ state }) => state),
      ['open'],
    );
    const other = await peer.open('PUSH', { connect: [resolvedOf(again)] });
    await other.send('to the second');
    await engine.received(id, 1);
  });

  describe('of an engine that was killed', () => {
    /** @param before runs with the session at work. @returns its last snapshot */
    const killed = async (
      addresses: readonly string[],
      before: (session: SessionSnapshot) => Promise<void>,
    ) => {
      const doomed = await EngineHarness.start();
      try {
        const endpoints = addresses.map((address) => ({ role: 'bind' as const, address }));
        const session = await doomed.open({ type: 'PULL', endpoints });
        await before(session);
        await doomed.waitForSession(session.id, ({ received }) => received > 0);
        doomed.process.kill('SIGKILL');
        await doomed.exited;
        return session;
      } finally {
        await doomed.stop();
      }
    };

    it('have their ports again, where their peers come back', async () => {
      const pushes: PeerSocket[] = [];
      const addresses = [wildcard, wildcard, 'tcp://*:*', 'ws://127.0.0.1:*/feed'];
      const last = await killed(addresses, async (session) => {
        const push = await peer.open('PUSH', { connect: [resolvedOf(session)] });
        await push.send('before');
        pushes.push(push);
      });
      const next = await EngineHarness.start();
      try {
        const { definition, endpoints: former } = last;
        const again = await next.request(sessionOpen, { definition, former });
        const resolved = ({ endpoints }: SessionSnapshot) => endpoints.map((endpoint) => endpoint.resolved);
        assert.deepEqual(resolved(again), resolved(last));
        assert.deepEqual(again.definition, definition);
        await next.waitForSession(again.id, ({ peerCount }) => peerCount === 1);
        await pushes[0]!.send('after');
        assert.deepEqual((await next.received(again.id, 1)).map(textsOf), [['after']]);
      } finally {
        await next.stop();
      }
    });

    it('have another port where somebody took theirs', async () => {
      const last = await killed([wildcard], async (session) => {
        const push = await peer.open('PUSH', { connect: [resolvedOf(session)] });
        await push.send('before');
        await push.close();
      });
      await peer.open('PULL', { bind: [resolvedOf(last)] });
      const { definition, endpoints: former } = last;
      const again = await engine.request(sessionOpen, { definition: { ...definition, id: 'again' }, former });
      assert.equal(again.endpoints[0]!.state, 'listening');
      assert.notEqual(resolvedOf(again), resolvedOf(last));
    });

    it('are bound as they are written where what is told is no such port', async () => {
      const definition = engine.definitionOf({
        type: 'PUB',
        endpoints: [{ role: 'bind', address: wildcard }],
      });
      const former = [{ address: wildcard, resolved: 'ipc:///tmp/elsewhere' }];
      const session = await engine.request(sessionOpen, { definition, former });
      assert.match(resolvedOf(session), /^tcp:\/\/127\.0\.0\.1:\d+$/);
    });
  });

  it('keeps the given port when it reopens', async () => {
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'bind', address: wildcard }] });
    const push = await peer.open('PUSH', { connect: [resolvedOf(session)] });
    const reopened = await engine.request(sessionReopen, { session: session.id });
    assert.equal(resolvedOf(reopened), resolvedOf(session));
    assert.equal(reopened.endpoints[0]!.address, wildcard);
    await push.send('after reopening');
    await engine.received(session.id, 1);
  });
});

/** The first port that everybody may bind; containers often let everybody bind all. */
function firstFreePort(): number {
  const setting = '/proc/sys/net/ipv4/ip_unprivileged_port_start';
  return existsSync(setting) ? Number(readFileSync(setting, 'utf8')) : 1024;
}
