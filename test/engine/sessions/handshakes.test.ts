import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import type { SocketEvent } from '../../../src/protocol/session';
import type { OptionValues } from '../../../src/model/sessionDefinition';
import { pyPeer } from '../../peers/pyPeer';
import type { Peer } from '../../peers/peer';
import { EngineHarness } from '../support/engineHarness';

const wildcard = 'tcp://127.0.0.1:*';
const keys = {
  server: {
    public: 'rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7',
    secret: 'JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6',
  },
  client: {
    public: 'Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID',
    secret: 'D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs',
  },
};
const curveServer = {
  curveServer: true,
  curvePublicKey: keys.server.public,
  curveSecretKey: keys.server.secret,
};
const curveClient = {
  curveServerKey: keys.server.public,
  curvePublicKey: keys.client.public,
  curveSecretKey: keys.client.secret,
};
const theirCurveServer = {
  CURVE_SERVER: true,
  CURVE_PUBLICKEY: keys.server.public,
  CURVE_SECRETKEY: keys.server.secret,
};
const theirCurveClient = {
  CURVE_SERVERKEY: keys.server.public,
  CURVE_PUBLICKEY: keys.client.public,
  CURVE_SECRETKEY: keys.client.secret,
};

/** The monitor's signatures, seen with pyzmq at the other end. */
describe('handshakes', () => {
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

  /** Opens a PULL that connects to a pyzmq socket, and waits for the failure. */
  async function connectFailure(
    theirType: string,
    theirs: Record<string, string | boolean>,
    ours: OptionValues,
  ) {
    const socket = await peer.open(theirType, { bind: [wildcard], options: theirs });
    const session = await engine.open({
      type: 'PULL',
      options: ours,
      endpoints: [{ role: 'connect', address: socket.endpoint }],
    });
    const failed = await engine.waitForSession(session.id, ({ endpoints }) => {
      return endpoints[0]!.state === 'handshakeFailed';
    });
    return { detail: failed.endpoints[0]!.detail!, events: failed.events, id: session.id };
  }

  /** Opens a PULL that a pyzmq socket connects to, and waits for the failure. */
  async function bindFailure(
    theirType: string,
    theirs: Record<string, string | boolean>,
    ours: OptionValues,
  ) {
    const session = await engine.open({
      type: 'PULL',
      options: ours,
      endpoints: [{ role: 'bind', address: wildcard }],
    });
    await peer.open(theirType, { connect: [session.endpoints[0]!.resolved], options: theirs });
    const isFailure = ({ kind }: SocketEvent) => kind === 'handshakeFailed';
    const failed = await engine.waitForSession(session.id, ({ events }) => events.some(isFailure));
    assert.equal(failed.endpoints[0]!.state, 'listening');
    assert.equal(failed.peerCount, 0);
    return failed.events.find(isFailure)!.detail!;
  }

  it('succeed with CURVE on both sides', async () => {
    const session = await engine.open({
      type: 'PULL',
      options: curveServer,
      endpoints: [{ role: 'bind', address: wildcard }],
    });
    const push = await peer.open('PUSH', {
      connect: [session.endpoints[0]!.resolved],
      options: theirCurveClient,
    });
    await push.send('sealed');
    await engine.received(session.id, 1);
    const { definition } = await engine.waitForSession(session.id, ({ peerCount }) => peerCount === 1);
    assert.ok(!('curveSecretKey' in definition.options), 'secrets stay in the engine');
    assert.equal(definition.options['curvePublicKey'], keys.server.public);
  });

  it('fail between types that do not match', async () => {
    const { detail } = await connectFailure('PUB', {}, {});
    assert.match(
      detail,
      /socket types? (do not match \(a PULL socket goes with PUSH\)|that does not go with PULL)/,
    );
    assert.match(await bindFailure('PUB', {}, {}), /socket types? (do not match|that does not)/);
  });

  it('fail between mechanisms that do not match', async () => {
    const { detail, events } = await connectFailure('PUSH', theirCurveServer, {});
    assert.match(
      detail,
      /(different security mechanisms: this one uses|another security mechanism than) NULL/,
    );
    assert.ok(events.some(({ kind, severity }) => kind === 'handshakeFailed' && severity === 'error'));
    assert.match(await bindFailure('PUSH', {}, curveServer), /(this one uses|mechanism than) CURVE/);
    assert.match(
      await bindFailure('PUSH', { PLAIN_USERNAME: 'u', PLAIN_PASSWORD: 'p' }, {}),
      /security mechanism/,
    );
  });

  it('fail with the wrong CURVE server key', async () => {
    const wrong = { ...curveClient, curveServerKey: keys.client.public };
    const { detail, id } = await connectFailure('PUSH', theirCurveServer, wrong);
    assert.match(detail, /keys that do not match/);
    // It is tried again and again; the failure stays on show and the events stay few.
    const later = await engine.waitForSession(id, ({ endpoints }) => endpoints[0]!.retryInMs !== undefined);
    assert.equal(later.endpoints[0]!.state, 'handshakeFailed');
    assert.match(
      await bindFailure('PUSH', { ...theirCurveClient, CURVE_SERVERKEY: keys.client.public }, curveServer),
      /CURVE client was turned down/,
    );
  });

  it('fail with a PLAIN server that has no ZAP handler', async () => {
    const plain = { PLAIN_USERNAME: 'u', PLAIN_PASSWORD: 'p' };
    assert.match(await bindFailure('PUSH', plain, { plainServer: true }), /PLAIN asks a ZAP handler/);
    const { detail } = await connectFailure(
      'PUSH',
      { PLAIN_SERVER: true },
      { plainUsername: 'u', plainPassword: 'p' },
    );
    assert.match(detail, /PLAIN server without a ZAP handler/);
  });

  it('fail between two CURVE clients', async () => {
    assert.match(await bindFailure('PUSH', theirCurveClient, curveClient), /CURVE clients/);
  });

  it('fail with a server that speaks HTTP', async () => {
    const server = createHttpServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'connect', address }] });
    const failed = await engine.waitForSession(session.id, ({ endpoints }) => {
      return endpoints[0]!.state === 'handshakeFailed';
    });
    assert.match(failed.endpoints[0]!.detail!, /no ZeroMQ socket at all/);
    server.closeAllConnections();
    server.close();
  });

  it('that get no answer say so', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const session = await engine.open({ type: 'PULL', endpoints: [{ role: 'connect', address }] });
    const silent = await engine.waitForSession(
      session.id,
      ({ endpoints }) => endpoints[0]!.detail !== undefined,
    );
    assert.equal(silent.endpoints[0]!.state, 'handshaking');
    assert.match(silent.endpoints[0]!.detail!, /does not answer the ZMTP handshake/);
    for (const socket of sockets) socket.destroy();
    server.close();
  });
});
