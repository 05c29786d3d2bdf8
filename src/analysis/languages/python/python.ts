import type { Language } from '../language';
import { Reader } from '../reader';
import { expressions } from './expressions';
import { moduleFiles } from './moduleFiles';
import { pyzmq } from './pyzmq';
import { statements } from './statements';
import { functions, methods, operators, settings } from './values';

export const python: Language = {
  id: 'python',
  grammar: 'tree-sitter-python',
  extensions: ['.py', '.pyw', '.pyi'],
  libraries: [pyzmq],
  mayUse: (source) => /\bzmq\b/.test(source),
  leaves: new Set(['identifier', 'integer', 'float', 'string_start', 'string_end', 'true', 'false', 'none']),
  read: (root, source) => [...new Reader(source, { expressions, statements }).inside(root)],
  names: {
    declared: false,
    implicitThis: false,
    superName: 'super',
    textMethod: '__str__',
    appenders: new Set(['append', 'add', 'appendleft']),
  },
  functions,
  methods,
  settings,
  operators,
  transparent: new Set([
    'str',
    'int',
    'bytes',
    'encode',
    'decode',
    'strip',
    'rstrip',
    'lower',
    'copy',
    'gather',
    'wait_for',
  ]),
  moduleFiles,
};
