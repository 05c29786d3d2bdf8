import { rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { inRepository } from '../../../scripts/repository';
import { runQuietly } from '../../../scripts/runProcess';
import type { Toolchain } from './toolchain';

/** In place of `npm install`: the packages of this working tree. */
async function linkPackages(folder: string): Promise<void> {
  const link = path.join(folder, 'node_modules');
  await rm(link, { force: true });
  await symlink(inRepository('node_modules'), link, 'dir');
}

export const javascript: Toolchain = {
  language: 'javascript',
  missing: () => undefined,
  build: linkPackages,
  run: (folder, { source }) => ({ command: process.execPath, args: [path.join(folder, source)] }),
};

export const typescript: Toolchain = {
  language: 'typescript',
  missing: () => undefined,
  build: async (folder) => {
    await linkPackages(folder);
    await runQuietly(process.execPath, [inRepository('node_modules/typescript/bin/tsc'), '-p', folder]);
  },
  run: (folder, { source }) => {
    const compiled = source.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');
    return { command: process.execPath, args: ['--enable-source-maps', path.join(folder, compiled)] };
  },
};
