import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { testBundleOptions } from '../../scripts/bundleTests';
import { inRepository } from '../../scripts/repository';

type Line = Readonly<Record<string, string | number | null | undefined>>;

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const node = inRepository('node_modules/.bin/node');
const program = inRepository('out/endpoints/test.cjs');
const nobody = 65534;

/** Runs the program that the script builds and runs. */
function endpoints(...args: readonly string[]): Promise<Outcome> {
  return run(args, {});
}

function run(args: readonly string[], user: { uid?: number; gid?: number }): Promise<Outcome> {
  const child = spawn(process.execPath, [program, ...args], user);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

function parsed(out: string): Line[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

const files = {
  'server.py': `import zmq
from config import PORT
context = zmq.Context()
feed = context.socket(zmq.PUB)
feed.setsockopt(zmq.LINGER, 0)
feed.bind(f"tcp://*:{PORT}")
`,
  'config.py': 'PORT = 5556\n',
  'worker/main.c': `#include <zmq.h>
int main(void) {
  void *context = zmq_ctx_new();
  void *sub = zmq_socket(context, ZMQ_SUB);
  zmq_connect(sub, "tcp://localhost:5556");
  zmq_setsockopt(sub, ZMQ_SUBSCRIBE, "", 0);
  char buffer[256];
  zmq_recv(sub, buffer, 256, 0);
  zmq_close(sub);
  zmq_ctx_destroy(context);
}
`,
  'app/View.java': `import org.zeromq.*;
class View {
  public static void main(String[] args) {
    try (ZContext context = new ZContext()) {
      ZMQ.Socket view = context.createSocket(SocketType.SUB);
      view.connect("tcp://feed:5556");
      view.subscribe("".getBytes());
      view.recvStr();
    }
  }
}
`,
  'compose.yml': '\ufeffservices:\n  view:\n    environment:\n      FEED: tcp://feed:5556\n',
  'README.md': 'Nothing here.\n',
  '.gitignore': 'build/\n*.gen.py\n!kept.gen.py\n',
  'build/server.py': 'import zmq\nzmq.Context().socket(zmq.PUB).bind("tcp://*:1")\n',
  'node_modules/zeromq/test.py': 'import zmq\nzmq.Context().socket(zmq.PUB).bind("tcp://*:2")\n',
  'made.gen.py': 'import zmq\nzmq.Context().socket(zmq.PUB).bind("tcp://*:3")\n',
  'kept.gen.py': 'import zmq\ns = zmq.Context().socket(zmq.PUSH)\ns.linger = 0\ns.bind("ipc:///tmp/kept")\n',
  'deep/.gitignore': '*\n!.gitignore\n',
  'deep/server.py': 'import zmq\nzmq.Context().socket(zmq.PUB).bind("tcp://*:4")\n',
};
const broken = { 'bad.py': 'import zmq\ns = zmq.Context().socket(zmq.PUB)\ns.bind("tcp://*:70000")\n' };

describe('npm run endpoints', () => {
  let folder = '';

  function write(tree: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(tree)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
  }

  before(() => build({ ...testBundleOptions, entryPoints: ['src/cli/main.ts'], outfile: program }));
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'zeromq endpoints-'));
    chmodSync(folder, 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('prints one line of JSON for each endpoint, without what .gitignore leaves out', async () => {
    write(files);
    const { code, out, err } = await endpoints(folder, '--json');
    assert.equal(err, '');
    assert.equal(code, 0);
    const uses = parsed(out).filter(({ endpoint }) => endpoint !== undefined);
    const nothing = { role: null, socketType: null, library: null };
    const sub = { role: 'connect', socketType: 'SUB' };
    assert.deepEqual(uses, [
      { file: 'app/View.java', line: 6, column: 20, endpoint: 'tcp://feed:5556', ...sub, library: 'jeromq' },
      { file: 'compose.yml', line: 4, column: 13, endpoint: 'tcp://feed:5556', ...nothing },
      {
        file: 'kept.gen.py',
        line: 4,
        column: 8,
        endpoint: 'ipc:///tmp/kept',
        role: 'bind',
        socketType: 'PUSH',
        library: 'pyzmq',
      },
      {
        file: 'server.py',
        line: 6,
        column: 11,
        endpoint: 'tcp://*:5556',
        role: 'bind',
        socketType: 'PUB',
        library: 'pyzmq',
      },
      {
        file: 'worker/main.c',
        line: 5,
        column: 20,
        endpoint: 'tcp://localhost:5556',
        ...sub,
        library: 'libzmq',
      },
    ]);
  });

  it('prints findings with their places, and exits with 1 on errors', async () => {
    const socket = (type: string) => `import zmq\ns = zmq.Context().socket(zmq.${type})\ns.linger = 0\n`;
    write({ ...files, ...broken });
    write({ 'worker/task.py': `${socket('PUSH')}s.connect("tcp://localhost:7001")\n` });
    write({ 'tasks.py': `${socket('REP')}s.bind("tcp://*:7001")\n` });
    const { code, out } = await endpoints('--json', folder);
    const findings = parsed(out).filter(({ severity }) => severity === 'error' || severity === 'warning');
    assert.deepEqual(
      findings.map(({ file, line, code: found }) => [file, line, found]),
      [
        ['bad.py', 3, 'port-out-of-range'],
        ['worker/task.py', 4, 'incompatible-socket-types'],
      ],
    );
    assert.ok(findings.every(({ message, endLine, endColumn }) => message && endLine && endColumn));
    assert.equal(code, 1);
  });

  it('prints a table for people, endpoints that meet under each other', async () => {
    write({ ...files, ...broken });
    const { code, out } = await endpoints(folder);
    const rows = out.split('\n').map((line) => line.replace(/ +/g, ' '));
    assert.equal(rows[0], 'ENDPOINT ROLE SOCKET LIBRARY PLACE');
    const at = rows.indexOf('tcp://*:5556 bind PUB pyzmq server.py:6:11');
    assert.deepEqual(rows.slice(at + 1, at + 4), [
      'tcp://feed:5556 connect SUB jeromq app/View.java:6:20',
      'tcp://localhost:5556 connect SUB libzmq worker/main.c:5:20',
      'tcp://feed:5556 compose.yml:4:13',
    ]);
    assert.match(out, /^bad\.py:3:\d+ error port-out-of-range: .+$/m);
    assert.match(out, /\n3 endpoints in 8 files: 1 error, .+\.\n$/);
    assert.equal(code, 1);
  });

  it('names files that it cannot read, and goes on', async function () {
    if (process.platform === 'win32') this.skip();
    write(files);
    chmodSync(path.join(folder, 'worker/main.c'), 0);
    chmodSync(path.join(folder, 'app'), 0);
    // root reads everything
    const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
    const { code, out, err } = await run([folder, '--json'], user);
    chmodSync(path.join(folder, 'app'), 0o755);
    assert.deepEqual(err.split('\n').sort(), [
      '',
      'Cannot read the folder app/: permission denied.',
      'Cannot read worker/main.c: permission denied.',
    ]);
    assert.ok(parsed(out).some(({ file }) => file === 'server.py'));
    assert.equal(code, 0);
  });

  it('looks into an ignored folder when it is the one to look into', async () => {
    write(files);
    mkdirSync(path.join(folder, '.git'));
    const { out } = await endpoints(path.join(folder, 'build'), '--json');
    assert.deepEqual(
      parsed(out).flatMap(({ file, endpoint }) => (endpoint ? [`${file} ${endpoint}`] : [])),
      ['server.py tcp://*:1'],
    );
  });

  it('takes the rules of the repository around the folder', async () => {
    write({ ...files, 'part/a.gen.py': files['made.gen.py'], '.git/info/exclude': 'own.py\n' });
    write({ 'part/own.py': files['made.gen.py'], 'part/b.py': files['made.gen.py'] });
    const { out } = await endpoints(path.join(folder, 'part'), '--json');
    assert.deepEqual([...new Set(parsed(out).map(({ file }) => file))], ['b.py']);
  });

  it('exits with 2 and says why on wrong arguments', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const cases: readonly (readonly [string[], RegExp])[] = [
      [[], /^The folder to look into is missing\.\n/],
      [[path.join(folder, 'absent')], /^Cannot look into .*absent: it does not exist\.\n/],
      [[file], /^.*file is a file\. Give the folder/],
      [[folder, '--jsn'], /^Unknown option '--jsn'\.\n/],
      [[folder, file], /^One folder at a time/],
    ];
    for (const [args, message] of cases) {
      const { code, out, err } = await endpoints(...args);
      assert.match(err, message);
      assert.match(err, /Usage: npm run endpoints -- DIR \[--json\]/);
      assert.equal(out, '');
      assert.equal(code, 2);
    }
  });

  it('stands in an empty folder, and prints help', async () => {
    assert.deepEqual(await endpoints(folder, '--json'), { code: 0, out: '', err: '' });
    const { code, out } = await endpoints('--help');
    assert.match(out, /^Usage:/);
    assert.equal(code, 0);
  });

  it('is built and run by the script, and takes a folder as npm was called from', () => {
    write(broken);
    const { status, stdout } = spawnSync(node, [inRepository('scripts/endpoints.ts'), '.'], {
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: folder },
    });
    assert.match(stdout, /1 endpoint in 1 file: 1 error/);
    assert.equal(status, 1);
  });
});
