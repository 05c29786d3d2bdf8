import assert from 'node:assert/strict';
import { csharp } from '../../../src/analysis/languages/csharp/csharp';
import { analyse, socketNamed, usesOf } from '../../support/analysis/analyse';
import { linkFiles } from '../../support/analysis/linkFiles';

const head = 'using NetMQ;\nusing NetMQ.Sockets;\n';
const uses = async (body: string) => usesOf(await analyse(head + body, csharp));

describe('the facts of a C# file', () => {
  it('tell options, subscriptions, identity and what a socket does', async () => {
    const facts = await analyse(
      `${head}using var sub = new SubscriberSocket(">tcp://localhost:1");
sub.Options.ReceiveHighWatermark = 10;
sub.Options.Linger = TimeSpan.FromSeconds(1);
sub.Options.Identity = Encoding.UTF8.GetBytes("me");
sub.Subscribe("a");
sub.SubscribeToAnyTopic();
sub.ReceiveReady += (s, e) => e.Socket.ReceiveMultipartMessage();
var pub = new PublisherSocket();
pub.SendMoreFrame("a").SendMoreFrame("b").SendFrame("c");
pub.SendFrame("d");
`,
      csharp,
    );
    const sub = socketNamed(facts, 'sub');
    assert.equal(sub.library, 'NetMQ');
    assert.deepEqual(sub.subscriptions, ['a', '']);
    assert.equal(sub.identity, 'me');
    assert.deepEqual(
      sub.options.map(({ name, value }) => [name, value]),
      [
        ['RCVHWM', 10],
        ['LINGER', 1000],
        ['ROUTING_ID', 'me'],
      ],
    );
    assert.deepEqual([sub.sends, sub.receives], [false, true]);
    assert.equal(sub.operations.at(-1)?.kind, 'close');
    const pub = socketNamed(facts, 'pub');
    assert.deepEqual(
      pub.operations.map(({ isMultipart }) => isMultipart ?? false),
      [true, true, false, false],
    );
  });

  it('tell security', async () => {
    const facts = await analyse(
      `${head}var server = new RouterSocket();
server.Options.CurveServer = true;
server.Options.CurveCertificate = certificate;
var client = new DealerSocket();
client.Options.CurveServerKey = key;
`,
      csharp,
    );
    assert.deepEqual(socketNamed(facts, 'server').security, { mechanism: 'CURVE', isServer: true });
    assert.deepEqual(socketNamed(facts, 'client').security, { mechanism: 'CURVE', isServer: false });
  });
});

describe('addresses in constructors of NetMQ', () => {
  it('bind with @, connect with >, and without either do what the socket type is for', async () => {
    assert.deepEqual(await uses('var s = new PairSocket("@inproc://a, >inproc://b,inproc://c");'), [
      'PAIR bind inproc://a',
      'PAIR connect inproc://b',
      'PAIR connect inproc://c',
    ]);
    assert.deepEqual(
      await uses('var s = new PullSocket("tcp://*:1"); var t = new PushSocket("tcp://h:1");'),
      ['PULL bind tcp://*:1', 'PUSH connect tcp://h:1'],
    );
    assert.deepEqual(
      await uses('PublisherSocket p = new("tcp://*:1"); using (PublisherSocket q = new()) { }'),
      ['PUB bind tcp://*:1'],
    );
  });
});

describe('texts in C#', () => {
  const bound = (expression: string) => uses(`new PublisherSocket().Bind(${expression});`);

  it('are interpolated, formatted, joined and built', async () => {
    assert.deepEqual(await bound('$"tcp://{"*"}:{5,4:D4}"'), ['PUB bind tcp://*:5']);
    assert.deepEqual(await bound('string.Format("tcp://{0}:{1:D}", "*", 5)'), ['PUB bind tcp://*:5']);
    assert.deepEqual(await bound('String.Join(":", "tcp", "//*", 5)'), ['PUB bind tcp://*:5']);
    assert.deepEqual(await bound('@"ipc://c:\\tmp"'), ['PUB bind ipc://c:\\tmp']);
    assert.deepEqual(await bound('"""ipc://a"b"""'), ['PUB bind ipc://a"b']);
    assert.deepEqual(await bound('$@"ipc://{"a"}{{b}}"'), ['PUB bind ipc://a{b}']);
    assert.deepEqual(await bound('new StringBuilder("tcp://").Append("*:").Append(5).ToString()'), [
      'PUB bind tcp://*:5',
    ]);
  });

  it('have defaults from the environment, the configuration and the command line', async () => {
    assert.deepEqual(await bound('Environment.GetEnvironmentVariable("U") ?? "tcp://*:1"'), [
      'PUB bind tcp://*:1',
    ]);
    const configured =
      'void F(IConfiguration c) => new PublisherSocket().Bind(c.GetValue<string>("U", "tcp://*:1"));';
    assert.deepEqual(await uses(configured), ['PUB bind tcp://*:1']);
    assert.deepEqual(await bound('$"tcp://*:{Environment.GetEnvironmentVariable("PORT")}"'), [
      'PUB bind tcp://*:{PORT}',
    ]);
    assert.deepEqual(await bound('args.Length > 0 ? args[0] : "tcp://*:1"'), ['PUB bind tcp://*:1']);
  });
});

describe('classes in C#', () => {
  it('have properties, initialisers, primary constructors and overloads', async () => {
    const source = `record Address(string Host, int Port = 5) { public string Url => $"tcp://{Host}:{Port}"; }
class Settings { public string Host { get; set; } = "no"; public string Url { get { return "tcp://" + Host + ":1"; } } }
class Feed(string url) { readonly string _url = url + "0"; public void Open() => new PublisherSocket().Bind(_url); }
class Base { protected string address; protected Base(string address) { this.address = address; } }
class Derived : Base {
  public Derived(int port) : base($"tcp://*:{port}") { }
  public Derived() : this(7) { }
  public void Open() { var pull = new PullSocket(); pull.Bind(address); }
}
class Program { static void Main() {
  new ResponseSocket().Bind(new Address("*").Url);
  new RequestSocket().Connect(new Settings { Host = "h" }.Url);
  new Feed("tcp://*:6").Open();
  new Derived().Open();
} }`;
    assert.deepEqual((await uses(source)).sort(), [
      'PUB bind tcp://*:60',
      'PULL bind tcp://*:7',
      'REP bind tcp://*:5',
      'REQ connect tcp://h:1',
    ]);
  });

  it('take the case of a switch that an argument chooses', async () => {
    const source = `Open("pub"); Open("sub");
void Open(string kind) {
  switch (kind) {
    case "pub": new PublisherSocket().Bind("ipc://" + kind); break;
    case "sub": new SubscriberSocket().Connect("ipc://" + kind); break;
    case "a": case "b": new PairSocket().Connect("ipc://" + kind); break;
  }
}`;
    assert.deepEqual((await uses(source)).slice(0, 2), ['PUB bind ipc://pub', 'SUB connect ipc://sub']);
  });
});

describe('constants of other C# files', () => {
  it('are found beside the file and in folders called like the namespace', async () => {
    const constants =
      'namespace Acme.Shared.Config { public static class Ends { public const string A = "ipc://a"; } }';
    const using = (top: string, endpoint = 'Ends.A') =>
      `${top}\n${head}class P { void F() => new PublisherSocket().Bind(${endpoint}); }`;
    const files = {
      'src/Acme.Shared/Config/Ends.cs': constants,
      'src/Acme.App/Using.cs': using('using Acme.Shared.Config;'),
      'src/Acme.App/Static.cs': using('using static Acme.Shared.Config.Ends;', 'A'),
      'src/Acme.App/Full.cs': using('', 'Acme.Shared.Config.Ends.A'),
      'src/Acme.Shared/Config/Beside.cs': using('namespace Acme.Shared.Config;'),
      'src/Acme.App/None.cs': using(''),
    };
    const linked = async (name: string) => usesOf(await linkFiles(files, name, csharp));
    for (const name of ['Acme.App/Using', 'Acme.App/Static', 'Acme.App/Full', 'Acme.Shared/Config/Beside']) {
      assert.deepEqual(await linked(`src/${name}.cs`), ['PUB bind ipc://a'], name);
    }
    assert.deepEqual(await linked('src/Acme.App/None.cs'), ['PUB bind {A}']);
  });
});

describe('generics, tests and patterns in C#', () => {
  it('follow type parameters of methods, of classes and of their bases', async () => {
    const found = await uses(`class Host<T> where T : NetMQSocket, new() {
  public void Bind(string address) { var socket = new T(); socket.Bind(address); }
}
class Logs : Host<PullSocket> { }
static class Open {
  public static T Connected<T>(string address) where T : NetMQSocket, new() {
    var socket = new T();
    socket.Connect(address);
    return socket;
  }
}
static class Program {
  static void Main() {
    new Host<PublisherSocket>().Bind("tcp://*:1");
    new Logs().Bind("tcp://*:2");
    Open.Connected<DealerSocket>("tcp://localhost:3");
  }
}`);
    assert.deepEqual(found.sort(), [
      'DEALER connect tcp://localhost:3',
      'PUB bind tcp://*:1',
      'PULL bind tcp://*:2',
    ]);
  });

  it('run a test for each of its cases', async () => {
    const found = await uses(`class Tests {
  static readonly object[][] Cases = { new object[] { "tcp://*:3" } };
  [Theory, InlineData("tcp://*:1"), InlineData("tcp://*:2")] [MemberData(nameof(Cases))]
  public void Binds(string address) { using var pub = new PublisherSocket(); pub.Bind(address); }
}`);
    assert.deepEqual(found, ['PUB bind tcp://*:1', 'PUB bind tcp://*:2', 'PUB bind tcp://*:3']);
  });

  it('are one use for one of several sockets, and know it by the name that a pattern gives', async () => {
    const facts = await analyse(
      `${head}NetMQSocket socket = args[0] == "sub" ? new SubscriberSocket() : new PullSocket();
if (socket is SubscriberSocket sub) sub.Subscribe("a");
socket.Connect("tcp://localhost:1");
`,
      csharp,
    );
    assert.deepEqual(usesOf(facts), ['? connect tcp://localhost:1']);
    assert.ok(facts.sockets.some(({ type, subscriptions }) => type === 'SUB' && subscriptions.includes('a')));
  });

  it('calls extension methods, overridden ones on their own objects, and what the command line runs', async () => {
    const source = `using System.CommandLine;
using System.IO;
using NetMQ;
using NetMQ.Sockets;
using static Plant.Ports;
namespace Plant;
static class Ports { internal const int Front = 6900; internal const int Back = Front + 1; }
static class Sockets
{
    public static void Move(this DealerSocket socket, string from, params string[] all)
    {
        socket.Disconnect(from);
        foreach (var to in all) socket.Connect(to);
    }
    public static void Run()
    {
        var dealer = new DealerSocket();
        dealer.Move("tcp://a:1", "tcp://b:2", "tcp://c:3");
        dealer.Bind($"tcp://*:{Front}");
        dealer.Bind("tcp://*:" + Back.ToString());
        dealer.Bind(Path.Combine("ipc:///tmp", "x", "y"));
        var from = new Option<string>("--from", () => "tcp://d:4");
        var to = new Option<string>("--to") { DefaultValueFactory = _ => "tcp://*:5" };
        new Command("copy").SetHandler((source, target) => { dealer.Connect(source); dealer.Bind(target); }, from, to);
    }
}
abstract class Host
{
    protected PushSocket socket = new PushSocket();
    protected abstract string Url { get; }
    protected virtual void Attach() => socket.Connect(Url);
    public void Open() => Attach();
}
class Audit : Host { protected override string Url => "tcp://audit:6"; }
class Status : Host
{
    protected override string Url => "tcp://*:7";
    protected override void Attach() => socket.Bind(Url);
    public static void Start() => new Status().Open();
}
`;
    assert.deepEqual(usesOf(await analyse(source, csharp)), [
      'DEALER disconnect tcp://a:1',
      'DEALER connect tcp://b:2',
      'DEALER connect tcp://c:3',
      'DEALER bind tcp://*:6900',
      'DEALER bind tcp://*:6901',
      'DEALER bind ipc:///tmp/x/y',
      'DEALER connect tcp://d:4',
      'DEALER bind tcp://*:5',
      'PUSH connect tcp://audit:6',
      'PUSH bind tcp://*:7',
    ]);
  });

  it('know the parts of tuples by name and by position', async () => {
    const source = `using NetMQ;
using NetMQ.Sockets;
class A
{
    static readonly (string Name, string Url)[] Regions = { ("eu", "tcp://eu:1"), ("us", "tcp://us:1") };
    void Run()
    {
        using var sub = new SubscriberSocket();
        foreach (var region in Regions) sub.Connect(region.Url);
        foreach (var (name, url) in Regions) sub.Disconnect(url);
        var one = (Host: "h", Port: 2);
        sub.Connect($"tcp://{one.Host}:{one.Port}");
    }
}
`;
    assert.deepEqual(usesOf(await analyse(source, csharp)), [
      'SUB connect tcp://eu:1',
      'SUB connect tcp://us:1',
      'SUB disconnect tcp://eu:1',
      'SUB disconnect tcp://us:1',
      'SUB connect tcp://h:2',
    ]);
  });
});
