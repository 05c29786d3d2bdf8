import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { testBundleOptions } from '../../../scripts/bundleTests';
import { inRepository } from '../../../scripts/repository';
import { patterns } from '../../../src/scaffold/catalogue/patterns';

const program = inRepository('out/scaffold/test.cjs');
const wanted = ['--pattern', 'request-reply', '--language', 'rust,client=java'];

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the program that the script builds and runs. As nobody it may be refused a folder, even if we are root. */
function scaffold(args: readonly string[], user: { uid?: number } = {}): Promise<Outcome> {
  const env = { ...process.env, INIT_CWD: undefined };
  const child = spawn(process.execPath, [program, inRepository('media/scaffold'), ...args], { ...user, env });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** All files below a folder. */
function tree(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

describe('npm run scaffold', () => {
  let folder = '';

  before(async () => {
    await build({ ...testBundleOptions, entryPoints: ['src/cli/scaffold/main.ts'], outfile: program });
  });

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'scaffold-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('writes programs, build files, README and tasks, and prints what it wrote', async () => {
    const out = path.join(folder, 'new/rr');
    const given = ['--endpoint', 'service=tcp://127.0.0.1:7000', '--name', 'demo'];
    const { code, out: printed, err } = await scaffold([...wanted, ...given, '--out', out]);
    assert.deepEqual([code, err], [0, '']);
    const files = tree(out);
    assert.deepEqual(printed.trim().split('\n').sort(), files.map((file) => path.join(out, file)).sort());
    for (const file of [
      'README.md',
      '.gitignore',
      '.vscode/tasks.json',
      '.vscode/launch.json',
      'rust/Cargo.toml',
      'java/pom.xml',
    ]) {
      assert.ok(files.includes(file), file);
    }
    assert.match(readFileSync(path.join(out, 'rust/src/server.rs'), 'utf8'), /"tcp:\/\/127\.0\.0\.1:7000"/);
    assert.match(readFileSync(path.join(out, '.vscode/tasks.json'), 'utf8'), /"demo: start all"/);
    // nothing is left beside it
    assert.deepEqual(readdirSync(path.join(folder, 'new')), ['rr']);
  });

  it('overwrites nothing unless it is told to', async () => {
    const out = path.join(folder, 'rr');
    mkdirSync(out);
    writeFileSync(path.join(out, 'README.md'), 'mine\n');
    writeFileSync(path.join(out, 'other.txt'), 'mine\n');
    const refused = await scaffold([...wanted, '--out', out]);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /README\.md.*--force/);
    assert.deepEqual(tree(folder), ['rr/README.md', 'rr/other.txt']);

    const forced = await scaffold([...wanted, '--out', out, '--force']);
    assert.equal(forced.code, 0);
    assert.match(readFileSync(path.join(out, 'README.md'), 'utf8'), /Request-reply/);
    assert.equal(readFileSync(path.join(out, 'other.txt'), 'utf8'), 'mine\n');
    assert.deepEqual(readdirSync(folder), ['rr']);
  });

  it("adds to VS Code's files that are there", async () => {
    mkdirSync(path.join(folder, '.vscode'));
    writeFileSync(
      path.join(folder, '.vscode/tasks.json'),
      '{\n  // ours\n  "tasks": [{ "label": "x" }]\n}\n',
    );
    assert.equal((await scaffold([...wanted, '--out', folder])).code, 0);
    const tasks = readFileSync(path.join(folder, '.vscode/tasks.json'), 'utf8');
    assert.match(tasks, /\/\/ ours/);
    assert.match(tasks, /"label": "x"/);
    assert.match(tasks, /"request-reply: start all"/);
  });

  it('keeps out of git what building leaves and the keys that are made, beside what was kept out before', async () => {
    writeFileSync(path.join(folder, '.gitignore'), 'keys/\nmine.txt');
    const secured = ['--pattern', 'curve-request-reply', '--language', 'python', '--out', folder];
    assert.equal((await scaffold(secured)).code, 0);
    const ignored = readFileSync(path.join(folder, '.gitignore'), 'utf8');
    assert.equal(ignored, 'keys/\nmine.txt\n.venv/\n__pycache__/\n');
    assert.equal((await scaffold([...secured, '--force'])).code, 0);
    assert.equal(readFileSync(path.join(folder, '.gitignore'), 'utf8'), ignored);

    const fresh = path.join(folder, 'fresh');
    assert.equal((await scaffold([...secured.slice(0, -1), fresh])).code, 0);
    assert.equal(readFileSync(path.join(fresh, '.gitignore'), 'utf8'), '.venv/\n__pycache__/\nkeys/\n');
  });

  it('leaves everything as it was when it cannot write all', async () => {
    const out = path.join(folder, 'rr');
    mkdirSync(out);
    writeFileSync(path.join(out, 'README.md'), 'mine\n');
    // a file where a folder has to be
    writeFileSync(path.join(out, 'rust'), 'mine\n');
    const { code, err } = await scaffold([...wanted, '--out', out, '--force']);
    assert.equal(code, 1);
    assert.match(err, /Cannot write/);
    assert.deepEqual(tree(folder), ['rr/README.md', 'rr/rust']);
    assert.equal(readFileSync(path.join(out, 'README.md'), 'utf8'), 'mine\n');
  });

  it('never takes a folder away, though it is told to overwrite', async () => {
    const inside = path.join(folder, 'README.md/kept.txt');
    mkdirSync(path.dirname(inside));
    writeFileSync(inside, 'mine\n');
    const { code, err } = await scaffold([...wanted, '--out', folder, '--force']);
    assert.equal(code, 1);
    assert.match(err, /README\.md is a folder/);
    assert.deepEqual(tree(folder), ['README.md/kept.txt']);
  });

  it('says where it may not write', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const nobody = 65534;
    chmodSync(folder, 0o755);
    const { code, err } = await scaffold([...wanted, '--out', path.join(folder, 'rr')], { uid: nobody });
    assert.equal(code, 1);
    assert.match(err, /permission denied/);
    assert.deepEqual(tree(folder), []);
  });

  it('writes nothing in a dry run', async () => {
    const out = path.join(folder, 'rr');
    const { code, out: printed } = await scaffold([...wanted, '--out', out, '--dry-run']);
    assert.equal(code, 0);
    assert.match(printed, /rr\/README\.md/);
    assert.equal(existsSync(out), false);
  });

  it('refuses what it cannot use, with the reason', async () => {
    const out = ['--out', path.join(folder, 'rr')];
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /--pattern is missing/],
      [['--pattern', 'x', '--language', 'c', ...out], /no pattern "x"/],
      [['--pattern', 'pipeline', '--language', 'cobol', ...out], /no language "cobol"/],
      [['--pattern', 'pipeline', '--language', 'worker=c', ...out], /names none for: ventilator, sink/],
      [['--pattern', 'pipeline', '--language', 'c,boss=c', ...out], /no role "boss"/],
      [['--pattern', 'curve-request-reply', '--language', 'java', ...out], /not offered in Java/],
      [wanted, /--out is missing/],
      [[...wanted, ...out, '--endpoint', 'service'], /NAME=ADDRESS/],
      [[...wanted, ...out, '--endpoint', 'x=tcp://a:1'], /no endpoint x/],
      [[...wanted, ...out, '--endpoint', 'service=tcp://a'], /port is missing/],
      [[...wanted, ...out, '--topic', 'x'], /no topic/],
      [[...wanted, ...out, '--name', 'A B'], /small letters/],
      [
        ['--pattern', 'pipeline', '--language', 'c', ...out, '--endpoint', 'results=tcp://*:1'],
        /^Endpoint results: .*host/,
      ],
      [[...wanted, ...out, '--what'], /'--what'\. See/],
    ];
    for (const [args, reason] of cases) {
      const { code, out: printed, err } = await scaffold(args);
      assert.deepEqual([code, printed], [2, ''], args.join(' '));
      assert.match(err, reason);
    }
    assert.deepEqual(readdirSync(folder), []);
  }).timeout(30_000);

  it('lists all patterns', async () => {
    const { code, out } = await scaffold(['--list']);
    assert.equal(code, 0);
    for (const { id } of patterns) assert.match(out, new RegExp(`^${id}$`, 'm'));
  });
});
