/** The licences of what a package holds. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRepository } from './repository.ts';

/** Shipped as files, so that no bundle names it. */
const shippedAsFiles = ['@vscode/codicons', '@vscode/tree-sitter-wasm', 'tree-sitter-c'];

/** Compiled into zeromq's addon beside libzmq, whose licence zeromq's package carries. Texts: scripts/licences. */
const insideAddon = [
  { name: 'libsodium', licence: 'ISC' },
  { name: 'node-addon-api', licence: 'MIT' },
];

/** Compiled to WebAssembly inside @vscode/tree-sitter-wasm. */
const insideGrammars = [{ name: 'tree-sitter', licence: 'MIT' }];

interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * The text of ThirdPartyNotices.txt for the production build in `dist`. Throws where a package in it ships no
 * licence text.
 */
export function thirdPartyNotices(dist: string): string {
  const files = JSON.parse(readFileSync(path.join(dist, 'bundledFiles.json'), 'utf8')) as string[];
  const names = new Set([...files.flatMap(packageOf), ...shippedAsFiles]);
  return [
    'ZeroMQ Workbench contains the following third-party software.',
    'libzmq, inside the native addon, is under the Mozilla Public License 2.0, which follows with zeromq. Its\n' +
      'source is at https://github.com/zeromq/libzmq.',
    ...[...names].sort().map(noticeOf),
    ...[...insideAddon, ...insideGrammars].map(({ name, licence }) =>
      notice(`${name} (${licence})`, [
        readFileSync(inRepository('scripts/licences', `${name}.txt`), 'utf8').trim(),
      ]),
    ),
    '',
  ].join('\n\n');
}

function packageOf(file: string): string[] {
  const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
  return name ? [name] : [];
}

function noticeOf(name: string): string {
  const folder = inRepository('node_modules', name);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as PackageManifest;
  const texts = licenceFiles(folder);
  if (texts.length === 0) {
    throw new Error(`${name} ships no licence text; look into it before it goes into a package.`);
  }
  return notice(`${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})`, texts);
}

function licenceFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
}

function notice(heading: string, texts: readonly string[]): string {
  return [heading, '-'.repeat(heading.length), ...texts].join('\n\n');
}
