import assert from 'node:assert/strict';
import type { FileFacts } from '../../../src/analysis/facts';
import { go } from '../../../src/analysis/languages/go/go';
import { linkConstants } from '../../../src/analysis/linkConstants';
import { analyse, socketNamed, usesOf } from '../../support/analysis/analyse';

const program = (body: string, imports = 'zmq "github.com/pebbe/zmq4"') =>
  `package main\nimport (\n${imports}\n)\nfunc main() {\n${body}\n}\n`;

describe('Go', () => {
  it('pebbe/zmq4: setters are options, subscriptions and security', async () => {
    const facts = await analyse(
      program(`
sub, _ := zmq.NewSocket(zmq.SUB)
defer sub.Close()
sub.SetRcvhwm(10)
sub.SetTcpKeepaliveIdle(5)
sub.SetIdentity("me")
sub.SetSubscribe("a")
sub.ClientAuthCurve(server, public, secret)
sub.Connect("tcp://localhost:1")
sub.Recv(0)
router, _ := zmq.NewSocket(zmq.ROUTER)
router.ServerAuthCurve("domain", secret)
router.Send("x", zmq.SNDMORE)
zmq.AuthStart()
`),
      go,
    );
    const sub = socketNamed(facts, 'sub');
    assert.deepEqual([sub.type, sub.identity, sub.subscriptions], ['SUB', 'me', ['a']]);
    assert.deepEqual(
      sub.options.map(({ name, value }) => [name, value]),
      [
        ['RCVHWM', 10],
        ['TCP_KEEPALIVE_IDLE', 5],
        ['ROUTING_ID', 'me'],
        ['CURVE_SERVERKEY', undefined],
        ['CURVE_PUBLICKEY', undefined],
        ['CURVE_SECRETKEY', undefined],
      ],
    );
    assert.deepEqual(sub.security, { mechanism: 'CURVE', isServer: false });
    assert.deepEqual([sub.sends, sub.receives], [false, true]);
    assert.equal(sub.operations.at(-1)?.kind, 'close', 'what is deferred comes last');
    const router = socketNamed(facts, 'router');
    assert.deepEqual(router.security, { mechanism: 'CURVE', isServer: true });
    assert.equal(router.operations.find(({ kind }) => kind === 'send')?.isMultipart, true);
    assert.equal(facts.zapHandlers.length, 1);
  });

  it('go-zeromq and goczmq: options are arguments', async () => {
    const facts = await analyse(
      program(
        `
dealer := zmq4.NewDealer(ctx, zmq4.WithID(zmq4.SocketIdentity("me")))
sub := zmq4.NewSub(ctx)
sub.SetOption(zmq4.OptionSubscribe, "a")
pub, _ := goczmq.NewPub("@tcp://*:1,>tcp://other:2", goczmq.SockSetLinger(3))
pub.SetOption(goczmq.SockSetSndhwm(4))
`,
        '"github.com/go-zeromq/zmq4"\n"github.com/zeromq/goczmq/v4"',
      ),
      go,
    );
    assert.equal(socketNamed(facts, 'dealer').identity, 'me');
    assert.deepEqual(socketNamed(facts, 'sub').subscriptions, ['a']);
    assert.deepEqual(
      socketNamed(facts, 'pub').options.map(({ name, value }) => [name, value]),
      [
        ['LINGER', 3],
        ['SNDHWM', 4],
      ],
    );
    assert.deepEqual(usesOf(facts), ['PUB bind tcp://*:1', 'PUB connect tcp://other:2']);
  });

  it('goczmq: a range over a channel receives', async () => {
    const facts = await analyse(
      program(
        `rep := goczmq.NewRepChanneler("tcp://*:1")
for request := range rep.RecvChan {
  rep.SendChan <- request
}`,
        '"github.com/zeromq/goczmq"',
      ),
      go,
    );
    const kinds = socketNamed(facts, 'rep').operations.map(({ kind }) => kind);
    assert.deepEqual(
      kinds.filter((kind) => kind === 'send' || kind === 'receive'),
      ['receive', 'send'],
    );
  });

  it('counts the lines of constants, and tells objects of one maker apart by the calls that make them', async () => {
    const facts = await analyse(
      `package main
import zmq "github.com/pebbe/zmq4"
const (
  Jobs = iota
  Logs
)
type Builder struct{ addr string }
func NewBuilder() *Builder { return &Builder{addr: "tcp://*:3"} }
func (b *Builder) Listen(addr string) *Builder {
  b.addr = addr
  return b
}
func (b *Builder) Start() {
  s, _ := zmq.NewSocket(zmq.PUB)
  s.Bind(b.addr)
}
var addresses = map[int]string{Jobs: "tcp://*:1", Logs: "tcp://*:2"}
func main() {
  s, _ := zmq.NewSocket(zmq.PULL)
  s.Bind(addresses[Logs])
  NewBuilder().Start()
  NewBuilder().Listen("tcp://*:4").Start()
}
`,
      go,
    );
    assert.deepEqual(usesOf(facts), ['PUB bind tcp://*:3', 'PUB bind tcp://*:4', 'PULL bind tcp://*:2']);
  });

  it('constants come from other files of the package, and from packages of the workspace', async () => {
    const files: Record<string, string> = {
      'feed/main.go': program(
        'pub, _ := zmq.NewSocket(zmq.PUB)\npub.Bind(fmt.Sprintf("tcp://*:%d", port))\npub.Bind(config.Local)',
        'zmq "github.com/pebbe/zmq4"\n"fmt"\n"example.com/plant/internal/config"',
      ),
      'feed/names.go': 'package main\nconst (\n\tbase = 5000\n\tport = base + 1\n)\n',
      'feed/other.txt': '',
      'internal/config/a.go': 'package config\nvar Debug = false\n',
      'internal/config/b.go': 'package config\nconst Local = "ipc:///tmp/" + "feed"\n',
    };
    const facts = new Map<string, FileFacts>();
    for (const [name, source] of Object.entries(files)) facts.set(name, await analyse(source, go));
    const own = facts.get('feed/main.go');
    assert.ok(own);
    assert.deepEqual(usesOf(own), ['PUB bind tcp://*:{port}', 'PUB bind {Local}']);
    const filesIn = (folder: string) =>
      [...facts.keys()].filter((file) => file.slice(0, Math.max(0, file.lastIndexOf('/'))) === folder);
    const linked = linkConstants(own, 'feed/main.go', go, (path) => facts.get(path), filesIn);
    assert.deepEqual(usesOf(linked), ['PUB bind tcp://*:5001', 'PUB bind ipc:///tmp/feed']);
  });

  it('fields that other code sets, and what is put into their lists, belong to their object alone', async () => {
    const facts = await analyse(
      program(`
a, b := &Node{}, &Node{}
a.url = "tcp://*:1"
b.url = "tcp://*:2"
b.socks = append(b.socks, b.make(zmq.PUSH))
a.make(zmq.PUB).Bind(a.url)
for _, s := range b.socks {
	s.Connect("tcp://localhost:3")
}
`) +
        `type Node struct { url string; socks []*zmq.Socket }
func (n *Node) make(kind zmq.Type) *zmq.Socket { s, _ := zmq.NewSocket(kind); return s }
`,
      go,
    );
    assert.deepEqual(usesOf(facts), ['PUB bind tcp://*:1', 'PUSH connect tcp://localhost:3']);
  });

  it('what follows an if that returns runs without its condition', async () => {
    const facts = await analyse(
      program(`attach(open(zmq.PUB), true, "tcp://*:1")\nattach(open(zmq.SUB), false, "tcp://h:2")`) +
        `func open(kind zmq.Type) *zmq.Socket { s, _ := zmq.NewSocket(kind); return s }
func attach(s *zmq.Socket, bind bool, url string) error {
	if bind {
		return s.Bind(url)
	}
	return s.Connect(url)
}
`,
      go,
    );
    assert.deepEqual(usesOf(facts), ['PUB bind tcp://*:1', 'SUB connect tcp://h:2']);
  });

  it('runs functions that are made for others as those call them, and asks texts for prefixes', async () => {
    const facts = await analyse(
      `package main

import (
	"strings"

	zmq "github.com/pebbe/zmq4"
)

func binding(address string) func(*zmq.Socket) error {
	return func(s *zmq.Socket) error { return s.Bind(address) }
}

func open(kind zmq.Type, setup func(*zmq.Socket) error) {
	s, _ := zmq.NewSocket(kind)
	setup(s)
}

func connect(address string) {
	s, _ := zmq.NewSocket(zmq.SUB)
	if !strings.HasPrefix(address, "tcp://") {
		address = "tcp://" + address
	}
	s.Connect(address)
}

func main() {
	open(zmq.PUB, binding("tcp://*:1"))
	open(zmq.PULL, binding("tcp://*:2"))
	connect("localhost:3")
	connect("tcp://localhost:4")
}
`,
      go,
    );
    assert.deepEqual(usesOf(facts), [
      'PUB bind tcp://*:1',
      'PULL bind tcp://*:2',
      'SUB connect tcp://localhost:3',
      'SUB connect tcp://localhost:4',
    ]);
  });
});
