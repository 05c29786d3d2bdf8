import { command, projectFolder, type ScaffoldLanguage } from '../language';
import { patternIds } from '../pattern';
import { importedFiles, nodePackage } from './nodePackage';

export const javascript: ScaffoldLanguage = {
  id: 'javascript',
  title: 'JavaScript',
  library: 'zeromq.js 6',
  offers: patternIds,
  reasons: {},
  transports: ['tcp', 'ipc'],
  fileName: (role) => `${role}.js`,
  sourceFolder: '',
  sharedFiles: importedFiles,
  buildFiles: (project) => [
    nodePackage(
      project,
      Object.fromEntries(project.programs.map(({ name, source }) => [name, `node ${source}`])),
    ),
  ],
  leavings: ['node_modules/'],
  needs: ['Node.js 20 or later with npm'],
  build: [{ verb: 'install', command: command('npm', 'install', '--no-audit', '--no-fund') }],
  run: ({ source }) => command('node', source),
  debuggers: ({ source }) => [
    {
      type: 'node',
      attributes: { program: `${projectFolder}/${source}`, console: 'integratedTerminal' },
    },
  ],
};
