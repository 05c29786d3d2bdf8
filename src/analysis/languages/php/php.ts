import type { Language } from '../language';
import { Reader } from '../reader';
import { expressions } from './expressions';
import { moduleFiles } from './moduleFiles';
import { phpZmq } from './phpZmq';
import { reactZmq } from './reactZmq';
import { statements } from './statements';
import { methods } from './methods';
import { functions, operators } from './values';

export const php: Language = {
  id: 'php',
  grammar: 'tree-sitter-php',
  extensions: ['.php', '.phtml', '.inc', '.phpt'],
  libraries: [phpZmq, reactZmq],
  mayUse: (source) => /zmq/i.test(source),
  leaves: new Set(['name', 'integer', 'float', 'string_content', 'variable_name', 'text']),
  read: (root, source) => [...new Reader(source, { expressions, statements }).inside(root)],
  names: {
    declared: false,
    implicitThis: false,
    superName: 'parent',
    textMethod: '__toString',
    appenders: new Set(['push', 'append', 'attach']),
  },
  functions,
  methods,
  operators,
  transparent: new Set([
    'trim',
    'rtrim',
    'ltrim',
    'strval',
    'intval',
    'strtolower',
    'strtoupper',
    'array_slice',
    'iterator_to_array',
  ]),
  moduleFiles,
};
