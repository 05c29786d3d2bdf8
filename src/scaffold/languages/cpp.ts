import { command, type ScaffoldLanguage } from '../language';
import { patternIds } from '../pattern';
import { cmakeLists, includedFiles } from './cmakeProject';
import { nativeDebuggers } from './nativeDebuggers';

export const cpp: ScaffoldLanguage = {
  id: 'cpp',
  title: 'C++',
  library: 'cppzmq',
  offers: patternIds,
  reasons: {},
  transports: ['tcp', 'ipc'],
  fileName: (role) => `${role}.cpp`,
  sourceFolder: '',
  sharedFiles: includedFiles,
  buildFiles: (project) => [
    cmakeLists(project, {
      cmakeLanguage: 'CXX',
      standard: 'CXX_STANDARD 17',
      packages: ['libzmq', 'cppzmq'],
    }),
  ],
  leavings: ['build/'],
  needs: [
    'a C++ compiler, CMake 3.16 or later, pkg-config, and libzmq and cppzmq with their headers (Debian: libzmq3-dev, cppzmq-dev)',
  ],
  build: [
    { verb: 'configure', command: command('cmake', '-S', '.', '-B', 'build', '-DCMAKE_BUILD_TYPE=Debug') },
    { verb: 'build', command: command('cmake', '--build', 'build') },
  ],
  run: ({ name }) => command(`build/${name}`),
  debuggers: ({ name }) => nativeDebuggers(`build/${name}`),
};
