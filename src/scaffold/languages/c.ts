import { command, type ScaffoldLanguage } from '../language';
import { patternIds } from '../pattern';
import { cmakeLists, includedFiles } from './cmakeProject';
import { nativeDebuggers } from './nativeDebuggers';

export const c: ScaffoldLanguage = {
  id: 'c',
  title: 'C',
  library: 'libzmq',
  offers: patternIds,
  reasons: {},
  transports: ['tcp', 'ipc'],
  fileName: (role) => `${role}.c`,
  sourceFolder: '',
  sharedFiles: includedFiles,
  buildFiles: (project) => [
    cmakeLists(project, { cmakeLanguage: 'C', standard: 'C_STANDARD 11', packages: ['libzmq'] }),
  ],
  leavings: ['build/'],
  needs: ['a C compiler, CMake 3.16 or later, pkg-config, and libzmq with its headers (Debian: libzmq3-dev)'],
  build: [
    { verb: 'configure', command: command('cmake', '-S', '.', '-B', 'build', '-DCMAKE_BUILD_TYPE=Debug') },
    { verb: 'build', command: command('cmake', '--build', 'build') },
  ],
  run: ({ name }) => command(`build/${name}`),
  debuggers: ({ name }) => nativeDebuggers(`build/${name}`),
};
