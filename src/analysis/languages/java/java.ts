import type { Language } from '../language';
import { Reader } from '../reader';
import { expressions } from './expressions';
import { jeromq } from './jeromq';
import { moduleFiles } from './moduleFiles';
import { statements } from './statements';
import { functions, methods } from './values';

export const java: Language = {
  id: 'java',
  grammar: 'tree-sitter-java',
  extensions: ['.java'],
  libraries: [jeromq],
  mayUse: (source) => /\b(zeromq|zmq)\b/i.test(source),
  leaves: new Set([
    'identifier',
    'type_identifier',
    'decimal_integer_literal',
    'hex_integer_literal',
    'character_literal',
    'asterisk',
  ]),
  read: (root, source) => [...new Reader(source, { expressions, statements }).inside(root)],
  names: {
    declared: true,
    implicitThis: true,
    overloads: true,
    superName: 'super',
    invokers: 'all',
    textMethod: 'toString',
    appenders: new Set(['add', 'addLast', 'addFirst', 'push', 'offer']),
  },
  functions,
  methods,
  transparent: new Set([
    'valueOf',
    'toString',
    'getBytes',
    'trim',
    'strip',
    'toLowerCase',
    'intern',
    'intValue',
    'parseInt',
    'requireNonNull',
    'unmodifiableList',
    'stream',
    'parallelStream',
    'sequential',
    'parallel',
    'iterator',
    'boxed',
    'distinct',
    'sorted',
    'filter',
    'peek',
    'toList',
    'toArray',
    'collect',
    'orElseThrow',
    'getAsString',
    'join',
  ]),
  isPackage: (module) =>
    /^(javax?|jdk|io\.netty|org\.(junit|slf4j|springframework|apache))(\.|$)/.test(module),
  moduleFiles,
};
