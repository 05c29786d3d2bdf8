import assert from 'node:assert/strict';
import { c } from '../../../src/analysis/languages/c/c';
import { csharp } from '../../../src/analysis/languages/csharp/csharp';
import { java } from '../../../src/analysis/languages/java/java';
import type { Language } from '../../../src/analysis/languages/language';
import { cpp } from '../../../src/analysis/languages/cpp/cpp';
import { typescript } from '../../../src/analysis/languages/typescript/typescript';
import { php } from '../../../src/analysis/languages/php/php';
import { python } from '../../../src/analysis/languages/python/python';
import { ruby } from '../../../src/analysis/languages/ruby/ruby';
import { analyse, usesOf } from '../../support/analysis/analyse';

describe('source analysis of services', () => {
  it('takes the defaults of declared fields and runs subcommands with what the parser finds', async () => {
    const facts = await analyse(
      `import argparse, zmq
from pydantic import BaseModel, Field
class Settings(BaseModel):
    port: int = Field(default=1, ge=1)
    urls: list = Field(default_factory=lambda: ["tcp://a:2", "tcp://b:2"])
def serve(args):
    settings = Settings()
    s = zmq.Context().socket(zmq.PUB)
    s.bind(f"tcp://{args.host}:{settings.port}")
    for url in settings.urls:
        s.connect(url)
parser = argparse.ArgumentParser()
parser.add_argument("--host", default="*")
parser.set_defaults(func=serve)
args = parser.parse_args()
args.func(args)
`,
      python,
    );
    assert.deepEqual(usesOf(facts), ['PUB bind tcp://*:1', 'PUB connect tcp://a:2', 'PUB connect tcp://b:2']);
  });

  it('decides by what an object was made with, where nothing else sets its field', async () => {
    const source = (more: string) => `import { Pair } from 'zeromq';
class Link {
  constructor(private readonly url: string, private isServer = false) {}
  async open() {
    const socket = new Pair();
    if (this.isServer) await socket.bind(this.url);
    else socket.connect(this.url);
  }
  ${more}
}
await new Link('tcp://*:1', true).open();
await new Link('tcp://a:1').open();
`;
    const decided = usesOf(await analyse(source(''), typescript));
    assert.deepEqual(decided, ['PAIR bind tcp://*:1', 'PAIR connect tcp://a:1']);
    const open = usesOf(await analyse(source('turn() { this.isServer = !this.isServer; }'), typescript));
    assert.equal(open.length, 4);
  });

  it('brings what a loop assigns back to its next round, other than a count', async () => {
    const facts = await analyse(
      `import sys, zmq
def connect(endpoint):
    zmq.Context().socket(zmq.REQ).connect(endpoint)
server, other = "tcp://a:1", "tcp://b:1"
both, current, port = ["tcp://c:1", "tcp://d:1"], 0, 7
while True:
    connect(server)
    connect(both[current])
    connect(f"tcp://e:{port}")
    mine = "tcp://f:1"
    connect(mine)
    mine = "tcp://g:1"
    server, other = other, server
    current = 1 - current
    port += 1
`,
      python,
    );
    assert.deepEqual(usesOf(facts), [
      'REQ connect tcp://a:1',
      'REQ connect tcp://b:1',
      'REQ connect tcp://c:1',
      'REQ connect tcp://d:1',
      'REQ connect tcp://e:7',
      'REQ connect tcp://f:1',
    ]);
  });

  it('keeps what a base class assigns where a subclass only changes the field', async () => {
    const facts = await analyse(
      `import zmq
class Base:
    def open(self):
        self.sock = zmq.Context().socket(zmq.REQ)
class Client(Base):
    def ask(self):
        self.sock.connect("tcp://a:1")
    def drop(self):
        self.sock = None
`,
      python,
    );
    assert.deepEqual(usesOf(facts), ['REQ connect tcp://a:1']);
  });

  it('reads objects as texts, casts and the options of a console command', async () => {
    const facts = await analyse(
      `<?php
class Dsn {
    public function __construct(private string $host, private ?int $port = null) {}
    public function __toString(): string {
        return $this->port === null ? "ipc://{$this->host}" : "tcp://{$this->host}:{$this->port}";
    }
}
class Run extends Command {
    protected function configure(): void { $this->addOption('url', 'u', 2, 'help', 'tcp://c:3'); }
    protected function execute($input, $output): int {
        $s = new ZMQSocket(new ZMQContext(), ZMQ::SOCKET_PUSH);
        $s->connect((string) new Dsn('a', 1));
        $s->connect(new Dsn('/b'));
        $s->connect($input->getOption('url'));
        return 0;
    }
}
`,
      php,
    );
    assert.deepEqual(usesOf(facts), [
      'PUSH connect tcp://a:1',
      'PUSH connect ipc:///b',
      'PUSH connect tcp://c:3',
    ]);
  });

  it('passes arguments on whole and knows the settings of dry-configurable', async () => {
    const facts = await analyse(
      `require 'ffi-rzmq'
class App
  extend Dry::Configurable
  setting :base, default: 'tcp://a'
  setting :events do
    setting :port, default: 1
  end
  def self.open(...)
    new(...)
  end
  def initialize(type, port:)
    ZMQ::Context.new.socket(type).connect("#{App.config.base}:#{port}")
  end
end
App.open(ZMQ::SUB, port: App.config.events.port)
`,
      ruby,
    );
    assert.deepEqual(usesOf(facts), ['SUB connect tcp://a:1']);
  });

  it('makes what braces stand for of the type of the parameter', async () => {
    const facts = await analyse(
      `#include <zmq.hpp>
struct Endpoint {
  std::string host;
  int port = 0;
  std::string text() const {
    std::ostringstream out;
    out << "tcp://" << host;
    if (port > 0) out << ":" << port;
    return out.str();
  }
};
void attach(zmq::socket_t& socket, const Endpoint& endpoint) { socket.connect(endpoint.text()); }
int main() {
  zmq::context_t context;
  zmq::socket_t socket(context, zmq::socket_type::sub);
  attach(socket, {"a", 1});
}
`,
      cpp,
    );
    assert.deepEqual(usesOf(facts), ['SUB connect tcp://a:1']);
  });

  it('leaves out what follows an early return', async () => {
    const body = (bind: string, connect: string) => `if (server) { ${bind} return; }\n${connect}`;
    const sources: readonly [Language, string][] = [
      [
        c,
        `#include <zmq.h>
static void open_as (void *s, const char *url, int server) { ${body('zmq_bind (s, url);', 'zmq_connect (s, url);')} }
int main (void) { void *x = zmq_ctx_new (); open_as (zmq_socket (x, ZMQ_PAIR), "tcp://*:1", 1); open_as (zmq_socket (x, ZMQ_PAIR), "tcp://a:2", 0); }
`,
      ],
      [
        cpp,
        `#include <zmq.hpp>
void open(zmq::socket_t &s, const std::string &url, bool server) { ${body('s.bind(url);', 's.connect(url);')} }
int main() { zmq::context_t x; zmq::socket_t a(x, ZMQ_PAIR), b(x, ZMQ_PAIR); open(a, "tcp://*:1", true); open(b, "tcp://a:2", false); }
`,
      ],
      [
        java,
        `import org.zeromq.*;
class A {
  static void open(ZMQ.Socket s, String url, boolean server) { ${body('s.bind(url);', 's.connect(url);')} }
  static void main(ZContext x) { open(x.createSocket(SocketType.PAIR), "tcp://*:1", true); open(x.createSocket(SocketType.PAIR), "tcp://a:2", false); }
}
`,
      ],
      [
        csharp,
        `using NetMQ; using NetMQ.Sockets;
class A {
  static void Open(PairSocket s, string url, bool server) { ${body('s.Bind(url);', 's.Connect(url);')} }
  static void Main() { Open(new PairSocket(), "tcp://*:1", true); Open(new PairSocket(), "tcp://a:2", false); }
}
`,
      ],
    ];
    for (const [language, source] of sources) {
      const uses = usesOf(await analyse(source, language));
      assert.deepEqual(uses, ['PAIR bind tcp://*:1', 'PAIR connect tcp://a:2'], language.id);
    }
  });

  it('Python: class methods, partials, templates, settings and what closes', async () => {
    const facts = await analyse(
      `import contextlib, functools, zmq
from string import Template
from tornado.options import define, options
define("events", default="tcp://e:1")
class Config:
    def __init__(self, host):
        self.host = host
    @classmethod
    def local(cls):
        return cls("l")
def opened(kind, host, port):
    with contextlib.closing(zmq.Context().socket(kind)) as s:
        s.connect("tcp://{c.host}:{port}".format(c=host, port=port))
to_local = functools.partial(opened, zmq.SUB, Config.local())
to_local(2)
to_local(port=3)
s = zmq.Context().socket(zmq.REQ)
s.connect(options.events)
s.connect(Template("tcp://$host:\${port}").substitute(dict({"host": "t"}, port=4)))
`,
      python,
    );
    assert.deepEqual(usesOf(facts), [
      'SUB connect tcp://l:2',
      'SUB connect tcp://l:3',
      'REQ connect tcp://e:1',
      'REQ connect tcp://t:4',
    ]);
  });

  it('Python: tests run with each row of their table, and calls that others make count', async () => {
    const facts = await analyse(
      `import pytest, threading, unittest, zmq
@pytest.mark.parametrize("kind, port", [(zmq.PUB, 1), pytest.param(zmq.PULL, 2, id="pull")])
def test_kinds(context, kind, port):
    context.socket(kind).connect("tcp://a:%d" % port)
class LinkTest(unittest.TestCase):
    def test_refuses(self):
        s = zmq.Context().socket(zmq.PAIR)
        self.assertRaises(zmq.ZMQError, s.connect, "rubbish")
        threading.Timer(1, s.bind, ["inproc://later"]).start()
`,
      python,
    );
    assert.deepEqual(usesOf(facts), [
      'PUB connect tcp://a:1',
      'PULL connect tcp://a:2',
      'PAIR connect rubbish',
      'PAIR bind inproc://later',
    ]);
  });
});
