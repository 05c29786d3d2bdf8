import assert from 'node:assert/strict';
import type { FileFacts } from '../../../src/analysis/facts';
import { javascript } from '../../../src/analysis/languages/javascript/javascript';
import { moduleFiles } from '../../../src/analysis/languages/javascript/moduleFiles';
import { tsx, typescript } from '../../../src/analysis/languages/typescript/typescript';
import { linkConstants } from '../../../src/analysis/linkConstants';
import { analyse, socketNamed, usesOf } from '../../support/analysis/analyse';

describe('the facts of JavaScript and TypeScript', () => {
  it('tell what becomes of the promise that send and receive give', async () => {
    const facts = await analyse(
      `import * as zmq from 'zeromq'
const sock = new zmq.Dealer()
async function main(flag: boolean) {
  sock.send('dropped')
  flag && sock.send('dropped')
  const [frame] = sock.receive()
  await sock.send('awaited')
  await (flag ? sock.send('awaited') : sock.send('awaited'))
  for await (const [part] of sock) print(part)
  void sock.send('used')
  const sent = sock.send('used')
  await Promise.all([sock.send('used'), sock.receive()])
  sock.send('used').catch(print)
  if (await sock.receive()) return sock.send('used')
}
const later = () => sock.send('used')
`,
      typescript,
    );
    const results = socketNamed(facts, 'sock').operations.map(({ kind, result }) => `${kind} ${result}`);
    const of = (result: string) => results.filter((one) => one.endsWith(` ${result}`));
    assert.deepEqual(of('dropped'), ['send dropped', 'send dropped']);
    assert.deepEqual(of('takenApart'), ['receive takenApart']);
    assert.deepEqual(of('awaited'), [
      ...Array.from({ length: 3 }, () => 'send awaited'),
      'receive awaited',
      'receive awaited',
    ]);
    assert.equal(of('used').length, 7);
  });

  it('are options of constructors and properties, several topics, parts and security', async () => {
    const facts = await analyse(
      `const { Context, Subscriber: Sub, Publisher, Reply } = require('zeromq');
const context = new Context({ ioThreads: 2 });
const defaults = { linger: 0 };
const sub = new Sub({ ...defaults, receiveHighWaterMark: 10, context });
sub.subscribe('a', 'b');
sub.subscribe();
sub.subscribe(...topics);
sub.routingId = 'me';
const pub = new Publisher({ curveServer: true, curveSecretKey: key });
pub.send(['a', 'b']);
pub.send('c');
const zap = new Reply();
zap.bindSync('inproc://zeromq.zap.01');
`,
      javascript,
    );
    const sub = socketNamed(facts, 'sub');
    assert.deepEqual(
      sub.options.map(({ name, value }) => [name, value]).sort(),
      [
        ['LINGER', 0],
        ['RCVHWM', 10],
        ['ROUTING_ID', 'me'],
      ].sort(),
    );
    assert.deepEqual(sub.subscriptions, ['a', 'b', '', '{topic}']);
    const pub = socketNamed(facts, 'pub');
    assert.deepEqual(pub.security, { mechanism: 'CURVE', isServer: true });
    assert.deepEqual(
      pub.operations.filter(({ kind }) => kind === 'send').map(({ isMultipart }) => isMultipart),
      [true, false],
    );
    assert.deepEqual(
      facts.contextOptions.map(({ name, value }) => [name, value]),
      [['IO_THREADS', 2]],
    );
    assert.equal(facts.zapHandlers.length, 1);
  });

  it('know both versions of zeromq.js apart', async () => {
    const facts = await analyse(
      `const zmq = require('zeromq');
const older = zmq.socket('sub').connect('tcp://a:1').subscribe('');
older.on('message', print);
older.on('error', print);
older.setsockopt('linger', 0).setsockopt(zmq.ZMQ_RCVHWM, 5);
const newer = new zmq.Subscriber();
`,
      javascript,
    );
    const older = socketNamed(facts, 'older');
    assert.equal(older.library, 'zeromq.js 5');
    assert.equal(socketNamed(facts, 'newer').library, 'zeromq.js');
    assert.deepEqual(
      older.operations.map(({ kind }) => kind),
      ['connect', 'subscribe', 'receive', 'setOption', 'setOption'],
    );
    assert.deepEqual(
      older.options.map(({ name, value }) => [name, value]),
      [
        ['LINGER', 0],
        ['RCVHWM', 5],
      ],
    );
  });

  it('tell a socket type that only a declaration gives', async () => {
    const source = `import type { Publisher } from 'zeromq';
export const Panel = ({ pub }: { pub: Publisher }) => <b onClick={() => pub.send('x')}>x</b>;
export function open(pub?: Publisher | null) { pub!.bind('tcp://*:1'); }
`;
    assert.deepEqual(usesOf(await analyse(source, tsx)), ['PUB bind tcp://*:1']);
  });

  it('take a table row apart for the argument that chooses it', async () => {
    const source = `import { Push, Router } from 'zeromq';
const channels = {
  a: { url: 'tcp://*:1', how: 'bind', create: () => new Router() },
  b: { url: 'tcp://b:2', how: 'connect', create: () => new Push() },
};
async function open(name: 'a' | 'b') {
  const { url, how, create } = channels[name];
  const socket = create();
  if (how === 'bind') await socket.bind(url); else socket.connect(url);
}
await open('a');
await open('b');
namespace Urls {
  export function local(port: number, host = '127.0.0.1') { return \`tcp://\${host}:\${port}\`; }
  export const status = local(3);
}
new Push().connect(Urls.status);
`;
    assert.deepEqual(usesOf(await analyse(source, typescript)), [
      'ROUTER bind tcp://*:1',
      'PUSH connect tcp://b:2',
      'PUSH connect tcp://127.0.0.1:3',
    ]);
  });

  it('take settings from schemas and options with a default', async () => {
    const source = `import { z } from 'zod';
import { Command, Option } from 'commander';
import { Push } from 'zeromq';
import { PORT } from './ports';
const Settings = z.object({
  URL: z.string().min(1).default('tcp://a:1').describe('where'),
  NAME: z.string().optional(),
});
const settings = Settings.parse(process.env);
const push = new Push();
push.connect(settings.URL);
push.connect(\`inproc://\${settings.NAME ?? 'me'}\`);
push.connect('tcp://b:' + PORT.toString());
new Command()
  .addOption(new Option('--copy-to <url>').env('COPY').default('tcp://c:1'))
  .action((options) => push.connect(options.copyTo));
`;
    assert.deepEqual(usesOf(await analyse(source, typescript)), [
      'PUSH connect tcp://a:1',
      'PUSH connect inproc://me',
      'PUSH connect tcp://b:{PORT}',
      'PUSH connect tcp://c:1',
    ]);
  });

  it('know an object by its other name, what lodash joins, and the emitter as this', async () => {
    const source = `var zmq = require('zeromq'), _ = require('lodash');
function Feed(options) {
  this.options = _.defaults({}, options, { url: 'tcp://a:1' });
  this.socket = null;
}
Feed.prototype.start = function () {
  var self = this;
  self.socket = zmq.socket('sub');
  self.socket.connect(self.options.url);
  _.each(['tcp://b:1', 'tcp://c:1'], function (url) { self.socket.connect(url); });
};
new Feed({ retry: 1 }).start();
var router = zmq.socket('router');
router.on('message', function () { this.unbindSync('tcp://*:1'); });
`;
    assert.deepEqual(usesOf(await analyse(source, javascript)), [
      'SUB connect tcp://a:1',
      'SUB connect tcp://b:1',
      'SUB connect tcp://c:1',
      'ROUTER unbind tcp://*:1',
    ]);
  });

  it('end on circles of names, functions, classes and callbacks', async () => {
    const source = `const zmq = require('zeromq');
class A extends B { x = this.y; y = this.x; go(f) { return f((g) => this.go(g)); } }
class B extends A { constructor(o) { super(new B(o)); this.s = this.go(this.s); } }
function f(a) { return g(a + a); } function g(a) { return f(a) ?? a; }
let a = b, b = a; const l = [l, ...l]; const m = { ...m, m, get n() { return m.n; } };
const h = l.map((x) => h.map((y) => x(y)));
for (const i of l) for (const [j, k] of Object.entries(i)) { l.push(i, j); m[j] = k; }
new B(new A()).go(f); const s = new zmq.Pull(m); s.bind(g('tcp://*:1')); s.connect(a ?? h ?? m.n);
`;
    assert.ok(usesOf(await analyse(source, javascript)).length > 0);
    assert.ok(usesOf(await analyse(source, typescript)).length > 0);
  });
});

describe('constants of other modules of JavaScript and TypeScript', () => {
  async function link(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
    const facts = new Map<string, FileFacts>();
    for (const [name, source] of Object.entries(files)) {
      facts.set(name, await analyse(source, name.endsWith('ts') ? typescript : javascript));
    }
    const own = facts.get(path);
    assert.ok(own);
    return usesOf(linkConstants(own, path, typescript, (name) => facts.get(name)));
  }
  const program = (imports: string, endpoint: string) =>
    `import { Publisher } from 'zeromq';\n${imports}\nnew Publisher().bind(${endpoint});\n`;

  it('are found through named, default and namespace imports, and through index files', async () => {
    const files = {
      'src/config/ports.ts': 'export const FEED = 5000 + 1;\nexport enum Url { Local = "ipc:///tmp/x" }\n',
      'src/config/index.ts': 'export * from "./ports";\nexport { FEED as feed } from "./ports.js";\n',
      'src/settings.ts': 'const host = "*";\nexport default { host, deep: { port: 7 } };\n',
      'src/a.ts': program('import { FEED } from "./config";', '`tcp://*:${FEED}`'),
      'src/b.ts': program('import * as config from "./config/index.js";', '`tcp://*:${config.feed}`'),
      'src/c.ts': program(
        'import settings from "@/settings";',
        '`tcp://${settings.host}:${settings.deep.port}`',
      ),
      'src/d.ts': program('import { Url } from "./config";', 'Url.Local'),
      'src/e.ts': program('import { missing } from "./config";', '`tcp://*:${missing}`'),
    };
    assert.deepEqual(await link(files, 'src/a.ts'), ['PUB bind tcp://*:5001']);
    assert.deepEqual(await link(files, 'src/b.ts'), ['PUB bind tcp://*:5001']);
    assert.deepEqual(await link(files, 'src/c.ts'), ['PUB bind tcp://*:7']);
    assert.deepEqual(await link(files, 'src/d.ts'), ['PUB bind ipc:///tmp/x']);
    assert.deepEqual(await link(files, 'src/e.ts'), ['PUB bind tcp://*:{missing}']);
  });

  it('are found in what CommonJS modules export', async () => {
    const files = {
      'config.js': 'const PORT = 9;\nmodule.exports = { PORT, HOST: "h", urls: { feed: "tcp://*:1" } };\n',
      'names.js': 'exports.URL = "tcp://*:2";\nmodule.exports.OTHER = exports.URL;\n',
      'a.js': program('const { PORT: port, HOST } = require("./config");', '`tcp://${HOST}:${port}`'),
      'b.js': program('const config = require("./config.js");', 'config.urls["feed"]'),
      'c.js': program('const { OTHER } = require("./names");', 'OTHER'),
    };
    assert.deepEqual(await link(files, 'a.js'), ['PUB bind tcp://h:9']);
    assert.deepEqual(await link(files, 'b.js'), ['PUB bind tcp://*:1']);
    assert.deepEqual(await link(files, 'c.js'), ['PUB bind tcp://*:2']);
  });

  it('are looked for where compilers and bundlers do', () => {
    assert.deepEqual(moduleFiles('../config.js', 'src/app/main.ts'), [
      'src/config.js',
      'src/config.ts',
      'src/config.tsx',
      'src/config.jsx',
    ]);
    assert.ok(moduleFiles('.', 'src/app/main.ts').includes('src/app/index.ts'));
    assert.ok(moduleFiles('~/config', 'src/app/main.ts').includes('src/config.ts'));
    assert.deepEqual(moduleFiles('express', 'src/app/main.ts'), []);
  });
});
