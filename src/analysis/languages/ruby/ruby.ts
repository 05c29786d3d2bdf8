import type { Language } from '../language';
import { Reader } from '../reader';
import { cztop } from './cztop';
import { emZeromq } from './emZeromq';
import { expressions } from './expressions';
import { ffiRzmq } from './ffiRzmq';
import { moduleFiles } from './moduleFiles';
import { rbczmq } from './rbczmq';
import { keepFile, RubyFile } from './rubyFile';
import { statements } from './statements';
import { functions, methods, operators } from './values';

export const ruby: Language = {
  id: 'ruby',
  grammar: 'tree-sitter-ruby',
  extensions: ['.rb', '.rake', '.ru', '.gemspec'],
  libraries: [ffiRzmq, cztop, rbczmq, emZeromq],
  mayUse: (source) => /zmq|ZMQ|cztop|CZTop|zeromq|ZeroMQ/.test(source),
  leaves: new Set(['identifier', 'constant', 'instance_variable', 'integer', 'float', 'simple_symbol']),
  read: (root, source) => {
    const reader = new Reader(source, { expressions, statements });
    keepFile(reader, new RubyFile(root, source));
    return [...reader.inside(root)];
  },
  names: {
    declared: false,
    implicitThis: true,
    superName: 'super',
    ownDefaults: true,
    makerName: 'new',
    readsByCalls: true,
    ownBases: true,
    textMethod: 'to_s',
    appenders: new Set(['<<', 'push', 'append', 'add', 'unshift']),
  },
  functions,
  methods,
  operators,
  transparent: new Set([
    'to_s',
    'to_sym',
    'to_i',
    'to_a',
    'to_h',
    'to_str',
    'to_set',
    'String',
    'Integer',
    'Array',
    'freeze',
    'dup',
    'clone',
    'compact',
    'uniq',
    'sort',
    'reverse',
    'shuffle',
    'flatten',
    'encode',
    'force_encoding',
    'b',
    'itself',
    'downcase',
    'lazy',
    'make_shareable',
  ]),
  moduleFiles,
};
