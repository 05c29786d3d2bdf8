import { command, projectFolder, type ScaffoldLanguage } from '../language';
import { patternIds } from '../pattern';
import { importedFiles, nodePackage } from './nodePackage';

const compilerOptions = {
  target: 'ES2022',
  module: 'NodeNext',
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  types: ['node'],
  sourceMap: true,
  rootDir: 'src',
  outDir: 'dist',
};

export const typescript: ScaffoldLanguage = {
  id: 'typescript',
  title: 'TypeScript',
  library: 'zeromq.js 6',
  offers: patternIds,
  reasons: {},
  transports: ['tcp', 'ipc'],
  fileName: (role) => `${role}.ts`,
  sourceFolder: 'src',
  sharedFiles: (source) => importedFiles(source).map((name) => name.replace(/\.js$/, '.ts')),
  buildFiles: (project) => [
    nodePackage(
      project,
      {
        build: 'tsc',
        ...Object.fromEntries(
          project.programs.map(({ name, source }) => [name, `node ${compiledFile(source)}`]),
        ),
      },
      { '@types/node': '^20.19.0', typescript: '^5.9.0' },
    ),
    {
      path: 'tsconfig.json',
      text: `${JSON.stringify({ compilerOptions, include: ['src'] }, undefined, 2)}\n`,
    },
  ],
  leavings: ['node_modules/', 'dist/'],
  needs: ['Node.js 20 or later with npm'],
  build: [
    { verb: 'install', command: command('npm', 'install', '--no-audit', '--no-fund') },
    { verb: 'build', command: command('npm', 'run', 'build') },
  ],
  run: ({ source }) => command('node', compiledFile(source)),
  debuggers: ({ source }) => [
    {
      type: 'node',
      attributes: {
        program: `${projectFolder}/${compiledFile(source)}`,
        outFiles: [`${projectFolder}/dist/**/*.js`],
        console: 'integratedTerminal',
      },
    },
  ],
};

function compiledFile(source: string): string {
  return source.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');
}
