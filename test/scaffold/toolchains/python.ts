import path from 'node:path';
import { runQuietly } from '../../../scripts/runProcess';
import { succeeds } from './probe';
import type { Toolchain } from './toolchain';

const interpreter = process.env['ZEROMQ_TEST_PYTHON'] ?? '/usr/bin/python3';

export const python: Toolchain = {
  language: 'python',
  missing: () => (succeeds(interpreter, ['-c', 'import zmq']) ? undefined : `pyzmq for ${interpreter}`),
  build: async (folder, programs) => {
    await runQuietly(interpreter, ['-m', 'compileall', '-q', ...programs.map(({ source }) => source)], {
      cwd: folder,
    });
  },
  run: (folder, { source }) => ({ command: interpreter, args: [path.join(folder, source)] }),
};
