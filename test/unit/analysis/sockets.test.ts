import assert from 'node:assert/strict';
import { python } from '../../../src/analysis/languages/python/python';
import { surelyRunsBefore } from '../../../src/analysis/sockets/placeOf';
import { analyse, socketNamed } from '../../support/analysis/analyse';

describe('the facts of a socket', () => {
  it('are its type, name, subscriptions, options and identity', async () => {
    const facts = await analyse(
      `import zmq
ctx = zmq.Context()
sub = ctx.socket(zmq.SUB)
sub.setsockopt(zmq.RCVHWM, 10)
sub.linger = 0
sub.identity = b'me'
sub.setsockopt_string(zmq.SUBSCRIBE, 'a')
sub.subscribe('b')
sub.subscribe = b''
sub.connect('tcp://localhost:1')
print(sub.recv_multipart())
`,
      python,
    );
    const sub = socketNamed(facts, 'sub');
    assert.equal(sub.type, 'SUB');
    assert.equal(sub.library, 'pyzmq');
    assert.deepEqual(sub.subscriptions, ['a', 'b', '']);
    assert.deepEqual(
      sub.options.map(({ name, value }) => [name, value]),
      [
        ['RCVHWM', 10],
        ['LINGER', 0],
        ['ROUTING_ID', 'me'],
      ],
    );
    assert.equal(sub.identity, 'me');
    assert.deepEqual([sub.sends, sub.receives], [false, true]);
    assert.deepEqual(
      sub.operations.map(({ kind }) => kind),
      ['setOption', 'setOption', 'setOption', 'subscribe', 'subscribe', 'subscribe', 'connect', 'receive'],
    );
  });

  it('tell the security mechanism and which end it is', async () => {
    const facts = await analyse(
      `import zmq
from zmq.auth.thread import ThreadAuthenticator
ctx = zmq.Context()
auth = ThreadAuthenticator(ctx)
server = ctx.socket(zmq.REP)
server.curve_server = True
client = ctx.socket(zmq.REQ)
client.setsockopt(zmq.CURVE_SERVERKEY, key)
plain = ctx.socket(zmq.REQ)
plain.plain_username = b'u'
open_ = ctx.socket(zmq.REQ)
`,
      python,
    );
    assert.deepEqual(socketNamed(facts, 'server').security, { mechanism: 'CURVE', isServer: true });
    assert.deepEqual(socketNamed(facts, 'client').security, { mechanism: 'CURVE', isServer: false });
    assert.deepEqual(socketNamed(facts, 'plain').security, { mechanism: 'PLAIN', isServer: false });
    assert.deepEqual(socketNamed(facts, 'open_').security, { mechanism: 'NULL' });
    assert.equal(facts.zapHandlers.length, 1);
  });

  it('keep where operations stand, so that their order is known only where it is certain', async () => {
    const facts = await analyse(
      `import zmq
class Service:
    def __init__(self):
        self.sock = zmq.Context().socket(zmq.REQ)
        self.sock.linger = 0
        if debug:
            self.sock.send(b'1')
        while True:
            self.sock.recv()
    async def run(self):
        await self.sock.send_multipart([b'2'])
`,
      python,
    );
    const [linger, send, receive, later] = socketNamed(facts, 'sock').operations;
    assert.ok(linger && send && receive && later);
    assert.deepEqual([linger.place.function, later.place.function], ['Service.__init__', 'Service.run']);
    assert.deepEqual(
      [send, receive].map(({ place }) => place.blocks.map(({ kind }) => kind)),
      [['branch'], ['loop']],
    );
    assert.ok(surelyRunsBefore(linger, send) && surelyRunsBefore(linger, receive));
    assert.ok(!surelyRunsBefore(send, receive), 'a branch may not run');
    assert.ok(!surelyRunsBefore(linger, later), 'another function');
    assert.deepEqual([send.isAwaited, later.isAwaited, later.isMultipart], [false, true, true]);
  });

  it('are apart for each call of a helper that makes sockets', async () => {
    const facts = await analyse(
      `import zmq
def make(kind, address, bind=False):
    sock = zmq.Context.instance().socket(kind)
    if bind:
        sock.bind(address)
    else:
        sock.connect(address)
    return sock
make(zmq.PUB, 'tcp://*:1', bind=True).send(b'')
make(zmq.SUB, 'tcp://localhost:1').recv()
`,
      python,
    );
    assert.deepEqual(
      facts.sockets.map(({ type, sends, receives, operations }) => [
        type,
        sends,
        receives,
        operations[0]?.kind,
      ]),
      [
        ['PUB', true, false, 'bind'],
        ['SUB', false, true, 'connect'],
      ],
    );
    assert.equal(new Set(facts.sockets.map(({ id }) => id)).size, 2);
  });

  it('are reached through data classes and their arguments', async () => {
    const facts = await analyse(
      `import zmq
from dataclasses import dataclass
@dataclass
class Settings:
    host: str = 'localhost'
    port: int = 1
    def url(self):
        return f'tcp://{self.host}:{self.port}'
a, b = Settings(port=2), Settings('other', 3)
s = zmq.Context().socket(zmq.REQ)
s.connect(a.url())
s.connect(b.url())
s.connect(Settings().url())
`,
      python,
    );
    assert.deepEqual(
      facts.endpoints.map(({ endpoint }) => endpoint),
      ['tcp://localhost:2', 'tcp://other:3', 'tcp://localhost:1'],
    );
  });

  it('note the end of a with block as a close, and options of the context', async () => {
    const facts = await analyse(
      `import zmq
ctx = zmq.Context()
ctx.linger = 0
with ctx.socket(zmq.PUSH) as push:
    push.connect('inproc://x')
`,
      python,
    );
    assert.deepEqual(
      socketNamed(facts, 'push').operations.map(({ kind }) => kind),
      ['connect', 'close'],
    );
    assert.deepEqual(
      facts.contextOptions.map(({ name, value }) => [name, value]),
      [['LINGER', 0]],
    );
  });

  it('say whether code of other files may do more to a socket', async () => {
    const facts = await analyse(
      `import zmq, helpers
ctx = zmq.Context()
kept = ctx.socket(zmq.SUB)
polled = ctx.socket(zmq.SUB)
given = ctx.socket(zmq.SUB)
relayed = ctx.socket(zmq.SUB)
poller = zmq.Poller()
poller.register(polled, zmq.POLLIN)
def use(sock):
    sock.recv()
def relay(other):
    helpers.configure([other])
def make():
    returned = ctx.socket(zmq.SUB)
    return returned
use(kept)
relay(relayed)
helpers.configure(socket=given)
`,
      python,
    );
    assert.deepEqual(
      facts.sockets.map(({ name, isPassedOn }) => [name, isPassedOn]),
      [
        ['kept', false],
        ['polled', false],
        ['given', true],
        ['relayed', true],
        ['returned', true],
      ],
    );
  });

  it('keep options that are not known, where sockets are made, and calls that may be about another', async () => {
    const facts = await analyse(
      `import zmq
ctx = zmq.Context()
for n in range(3):
    a = ctx.socket(zmq.REQ)
    a.setsockopt(option, 1)
b = ctx.socket(zmq.REQ)
one = a if x else b
one.send(b'')
b.send(b'')
`,
      python,
    );
    const { operations, place, options } = socketNamed(facts, 'a');
    assert.deepEqual(
      operations.map(({ kind, option, isMaybe = false }) => [kind, option, isMaybe]),
      [
        ['setOption', undefined, false],
        ['send', undefined, true],
      ],
    );
    assert.equal(options.length, 0);
    assert.deepEqual(
      place.blocks.map(({ kind }) => kind),
      ['loop'],
    );
    assert.deepEqual(
      socketNamed(facts, 'b').operations.map(({ isMaybe = false }) => isMaybe),
      [true, false],
    );
  });
});

describe('the threads of a file', () => {
  it('are the calls that start them, with the functions that run in them', async () => {
    const source = `import zmq, threading, multiprocessing
def inner(sock): sock.send(b'')
def work(sock): inner(sock)
def main():
    s = zmq.Context().socket(zmq.PUSH)
    for n in range(2):
        threading.Thread(target=work, args=(s,)).start()
    multiprocessing.Process(target=work, args=(s,)).start()
`;
    const { threads } = await analyse(source, python);
    assert.equal(threads.length, 1);
    const [start] = threads;
    assert.ok(start);
    assert.equal(
      source.slice(start.range.start, start.range.end),
      'threading.Thread(target=work, args=(s,))',
    );
    assert.equal(start.place.function, 'main');
    assert.deepEqual(start.functions, [source.indexOf('def work'), source.indexOf('def inner')]);
  });
});
