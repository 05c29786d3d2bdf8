import { statSync } from 'node:fs';
import { inRepository } from '../../../scripts/repository';
import { runProcess } from '../../../scripts/runProcess';
import type { Figure } from '../figure';

const target = 'linux-x64';

export const vsixSize: Figure = {
  name: 'vsix.linux-x64',
  describe: 'The size of the package that people on Linux with x64 install.',
  target: { below: 8 },
  async run() {
    const code = await runProcess(process.execPath, [inRepository('scripts/package.ts'), '--target', target]);
    if (code !== 0) throw new Error('The package was not built.');
    const { size } = statSync(inRepository('out/vsix', `zeromq-workbench-${target}.vsix`));
    return { value: size / 1e6, unit: 'MB' };
  },
};
