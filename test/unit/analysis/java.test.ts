import assert from 'node:assert/strict';
import { java } from '../../../src/analysis/languages/java/java';
import { analyse, socketNamed, usesOf } from '../../support/analysis/analyse';
import { linkFiles } from '../../support/analysis/linkFiles';

const imports = 'import org.zeromq.*;\n';
const program = (body: string, members = '') =>
  `${imports}class Main {\n${members}\nstatic void main(String[] args) {\nZContext ctx = new ZContext();\n${body}\n}\n}\n`;
const uses = async (body: string, members?: string) => usesOf(await analyse(program(body, members), java));

describe('the facts of a Java file', () => {
  it('tell options, subscriptions, identity and what a socket does', async () => {
    const facts = await analyse(
      program(`ZMQ.Socket sub = ctx.createSocket(SocketType.SUB);
sub.setRcvHWM(10); sub.setLinger(0); sub.setReceiveTimeOut(500); sub.setIPv6(true);
sub.setIdentity("me".getBytes(ZMQ.CHARSET));
sub.subscribe("a"); sub.subscribe("b".getBytes()); sub.subscribe(topic);
sub.connect("tcp://localhost:1");
ZMsg msg = ZMsg.recvMsg(sub);
ZMQ.Socket out = ctx.createSocket(ZMQ.XREQ);
out.send(part, ZMQ.SNDMORE);
msg.send(out);`),
      java,
    );
    const sub = socketNamed(facts, 'sub');
    assert.deepEqual(sub.subscriptions, ['a', 'b', '{topic}']);
    assert.equal(sub.identity, 'me');
    assert.deepEqual(
      sub.options.map(({ name, value }) => [name, value]),
      [
        ['RCVHWM', 10],
        ['LINGER', 0],
        ['RCVTIMEO', 500],
        ['IPV6', true],
        ['ROUTING_ID', 'me'],
      ],
    );
    assert.deepEqual([sub.sends, sub.receives], [false, true]);
    const out = socketNamed(facts, 'out');
    assert.equal(out.type, 'DEALER');
    assert.deepEqual(
      out.operations.map(({ kind, isMultipart }) => [kind, isMultipart]),
      [
        ['send', true],
        ['send', true],
      ],
    );
  });

  it('tell security, the handler, options of the context, and closing by try', async () => {
    const facts = await analyse(
      program(`ctx.setLinger(100);
ZAuth auth = new ZAuth(ctx);
try (ZMQ.Socket server = ctx.createSocket(SocketType.PUSH)) { server.setAsServerCurve(true); }
ZMQ.Socket client = ctx.createSocket(SocketType.PULL);
client.setCurveServerKey(key);
new ZCert().apply(client);`),
      java,
    );
    const server = socketNamed(facts, 'server');
    assert.deepEqual(server.security, { mechanism: 'CURVE', isServer: true });
    assert.equal(server.operations.at(-1)?.kind, 'close');
    const client = socketNamed(facts, 'client');
    assert.deepEqual(client.security, { mechanism: 'CURVE', isServer: false });
    assert.deepEqual(
      client.options.map(({ name }) => name),
      ['CURVE_SERVERKEY', 'CURVE_PUBLICKEY', 'CURVE_SECRETKEY'],
    );
    assert.equal(facts.zapHandlers.length, 1);
    assert.deepEqual(
      facts.contextOptions.map(({ name, value }) => [name, value]),
      [['LINGER', 100]],
    );
  });
});

describe('texts in Java', () => {
  const bound = (expression: string, members?: string) =>
    uses(`ctx.createSocket(SocketType.PUB).bind(${expression});`, members);

  it('are formatted, joined and built', async () => {
    assert.deepEqual(await bound('String.format("tcp://%2$s:%1$d", 5, "h")'), ['PUB bind tcp://h:5']);
    assert.deepEqual(await bound('MessageFormat.format("tcp://{0}:{1}", "h", 5)'), ['PUB bind tcp://h:5']);
    assert.deepEqual(await bound('"tcp://%s:%d".formatted("*", 5)'), ['PUB bind tcp://*:5']);
    assert.deepEqual(await bound('String.join(":", "tcp", "//*", "5")'), ['PUB bind tcp://*:5']);
    assert.deepEqual(await bound('"tcp://".concat("*:5")'), ['PUB bind tcp://*:5']);
    assert.deepEqual(await bound('new StringBuilder("tcp://").append(\'*\').append(":5").toString()'), [
      'PUB bind tcp://*:5',
    ]);
    assert.deepEqual(await bound('"""\n    tcp://*:\\\n    5""".trim()'), ['PUB bind tcp://*:5']);
    assert.deepEqual(await bound('"tcp://*:" + (0x10 + 1_000L)'), ['PUB bind tcp://*:1016']);
  });

  it('have defaults from the environment, properties and containers', async () => {
    assert.deepEqual(await bound('System.getenv().getOrDefault("URL", "tcp://*:1")'), ['PUB bind tcp://*:1']);
    assert.deepEqual(await bound('System.getProperty("url", "tcp://*:1")'), ['PUB bind tcp://*:1']);
    assert.deepEqual(await bound('"tcp://*:" + System.getenv("PORT")'), ['PUB bind tcp://*:{PORT}']);
    assert.deepEqual(await bound('url', '@Value("${a.b:tcp://*:1}") static String url;'), [
      'PUB bind tcp://*:1',
    ]);
  });
});

describe('calls in Java', () => {
  it('choose the overload by the number and kind of their arguments', async () => {
    const members = `static void open(ZContext c, int port) { open(c, "tcp://*:" + port); }
static void open(ZContext c, String url) { c.createSocket(SocketType.PUB).bind(url); }
static void open(ZContext c, String url, SocketType type) { c.createSocket(type).connect(url); }`;
    assert.deepEqual(await uses('open(ctx, 5); open(ctx, "ipc://a", SocketType.SUB);', members), [
      'PUB bind tcp://*:5',
      'SUB connect ipc://a',
    ]);
  });

  it('find methods, not the fields that share their names', async () => {
    const members = `static class Conf { String url = "no"; String url() { return "tcp://*:1"; } }`;
    assert.deepEqual(await uses('ctx.createSocket(SocketType.PUB).bind(new Conf().url());', members), [
      'PUB bind tcp://*:1',
    ]);
  });

  it('of anonymous classes, lambdas and method references see the names around them', async () => {
    const members = `static final String A = "ipc://a";`;
    const body = `final ZMQ.Socket pub = ctx.createSocket(SocketType.PUB);
new Thread() { public void run() { pub.bind(A); } }.start();
Consumer<String> other = pub::connect;
List.of("ipc://c", "ipc://d").forEach(pub::bind);
List.of(1, 2).stream().map(n -> "ipc://" + n).forEach(u -> pub.bind(u));`;
    assert.deepEqual(await uses(body, members), [
      'PUB bind ipc://a',
      'PUB connect {value}',
      'PUB bind ipc://c',
      'PUB bind ipc://d',
      'PUB bind ipc://1',
      'PUB bind ipc://2',
    ]);
  });
});

describe('constants of other Java files', () => {
  const constants =
    'package com.acme.config;\npublic class Ends { static final String A = "ipc://a"; static class In { static final int P = 5; } }\n';
  const using = (head: string, endpoint: string) =>
    `${head}\n${imports}class Main { void f() { new ZContext().createSocket(SocketType.PUB).bind(${endpoint}); } }`;

  it('are found through imports, static imports and the package', async () => {
    const files = {
      'src/main/java/com/acme/config/Ends.java': constants,
      'src/main/java/com/acme/app/Class.java': using('import com.acme.config.Ends;', 'Ends.A'),
      'src/main/java/com/acme/app/Static.java': using('import static com.acme.config.Ends.A;', 'A'),
      'src/main/java/com/acme/app/All.java': using('import static com.acme.config.Ends.*;', 'A'),
      'src/main/java/com/acme/app/Star.java': using('import com.acme.config.*;', 'Ends.A'),
      'src/main/java/com/acme/config/Same.java': using('package com.acme.config;', '"tcp://*:" + Ends.In.P'),
      'src/test/java/com/acme/config/Test.java': using('package com.acme.config;', 'Ends.A'),
      'src/main/java/com/acme/app/None.java': using('', 'Ends.A'),
    };
    const linked = async (name: string) => usesOf(await linkFiles(files, name, java));
    for (const name of ['Class', 'Static', 'All', 'Star']) {
      assert.deepEqual(await linked(`src/main/java/com/acme/app/${name}.java`), ['PUB bind ipc://a'], name);
    }
    assert.deepEqual(await linked('src/main/java/com/acme/config/Same.java'), ['PUB bind tcp://*:5']);
    assert.deepEqual(await linked('src/test/java/com/acme/config/Test.java'), ['PUB bind ipc://a']);
    assert.deepEqual(await linked('src/main/java/com/acme/app/None.java'), ['PUB bind {A}']);
  });
});

describe('tests and records in Java', () => {
  it('run a parameterized test for each of its cases', async () => {
    const found = await uses(
      '',
      `static Stream<Arguments> cases() { return Stream.of(Arguments.of("tcp://*:3", SocketType.PULL)); }
@ParameterizedTest @ValueSource(strings = {"tcp://*:1", "tcp://*:2"})
void one(String address) { new ZContext().createSocket(SocketType.PUB).bind(address); }
@ParameterizedTest @MethodSource("cases")
void two(String address, SocketType type) { new ZContext().createSocket(type).bind(address); }`,
    );
    assert.deepEqual(found, ['PUB bind tcp://*:1', 'PUB bind tcp://*:2', 'PULL bind tcp://*:3']);
  });

  it('take what a record puts in place of what is missing', async () => {
    const found = await uses(
      '',
      `record Options(String url) { Options { if (url == null) url = "tcp://*:1"; } }
void run(Options options) { new ZContext().createSocket(SocketType.PUB).bind(options.url()); }`,
    );
    assert.deepEqual(found, ['PUB bind tcp://*:1']);
  });

  it('take what a container injects, streams of numbers, and enumerations as the keys of maps', async () => {
    const source = `import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Value;
import org.zeromq.*;
class Service {
  enum Channel {
    IN("tcp://*:1", SocketType.PULL), OUT("tcp://*:2", SocketType.PUB);
    final String url; final SocketType type;
    Channel(String url, SocketType type) { this.url = url; this.type = type; }
  }
  record Address(String host, int port) {
    Address(int port) { this("*", port); }
    public String toString() { return "tcp://%s:%d".formatted(host, port); }
  }
  private final ZContext context = new ZContext();
  private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
  private final String upstream;
  Service(@Value("\${upstream:tcp://up:3}") String upstream) { this.upstream = upstream; }
  void start() {
    for (Channel channel : Channel.values()) sockets.put(channel, context.createSocket(channel.type));
    sockets.forEach((channel, socket) -> socket.bind(channel.url));
    ZMQ.Socket push = context.createSocket(SocketType.PUSH);
    push.connect(upstream);
    push.connect(new Address("h", 4).toString());
    IntStream.range(5, 7).mapToObj(port -> "tcp://h:" + port).forEach(push::connect);
  }
}
`;
    assert.deepEqual(usesOf(await analyse(source, java)), [
      'PULL bind tcp://*:1',
      'PUB bind tcp://*:2',
      'PUSH connect tcp://up:3',
      'PUSH connect tcp://h:4',
      'PUSH connect tcp://h:5',
      'PUSH connect tcp://h:6',
    ]);
  });

  it("know what JeroMQ's proxies and actors pass from one method to another", async () => {
    const source = `import java.util.List;
import org.zeromq.*;
class Relay {
  static class Pipes extends ZProxy.Proxy.SimpleProxy {
    public ZMQ.Socket create(ZContext context, ZProxy.Plug place, Object... args) {
      switch (place) {
        case FRONT: return context.createSocket(SocketType.XSUB);
        case BACK: return context.createSocket(SocketType.XPUB);
        default: return null;
      }
    }
    public boolean configure(ZMQ.Socket socket, ZProxy.Plug place, Object... args) {
      if (place == ZProxy.Plug.FRONT) return socket.bind("tcp://*:1");
      if (place == ZProxy.Plug.BACK) return socket.bind("tcp://*:2");
      return true;
    }
  }
  static class Counter extends ZActor.SimpleActor {
    public List<ZMQ.Socket> createSockets(ZContext context, Object... args) {
      return List.of(context.createSocket(SocketType.PULL));
    }
    public void start(ZMQ.Socket pipe, List<ZMQ.Socket> sockets, ZPoller poller) {
      sockets.get(0).bind("inproc://counter");
    }
  }
}
`;
    assert.deepEqual(usesOf(await analyse(source, java)), [
      'XSUB bind tcp://*:1',
      'XPUB bind tcp://*:2',
      'PULL bind inproc://counter',
    ]);
  });
});
