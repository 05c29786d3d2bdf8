import path from 'node:path';
import { runQuietly } from '../../../scripts/runProcess';
import type { LanguageId } from '../../../src/scaffold/language';
import { succeeds } from './probe';
import type { Toolchain } from './toolchain';

/** As people build, less the debug information, which takes a third of the compiler's time. */
function quickly(language: 'C' | 'CXX'): string[] {
  return ['-DCMAKE_BUILD_TYPE=Debug', `-DCMAKE_${language}_FLAGS_DEBUG=-O0`];
}

function cmake(language: LanguageId, compiler: string, header: string): Toolchain {
  return {
    language,
    missing: () => {
      if (!succeeds('cmake', ['--version'])) return 'cmake';
      if (!succeeds('pkg-config', ['--exists', 'libzmq'])) return 'pkg-config with libzmq3-dev';
      const isThere = succeeds(
        compiler,
        ['-fsyntax-only', '-x', language === 'c' ? 'c' : 'c++', '-'],
        header,
      );
      return isThere ? undefined : `${compiler} with ${header.trim()}`;
    },
    build: async (folder) => {
      await runQuietly('cmake', ['-S', '.', '-B', 'build', ...quickly(language === 'c' ? 'C' : 'CXX')], {
        cwd: folder,
      });
      await runQuietly('cmake', ['--build', 'build', '--parallel', '2'], { cwd: folder });
    },
    run: (folder, { name }) => ({ command: path.join(folder, 'build', name), args: [] }),
  };
}

export const c = cmake('c', 'cc', '#include <zmq.h>\n');
export const cpp = cmake('cpp', 'c++', '#include <zmq.hpp>\n');
