import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { buildExtension } from './buildExtension.ts';
import { nativeTargets, type NativeTarget } from './nativeTargets.ts';
import { packagedReadme } from './packagedReadme.ts';
import { inRepository } from './repository.ts';
import { runQuietly } from './runProcess.ts';
import { thirdPartyNotices } from './thirdPartyNotices.ts';

export interface BuiltPackage {
  readonly target: NativeTarget;
  /** The VSIX's absolute path. */
  readonly file: string;
  readonly bytes: number;
}

const copied = ['CHANGELOG.md', 'LICENSE', '.vscodeignore', 'package.nls.json', 'media', 'docs/findings.md'];

/** What only development needs. */
const unpackagedFields = ['devDependencies', 'scripts', 'allowScripts', 'overrides', 'private'];

/**
 * Builds a VSIX per target into `folder`. Everything is staged in a folder of its own: dist/ stays as it is, nothing
 * is taken from node_modules but the target's addon, and .vscodeignore then denies all that it does not name.
 * `report` takes a line for each step.
 */
export async function buildPackages(
  targets: readonly NativeTarget[],
  folder: string,
  report: (line: string) => void = () => undefined,
): Promise<readonly BuiltPackage[]> {
  mkdirSync(inRepository('out'), { recursive: true });
  const stage = mkdtempSync(inRepository('out/stage-'));
  try {
    await fillStage(stage);
    const built: BuiltPackage[] = [];
    for (const target of targets) {
      report(`Packaging ${target} …`);
      const file = await packageFor(target, stage, folder);
      built.push({ target, file, bytes: statSync(file).size });
    }
    return built;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Puts everything there but the addon. */
async function fillStage(stage: string): Promise<void> {
  const dist = path.join(stage, 'dist');
  await buildExtension({ production: true, outdir: dist });
  for (const name of copied) cpSync(inRepository(name), path.join(stage, name), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(path.join(stage, name), text);
  write('README.md', packagedReadme());
  write('ThirdPartyNotices.txt', thirdPartyNotices(dist));
  write('package.json', JSON.stringify(packagedManifest(), undefined, 2));
}

/** Resolves with the VSIX's path. Throws when vsce fails or warns. */
async function packageFor(target: NativeTarget, stage: string, folder: string): Promise<string> {
  cpSync(
    inRepository('node_modules/zeromq/build', nativeTargets[target]),
    path.join(stage, 'dist/native/addon.node'),
  );
  const fresh = path.join(stage, 'package.vsix');
  // a process of its own: vsce prints what it packs, ends the process on errors, and asks where it has a terminal
  const output = await runQuietly(
    process.execPath,
    [
      ...[inRepository('node_modules/@vscode/vsce/vsce'), 'package', '--target', target, '--out', fresh],
      ...['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'],
    ],
    { cwd: stage },
  );
  if (/\b(WARNING|ERROR)\b/.test(output)) throw new Error(`vsce on ${target}:\n${output}`);
  const file = path.join(folder, `zeromq-workbench-${target}.vsix`);
  mkdirSync(folder, { recursive: true });
  renameSync(fresh, file);
  return file;
}

function packagedManifest(): Record<string, unknown> {
  const manifest = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(manifest).filter(([name]) => !unpackagedFields.includes(name)));
}
