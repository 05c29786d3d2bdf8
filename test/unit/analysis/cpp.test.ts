import assert from 'node:assert/strict';
import { cpp } from '../../../src/analysis/languages/cpp/cpp';
import { languageOfFile } from '../../../src/analysis/languages/languages';
import { analyse, socketNamed, usesOf } from '../../support/analysis/analyse';
import { linkFiles } from '../../support/analysis/linkFiles';

const program = (body: string, before = '') =>
  `#include <zmq.hpp>\n#include <zmq_addon.hpp>\n${before}\nint main(int argc, char **argv) {\nzmq::context_t ctx;\n${body}\n}\n`;
const uses = async (body: string, before?: string) => usesOf(await analyse(program(body, before), cpp));

describe('the facts of a C++ file', () => {
  it('tell options, subscriptions, identity and what a socket does', async () => {
    const facts = await analyse(
      program(`zmq::socket_t sub(ctx, zmq::socket_type::sub);
sub.set(zmq::sockopt::rcvhwm, 10);
sub.set(zmq::sockopt::subscribe, "a");
sub.setsockopt(ZMQ_SUBSCRIBE, "bcd", 1);
const std::string me = "me";
sub.set(zmq::sockopt::routing_id, me);
int linger = 0;
sub.setsockopt(ZMQ_LINGER, &linger, sizeof linger);
std::vector<zmq::message_t> parts;
zmq::recv_multipart(sub, std::back_inserter(parts));
zmq::socket_t out{ctx, ZMQ_XREQ};
out.send(parts[0], zmq::send_flags::sndmore);
zmq::multipart_t reply("x");
reply.send(out);
ctx.set(zmq::ctxopt::io_threads, 2);`),
      cpp,
    );
    const sub = socketNamed(facts, 'sub');
    assert.deepEqual(sub.subscriptions, ['a', 'b']);
    assert.equal(sub.identity, 'me');
    const options = sub.options.map(({ name, value }) => [name, value]);
    assert.deepEqual(options, [
      ['RCVHWM', 10],
      ['ROUTING_ID', 'me'],
      ['LINGER', 0],
    ]);
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
    assert.deepEqual(
      facts.contextOptions.map(({ name, value }) => [name, value]),
      [['IO_THREADS', 2]],
    );
  });

  it('tell security and the handler with zmqpp', async () => {
    const facts = await analyse(
      `#include <zmqpp/zmqpp.hpp>
void f() { zmqpp::context ctx; zmqpp::auth auth(ctx);
zmqpp::socket client(ctx, zmqpp::socket_type::request);
client.set(zmqpp::socket_option::curve_server_key, key); }`,
      cpp,
    );
    assert.equal(facts.zapHandlers.length, 1);
    assert.deepEqual(socketNamed(facts, 'client').security, { mechanism: 'CURVE', isServer: false });
  });
});

describe('C++ sockets', () => {
  const bind = 'bind("inproc://x")';

  it('are made by declarations that look like prototypes, by braces, pointers and optionals', async () => {
    const made = [
      'zmq::socket_t s(ctx, ZMQ_PUB); s.',
      'zmq::socket_t s{ctx, zmq::socket_type::pub}; s.',
      'auto s = zmq::socket_t(ctx, ZMQ_PUB); s.',
      'zmq::socket_t *s = new zmq::socket_t(ctx, ZMQ_PUB); s->',
      'std::unique_ptr<zmq::socket_t> s(new zmq::socket_t(ctx, ZMQ_PUB)); (*s).',
      'auto s = std::make_shared<zmq::socket_t>(ctx, ZMQ_PUB); s->',
      'std::optional<zmq::socket_t> s; s.emplace(ctx, ZMQ_PUB); s->',
      'std::unique_ptr<zmq::socket_t> s; s.reset(new zmq::socket_t(ctx, ZMQ_PUB)); s->',
      'std::vector<zmq::socket_t> s; s.emplace_back(ctx, ZMQ_PUB); s.back().',
      'zmq::socket_t s(ctx, ZMQ_PUB); zmq::socket_t t(std::move(s)); zmq::socket_ref r = t; r.',
      'std::map<std::string, zmq::socket_t> s; s.emplace("a", zmq::socket_t(ctx, ZMQ_PUB)); s.at("a").',
    ];
    for (const code of made) assert.deepEqual(await uses(`${code}${bind};`), ['PUB bind inproc://x'], code);
  });

  it('are known by aliases, using and the parameters of templates', async () => {
    const before = `using zmq::socket_t; using Ptr = std::unique_ptr<zmq::socket_t>; typedef zmq::socket_t Sock;
template <zmq::socket_type Type> zmq::socket_t make(zmq::context_t &c) { return zmq::socket_t(c, Type); }`;
    for (const code of ['socket_t s(ctx, ZMQ_PUB); s.', 'Ptr s{new Sock(ctx, ZMQ_PUB)}; s->']) {
      assert.deepEqual(await uses(`${code}${bind};`, before), ['PUB bind inproc://x'], code);
    }
    const pull = await uses(`make<zmq::socket_type::pull>(ctx).${bind};`, before);
    assert.deepEqual(pull, ['PULL bind inproc://x']);
  });

  it('of fields come from lists of initialisers before those in the class', async () => {
    const found = await uses(
      'Node a(ctx, "tcp://*:1"); Node b(a); a.open();',
      `class Node { public: Node(zmq::context_t &c, std::string e) : s_(c, ZMQ_REP), e_(std::move(e)) {} void open();
private: std::string e_ = "tcp://*:2"; zmq::socket_t s_; };
void Node::open() { s_.bind(e_); }`,
    );
    assert.deepEqual(found, ['REP bind tcp://*:1']);
  });

  it('of classes that a header declares are found all the same', async () => {
    const source = `#include "node.h"
Node::Node(zmq::context_t &c) : s_(c, zmq::socket_type::rep) { t_ = std::make_unique<zmq::socket_t>(c, ZMQ_SUB); }
void Node::open() { s_.bind("tcp://*:1"); t_->connect("tcp://a:2"); }`;
    assert.deepEqual(usesOf(await analyse(source, cpp)), ['REP bind tcp://*:1', 'SUB connect tcp://a:2']);
  });
});

describe('C++ conditions', () => {
  it('on the items of a loop are decided in each round, also by ?:', async () => {
    const rows =
      'struct Row { int type; const char *at; bool server; };\nconst Row rows[] = {{ZMQ_PULL, "tcp://*:1", true}, {ZMQ_PUSH, "tcp://a:2", false}};';
    const found = await uses(
      `for (const auto &row : rows) { zmq::socket_t s(ctx, row.type); row.server ? s.bind(row.at) : s.connect(row.at); }`,
      rows,
    );
    assert.deepEqual(found, ['PULL bind tcp://*:1', 'PUSH connect tcp://a:2']);
  });

  it('of a switch on a parameter choose what it returns', async () => {
    const before = `enum class Kind { kIn, kOut };
const char *at(Kind kind) { switch (kind) { case Kind::kIn: return "tcp://*:1"; case Kind::kOut: return "tcp://*:2"; } return ""; }`;
    const found = await uses('zmq::socket_t s(ctx, ZMQ_PUB); s.bind(at(Kind::kOut));', before);
    assert.deepEqual(found, ['PUB bind tcp://*:2']);
  });

  it("run GoogleTest's TEST_P once for each of its values", async () => {
    const source = `#include <gtest/gtest.h>
#include <zmq.hpp>
struct Row { zmq::socket_type type; const char *address; };
class Rows : public ::testing::TestWithParam<Row> {};
TEST_P(Rows, Bind) {
  const auto &row = GetParam();
  zmq::context_t context;
  zmq::socket_t socket(context, row.type);
  socket.bind(row.address);
}
INSTANTIATE_TEST_SUITE_P(All, Rows, ::testing::Values(
  Row{zmq::socket_type::rep, "inproc://a"}, Row{zmq::socket_type::pull, "ipc:///tmp/b"}));
`;
    assert.deepEqual(usesOf(await analyse(source, cpp)), ['REP bind inproc://a', 'PULL bind ipc:///tmp/b']);
  });

  it('of a class that is called like its namespace are its own', async () => {
    const source = `#include <zmq.hpp>
namespace station {
class station {
public:
  station(zmq::context_t &context, const std::string &url);
  void run(const std::string &command);
private:
  zmq::socket_t socket_;
  bool serve_;
};
station::station(zmq::context_t &context, const std::string &url) : socket_(context, ZMQ_PULL), serve_(true) {
  socket_.bind(url);
}
void station::run(const std::string &command) { socket_.connect(command.substr(4)); }
}
int main() { zmq::context_t context; station::station s(context, "tcp://*:1"); }
`;
    assert.deepEqual(usesOf(await analyse(source, cpp)), ['PULL bind tcp://*:1', 'PULL connect {command}']);
  });
});

describe('C++ texts', () => {
  it('are formatted, streamed and joined', async () => {
    const texts: readonly (readonly [string, string])[] = [
      ['std::format("tcp://{}:{}", "a", 1)', 'tcp://a:1'],
      ['(boost::format("tcp://%1%:%2%") % "a" % 1).str()', 'tcp://a:1'],
      ['QString("tcp://%1:%2").arg("a").arg(1).toStdString()', 'tcp://a:1'],
      ['absl::StrCat("tcp://a:", 1)', 'tcp://a:1'],
      ['std::string("tcp://").append("a").append(":1")', 'tcp://a:1'],
      ['"tcp://a:"s + std::to_string(1)', 'tcp://a:1'],
      ['R"(tcp://a:1)"', 'tcp://a:1'],
      ['std::string{getenv("URL")}', '{URL}'],
      ['QSettings().value("url", "tcp://a:1").toString()', 'tcp://a:1'],
    ];
    for (const [code, text] of texts) {
      assert.deepEqual(
        await uses(`zmq::socket_t s(ctx, ZMQ_PUB); s.bind(${code});`),
        [`PUB bind ${text}`],
        code,
      );
    }
    const streamed =
      'std::ostringstream o; o << "tcp://a:" << std::setw(1) << 1; zmq::socket_t s(ctx, ZMQ_PUB); s.bind(o.str());';
    assert.deepEqual(await uses(streamed), ['PUB bind tcp://a:1']);
  });
});

describe('C++ that its grammar does not know', () => {
  it("is read in spite of Qt's words and macros that export", async () => {
    const source = `#include <zmq.hpp>
class APP_EXPORT Feed : public QObject {
  Q_OBJECT
public:
  void open() { s.connect("tcp://a:1"); emit opened(); }
signals:
  void opened();
private slots:
  void close() { s.disconnect("tcp://a:1"); }
private:
  zmq::context_t c;
  zmq::socket_t s{c, zmq::socket_type::sub};
};`;
    assert.deepEqual(usesOf(await analyse(source, cpp)), [
      'SUB connect tcp://a:1',
      'SUB disconnect tcp://a:1',
    ]);
    assert.equal(cpp.prepare?.(source).length, source.length);
  });

  it('is not what #if 0 keeps from the compiler', async () => {
    const found = await uses(
      `zmq::socket_t s(ctx, ZMQ_PUB);\n#if 0\ns.bind("tcp://*:1");\n#else\ns.bind("tcp://*:2");\n#endif`,
    );
    assert.deepEqual(found, ['PUB bind tcp://*:2']);
  });

  it('is C++ in a header called .h as well', () => {
    assert.equal(languageOfFile('a.h', '#pragma once\nnamespace a { class B; }')?.id, 'cpp');
    assert.equal(languageOfFile('a.h', '#include <zmq.h>\nvoid *open (void);\n')?.id, 'c');
  });
});

describe('constants of C++ headers', () => {
  it('are found through includes, with and without their namespaces', async () => {
    const header = `#pragma once
namespace app::ends { inline constexpr const char *kA = "ipc://a"; const std::string frontend = "ipc://f"; struct Ports { static constexpr int kB = 5; }; }`;
    const using = (endpoint: string) =>
      `#include <zmq.hpp>\n#include "ends.hpp"\nvoid f(zmq::context_t &c) { zmq::socket_t s(c, ZMQ_PUB); s.bind(${endpoint}); }`;
    const linked = async (endpoint: string) => {
      const files = { 'src/include/ends.hpp': header, 'src/main.cpp': using(endpoint) };
      return usesOf(await linkFiles(files, 'src/main.cpp', cpp));
    };
    assert.deepEqual(await linked('kA'), ['PUB bind ipc://a']);
    assert.deepEqual(await linked('app::ends::kA'), ['PUB bind ipc://a']);
    assert.deepEqual(await linked('ends::frontend'), ['PUB bind ipc://f']);
    assert.deepEqual(await linked('"tcp://*:" + std::to_string(app::ends::Ports::kB)'), [
      'PUB bind tcp://*:5',
    ]);
  });
});
