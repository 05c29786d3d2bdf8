import type { Language } from '../language';
import { Reader } from '../reader';
import { expressions } from './expressions';
import { goczmq } from './goczmq';
import { goZeromq } from './goZeromq';
import { gozmq } from './gozmq';
import { moduleFiles } from './moduleFiles';
import { pebbe } from './pebbe';
import { readFile, statements } from './statements';
import { functions, methods } from './values';

export const go: Language = {
  id: 'go',
  grammar: 'tree-sitter-go',
  extensions: ['.go'],
  libraries: [pebbe, goZeromq, goczmq, gozmq],
  mayUse: (source) => /zmq/.test(source),
  leaves: new Set([
    'identifier',
    'field_identifier',
    'type_identifier',
    'package_identifier',
    'blank_identifier',
    'int_literal',
    'float_literal',
    'true',
    'false',
    'nil',
    'iota',
    'interface_type',
    'function_type',
    'channel_type',
  ]),
  read: (root, source) => readFile(root, new Reader(source, { expressions, statements })),
  names: {
    declared: true,
    implicitThis: false,
    fieldsByName: true,
    appenders: new Set(['append']),
    included:
      /^(?!(?:append|cap|clear|close|copy|delete|len|make|max|min|new|panic|print|println|recover)$)\w/,
  },
  functions,
  methods,
  transparent: new Set(['string', 'TrimSpace', 'Clone', 'String', 'Must', 'int', 'int64', 'uint16', 'Bytes']),
  // the standard library's have no host
  isPackage: (module) => !/^[^/]*\./.test(module) && module !== '.',
  moduleFiles,
};
