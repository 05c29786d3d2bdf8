import { command, projectFolder, type ScaffoldCommand, type ScaffoldLanguage } from '../language';
import { patternIds } from '../pattern';

/** Runs the interpreter of the project's virtual environment. */
function inEnvironment(...args: readonly string[]): ScaffoldCommand {
  return {
    ...command('.venv/bin/python', ...args),
    windows: command('.venv\\Scripts\\python.exe', ...args),
  };
}

export const python: ScaffoldLanguage = {
  id: 'python',
  title: 'Python',
  library: 'pyzmq',
  offers: patternIds,
  reasons: {},
  transports: ['tcp', 'ipc'],
  // a program named queue.py would stand in for Python's own module
  fileName: (role) => (role === 'queue' ? 'message_queue.py' : `${role}.py`),
  sourceFolder: '',
  sharedFiles: () => [],
  buildFiles: () => [{ path: 'requirements.txt', text: 'pyzmq>=24\n' }],
  leavings: ['.venv/', '__pycache__/'],
  needs: ['Python 3.10 or later'],
  build: [
    {
      verb: 'prepare',
      command: {
        ...command('python3', '-m', 'venv', '.venv'),
        windows: command('python', '-m', 'venv', '.venv'),
      },
    },
    {
      verb: 'install',
      command: inEnvironment('-m', 'pip', 'install', '--quiet', '--requirement', 'requirements.txt'),
    },
  ],
  run: ({ source }) => inEnvironment(source),
  debuggers: ({ source }) => [
    {
      type: 'debugpy',
      attributes: {
        program: `${projectFolder}/${source}`,
        python: `${projectFolder}/.venv/bin/python`,
        console: 'integratedTerminal',
        windows: { python: `${projectFolder}/.venv/Scripts/python.exe` },
      },
    },
  ],
};
