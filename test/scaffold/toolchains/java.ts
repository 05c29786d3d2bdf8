import { existsSync } from 'node:fs';
import path from 'node:path';
import { inRepository } from '../../../scripts/repository';
import { runQuietly } from '../../../scripts/runProcess';
import { jeromqJar } from '../../../scripts/systemPackages';
import type { ScaffoldProgram } from '../../../src/scaffold/language';
import { succeeds } from './probe';
import type { Toolchain } from './toolchain';

const jar = process.env['ZEROMQ_TEST_JEROMQ'] ?? jeromqJar;

/** Classes of a pattern's programs have the names of other patterns' classes, so each folder has its own output. */
function classes(folder: string, { source }: ScaffoldProgram): string {
  return path.join(folder, 'target', path.basename(path.dirname(source)));
}

export const java: Toolchain = {
  language: 'java',
  missing: () => {
    if (!succeeds('javac', ['--version'])) return 'a JDK';
    return existsSync(jar) ? undefined : `JeroMQ (${jar})`;
  },
  build: async (folder, programs) => {
    const groups = new Map<string, Set<string>>();
    for (const program of programs) {
      const out = classes(folder, program);
      const sources = groups.get(out) ?? new Set();
      groups.set(out, sources);
      for (const source of [program.source, ...program.shared]) sources.add(path.join(folder, source));
    }
    const args = [...groups].map(([out, sources]) => `${out}=${[...sources].join(',')}`);
    const driver = inRepository('test/scaffold/toolchains/CompileAll.java');
    await runQuietly('java', [`-Dcompile.classPath=${jar}`, driver, ...args]);
  },
  run: (folder, program) => ({
    command: 'java',
    args: [
      // quick to start, small: they live for seconds
      ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'],
      ...[
        '-cp',
        `${classes(folder, program)}${path.delimiter}${jar}`,
        path.basename(program.source, '.java'),
      ],
    ],
  }),
};
