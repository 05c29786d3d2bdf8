import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { buildPackages, type BuiltPackage } from '../../scripts/buildPackages';
import { grammars } from '../../scripts/grammars';
import { currentTarget, nativeTargets, type NativeTarget } from '../../scripts/nativeTargets';
import { inRepository } from '../../scripts/repository';
import { nodePeer } from '../peers/nodePeer';
import { zipEntries } from '../support/zipEntries';
import { TestVsCode } from './support/testVsCode';
import { Workbench } from './support/workbench';

const id = 'zeromq-workbench.zeromq-workbench';
const targets = Object.keys(nativeTargets) as NativeTarget[];

/** Whatever else turns up in a package is a mistake. */
const contents = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/ThirdPartyNotices.txt',
  'extension/changelog.md',
  'extension/dist/engine.js',
  'extension/dist/grammars/tree-sitter.wasm',
  ...grammars.map((name) => `extension/dist/grammars/${name}.wasm`),
  'extension/dist/indexer.js',
  'extension/docs/findings.md',
  'extension/dist/extension.js',
  'extension/dist/native/addon.node',
  'extension/dist/parts/',
  'extension/dist/webview/codicon.css',
  'extension/dist/webview/codicon.ttf',
  'extension/dist/webview/inspector.css',
  'extension/dist/webview/inspector.js',
  'extension/dist/webview/topology.css',
  'extension/dist/webview/topology.js',
  'extension/media/activity.svg',
  'extension/media/icon.png',
  ...filesBelow('scaffold'),
  ...filesBelow('snippets'),
  ...pictures('types'),
  ...pictures('walkthrough'),
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
].sort();

function pictures(folder: string): string[] {
  return readdirSync(inRepository('media', folder)).map((name) => `extension/media/${folder}/${name}`);
}

function filesBelow(folder: string): string[] {
  return readdirSync(inRepository('media', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .map((file) => `extension/media/${path.relative(inRepository('media'), file)}`);
}

interface CapturedRow {
  readonly direction: string;
  readonly frames: readonly { readonly base64: string }[];
}

describe('the packages', function () {
  // eight packages, and a VS Code of their own
  this.timeout(180_000);
  let folder: string;
  let packages: readonly BuiltPackage[];
  before('build them', async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'zeromq-vsix-'));
    packages = await buildPackages(targets, folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const target of targets) {
    it(`of ${target} holds what runs there and nothing else`, () => {
      const entries = zipEntries(fileOf(target));
      const names = entries.map(({ name }) => name.replace(/^(extension\/dist\/parts\/)[\w-]+\.js$/, '$1'));
      assert.deepEqual([...new Set(names)].sort(), contents);
      const addon = readFileSync(inRepository('node_modules/zeromq/build', nativeTargets[target]));
      const packed = entries.find(({ name }) => name.endsWith('.node'));
      assert.deepEqual(
        [packed?.size, packed?.crc32],
        [addon.length, crc32(addon)],
        'it is the addon of another target',
      );
    });
  }

  describe('installed in VS Code', () => {
    let vsCode: TestVsCode;
    let workbench: Workbench;
    before('install the package of this machine', async () => {
      vsCode = await TestVsCode.start({ vsix: fileOf(currentTarget()!) });
      workbench = await Workbench.start({ vsCode, extension: null });
    });
    after(async () => {
      await workbench?.dispose();
      await vsCode?.stop();
    });

    it('lies where no node_modules is near', async () => {
      for (let at = await extensionFolder(workbench); at !== path.dirname(at); at = path.dirname(at)) {
        assert.ok(!existsSync(path.join(at, 'node_modules')), at);
      }
    });

    it('opens a session that receives from a peer, and shows it', async () => {
      const peer = nodePeer();
      try {
        const push = await peer.open('PUSH', { bind: ['tcp://127.0.0.1:*'] });
        const session = await workbench.execute<string>('zeromq.session.open', {
          type: 'PULL',
          endpoints: [{ role: 'connect', address: push.endpoint }],
          save: false,
        });
        assert.equal(typeof session, 'string');
        assert.equal(await isActive(workbench), true);
        await workbench.execute('zeromq.inspector.open', { session });
        const inspector = await workbench.inspector();
        await push.send(['from a peer', Uint8Array.of(0, 255)]);
        await inspector.getByRole('grid').getByText('↓').click();
        await inspector.getByRole('complementary').getByText('from a peer').first().waitFor();

        const { rows } = await workbench.execute<{ rows: readonly CapturedRow[] }>('zeromq.capture.rows', {
          session,
        });
        const frames = rows.map((row) => row.frames.map(({ base64 }) => Buffer.from(base64, 'base64')));
        assert.deepEqual(frames, [[Buffer.from('from a peer'), Buffer.of(0, 255)]]);
        assert.deepEqual(workbench.webviewErrors, []);
      } finally {
        await peer.close();
      }
    });

    it('scaffolds a pattern, with parts that were not loaded before', async () => {
      const { files } = await workbench.execute<{ files: readonly string[] }>('zeromq.pattern.scaffold', {
        pattern: 'request-reply',
        language: 'python',
        folder: 'service',
      });
      assert.ok(files.includes(path.join(workbench.folder, 'service/server.py')), files.join(', '));
      for (const file of files) assert.ok(existsSync(file), file);
    });

    it('loads the addon that it brought', async function () {
      // only Linux tells what a process has mapped
      if (process.platform !== 'linux') this.skip();
      const { pid } = await workbench.execute<{ pid: number }>('zeromq.engine.status');
      const mapped = readFileSync(`/proc/${pid}/maps`, 'utf8').match(/\/\S+\.node$/gm) ?? [];
      const brought = path.join(await extensionFolder(workbench), 'dist/native/addon.node');
      assert.deepEqual([...new Set(mapped)], [brought]);
    });
  });

  function fileOf(target: NativeTarget): string {
    return packages.find((built) => built.target === target)!.file;
  }
});

function extensionFolder(workbench: Workbench): Promise<string> {
  return workbench.evaluate((api, name) => api.extensions.getExtension(name)!.extensionPath, id);
}

function isActive(workbench: Workbench): Promise<boolean> {
  return workbench.evaluate((api, name) => api.extensions.getExtension(name)!.isActive, id);
}
