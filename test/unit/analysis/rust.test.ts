import assert from 'node:assert/strict';
import type { FileFacts } from '../../../src/analysis/facts';
import { rust } from '../../../src/analysis/languages/rust/rust';
import { linkConstants } from '../../../src/analysis/linkConstants';
import { analyse, socketNamed, usesOf } from '../../support/analysis/analyse';

describe('Rust', () => {
  it('zmq: setters are options, subscriptions and security', async () => {
    const facts = await analyse(
      `fn main() -> zmq::Result<()> {
    let ctx = zmq::Context::new();
    let sub = ctx.socket(zmq::SUB)?;
    sub.set_rcvhwm(10)?;
    sub.set_identity(b"me")?;
    sub.set_subscribe("a".as_bytes())?;
    sub.set_curve_serverkey(&key)?;
    sub.connect("tcp://localhost:1")?;
    let text = sub.recv_string(0)?;
    let server = ctx.socket(zmq::REP).unwrap();
    server.set_curve_server(true).unwrap();
    server.send("x", zmq::SNDMORE)?;
    Ok(())
}
`,
      rust,
    );
    const sub = socketNamed(facts, 'sub');
    assert.deepEqual([sub.type, sub.identity, sub.subscriptions], ['SUB', 'me', ['a']]);
    assert.deepEqual(
      sub.options.map(({ name, value }) => [name, value]),
      [
        ['RCVHWM', 10],
        ['ROUTING_ID', 'me'],
        ['CURVE_SERVERKEY', undefined],
      ],
    );
    assert.deepEqual([sub.sends, sub.receives], [false, true]);
    const server = socketNamed(facts, 'server');
    assert.deepEqual(server.security, { mechanism: 'CURVE', isServer: true });
    assert.equal(server.operations.find(({ kind }) => kind === 'send')?.isMultipart, true);
  });

  it('zeromq: what is awaited, and what is not', async () => {
    const facts = await analyse(
      `use zeromq::{Socket, SubSocket};
async fn run() {
    let mut sub = SubSocket::new();
    sub.connect("tcp://h:1").await?;
    sub.subscribe("");
}
`,
      rust,
    );
    const sub = socketNamed(facts, 'sub');
    assert.deepEqual(
      sub.operations.map(({ kind, isAwaited }) => [kind, isAwaited]),
      [
        ['connect', true],
        ['subscribe', false],
      ],
    );
    assert.deepEqual(sub.subscriptions, ['']);
  });

  it('an argument that may be missing has its default, whichever way it is given', async () => {
    const facts = await analyse(
      `fn main() -> zmq::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let first = args.first().map_or("tcp://h:1", String::as_str);
    let second = args.get(1).map_or("tcp://h:2".to_string(), |text| format!("tcp://{text}"));
    let third = args.get(2).map_or_else(|| "tcp://h:3".to_string(), |text| text.clone());
    run(first, &second, &third)
}
fn run(first: &str, second: &str, third: &str) -> zmq::Result<()> {
    let socket = zmq::Context::new().socket(zmq::SUB)?;
    socket.connect(first)?;
    socket.connect(second)?;
    socket.connect(third)
}
`,
      rust,
    );
    assert.deepEqual(usesOf(facts), [
      'SUB connect tcp://h:1',
      'SUB connect tcp://h:2',
      'SUB connect tcp://h:3',
    ]);
  });

  it('reads a loop that gives a value: its statements, and what its breaks give', async () => {
    const facts = await analyse(
      `fn main() -> zmq::Result<()> {
    let context = zmq::Context::new();
    let servers = ["tcp://h:1", "tcp://h:2"];
    let mut current = 0;
    let first = loop {
        let socket = context.socket(zmq::REQ)?;
        socket.connect(servers[current])?;
        if let Ok(reply) = ask(&socket) {
            break reply;
        }
        current = 1 - current;
    };
    let publisher = loop {
        match context.socket(zmq::PUB) {
            Ok(socket) => break socket,
            Err(_) => wait(),
        }
    };
    publisher.bind("tcp://*:3")
}
fn pull(context: &zmq::Context) -> zmq::Socket {
    loop {
        if let Ok(socket) = context.socket(zmq::PULL) {
            break socket;
        }
    }
}
fn collect(context: &zmq::Context) {
    pull(context).bind("tcp://*:4").unwrap();
}
`,
      rust,
    );
    assert.deepEqual(usesOf(facts), [
      'REQ connect tcp://h:1',
      'REQ connect tcp://h:2',
      'PUB bind tcp://*:3',
      'PULL bind tcp://*:4',
    ]);
  });

  it('macros read their tokens: paths, calls, arithmetic, named and captured arguments', async () => {
    const facts = await analyse(
      `const BASE: u16 = 5000;
struct Net { host: String }
fn url(n: u16) -> String { format!("ipc:///tmp/{n}") }
fn main() {
    let s = zmq::Context::new().socket(zmq::PULL).unwrap();
    let net = Net { host: "h".to_string() };
    let port = BASE;
    s.connect(&format!("tcp://{}:{}", net.host, BASE + 1)).unwrap();
    s.connect(&format!("tcp://{host}:{port:04}{{}}", host = net.host.as_str())).unwrap();
    assert!(s.bind(&url(7)).is_ok(), "cannot bind {}", url(8));
    assert_eq!(s.bind(["inproc://a", "inproc://b"][1]), Ok(()));
}
`,
      rust,
    );
    assert.deepEqual(usesOf(facts), [
      'PULL connect tcp://h:5001',
      'PULL connect tcp://h:5000{}',
      'PULL bind ipc:///tmp/7',
      'PULL bind inproc://b',
    ]);
  });

  it('constants come from other modules of the crate', async () => {
    const files: Record<string, string> = {
      'app/src/main.rs': `mod config;
use config::net::HOST;
fn main() {
    let s = zmq::Context::new().socket(zmq::PUB).unwrap();
    s.bind(&format!("tcp://{}:{}", HOST, config::PORT)).unwrap();
    s.bind(crate::config::LOCAL).unwrap();
}
`,
      'app/src/config.rs':
        'pub mod net;\npub const PORT: u16 = 5_001;\npub const LOCAL: &str = "ipc:///tmp/x";\n',
      'app/src/config/net.rs': 'pub static HOST: &str = "*";\n',
    };
    const facts = new Map<string, FileFacts>();
    for (const [name, source] of Object.entries(files)) facts.set(name, await analyse(source, rust));
    const own = facts.get('app/src/main.rs');
    assert.ok(own);
    const linked = linkConstants(own, 'app/src/main.rs', rust, (path) => facts.get(path));
    assert.deepEqual(usesOf(linked), ['PUB bind tcp://*:5001', 'PUB bind ipc:///tmp/x']);
  });

  it('follows type parameters and associated constants', async () => {
    const facts = await analyse(
      `trait Kind { const KIND: zmq::SocketType; }
struct Push;
struct Pull;
impl Kind for Push { const KIND: zmq::SocketType = zmq::PUSH; }
impl Kind for Pull { const KIND: zmq::SocketType = zmq::PULL; }
struct Channel<K: Kind> { socket: zmq::Socket, kind: PhantomData<K> }
impl<K: Kind> Channel<K> {
    fn bound(url: &str) -> zmq::Result<Self> {
        let socket = zmq::Context::new().socket(K::KIND)?;
        socket.bind(url)?;
        Ok(Self { socket, kind: PhantomData })
    }
}
fn open<K: Kind>(url: &str) {
    zmq::Context::new().socket(K::KIND).unwrap().connect(url).unwrap();
}
fn main() {
    let one = Channel::<Push>::bound("tcp://*:1").unwrap();
    let two: Channel<Pull> = Channel::bound("tcp://*:2").unwrap();
    open::<Pull>("tcp://localhost:1");
}
`,
      rust,
    );
    assert.deepEqual(usesOf(facts), [
      'PUSH bind tcp://*:1',
      'PULL bind tcp://*:2',
      'PULL connect tcp://localhost:1',
    ]);
  });

  it("takes the defaults of clap's subcommands", async () => {
    const facts = await analyse(
      `#[derive(Subcommand)]
enum Command {
    Serve(Serve),
    Work { #[arg(long, default_value = "tcp://localhost:1")] queue: String },
}
#[derive(Args)]
struct Serve { #[arg(long, default_value = "tcp://*:1")] url: String }
fn main() {
    let ctx = zmq::Context::new();
    match Cli::parse().command {
        Command::Serve(args) => ctx.socket(zmq::PUSH).unwrap().bind(&args.url).unwrap(),
        Command::Work { queue } => ctx.socket(zmq::PULL).unwrap().connect(&queue).unwrap(),
    }
}
`,
      rust,
    );
    assert.deepEqual(usesOf(facts), ['PUSH bind tcp://*:1', 'PULL connect tcp://localhost:1']);
  });

  it('follows enumerations, tables of pairs, tests with cases and what a trait adds to a socket', async () => {
    const facts = await analyse(
      `use zmq::{Context, Socket, SocketType};
#[derive(Clone, Copy)]
enum Lane { Jobs, Logs }
impl Lane {
    const ALL: [Lane; 2] = [Lane::Jobs, Lane::Logs];
    fn kinds(self) -> (SocketType, &'static str) {
        match self {
            Lane::Jobs => (zmq::PUSH, "tcp://*:1"),
            Lane::Logs => (zmq::PUB, "tcp://*:2"),
        }
    }
}
trait Listen { fn listen_at(&self, port: u16); }
impl Listen for Socket {
    fn listen_at(&self, port: u16) { self.bind(&format!("tcp://*:{}", port)).unwrap(); }
}
const TABLE: &[(&str, &str)] = &[("a", "tcp://a:3"), ("b", "tcp://b:3")];
fn main() {
    let ctx = Context::new();
    for lane in Lane::ALL {
        ctx.socket(lane.kinds().0).unwrap().bind(lane.kinds().1);
    }
    ctx.socket(zmq::REP).unwrap().listen_at(4);
    let table: HashMap<_, _> = TABLE.iter().copied().collect();
    for name in "a,c".split(',') {
        if let Some(url) = table.get(name) { ctx.socket(zmq::SUB).unwrap().connect(url); }
    }
}
#[rstest]
#[case(zmq::PULL, "tcp://a:5")]
#[case(zmq::DEALER, "tcp://a:6")]
fn connects(context: Context, #[case] kind: SocketType, #[case] url: &str) {
    context.socket(kind).unwrap().connect(url).unwrap();
}
`,
      rust,
    );
    assert.deepEqual(usesOf(facts), [
      'REP bind tcp://*:4',
      'PUSH bind tcp://*:1',
      'PUB bind tcp://*:2',
      'SUB connect tcp://a:3',
      'PULL connect tcp://a:5',
      'DEALER connect tcp://a:6',
    ]);
  });
});
