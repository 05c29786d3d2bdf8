import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runQuietly } from '../../../scripts/runProcess';
import { crateRegistry, offersCrates } from '../../../scripts/systemPackages';
import { succeeds } from './probe';
import type { Toolchain } from './toolchain';

const offline = `[source.crates-io]
replace-with = "debian"

[source.debian]
directory = "${crateRegistry}"
`;

export const rust: Toolchain = {
  language: 'rust',
  missing: () => {
    if (!succeeds('cargo', ['--version'])) return 'cargo';
    return offersCrates('zmq', 'signal-hook')
      ? undefined
      : `the crates zmq and signal-hook in ${crateRegistry}`;
  },
  build: async (folder) => {
    await mkdir(path.join(folder, '.cargo'), { recursive: true });
    await writeFile(path.join(folder, '.cargo/config.toml'), offline);
    await runQuietly('cargo', ['build', '--offline', '--quiet', '--jobs', '2'], {
      cwd: folder,
      // the output is the same, and a whole project of debug information is a gigabyte
      env: { ...process.env, CARGO_PROFILE_DEV_DEBUG: '0' },
    });
  },
  run: (folder, { name }) => ({ command: path.join(folder, 'target/debug', name), args: [] }),
};
