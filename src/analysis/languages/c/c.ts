import type { Language } from '../language';
import { Reader } from '../reader';
import { czmq } from './czmq';
import { expressions } from './expressions';
import { libzmq } from './libzmq';
import { moduleFiles } from './moduleFiles';
import { statements } from './statements';
import { functions, operators, transparent } from './values';

/** Nodes of the grammar that are read as they are written. */
export const leaves: ReadonlySet<string> = new Set([
  'identifier',
  'field_identifier',
  'type_identifier',
  'primitive_type',
  'number_literal',
  'string_literal',
  'char_literal',
  'system_lib_string',
  'preproc_arg',
  'storage_class_specifier',
  'type_qualifier',
]);

export const c: Language = {
  id: 'c',
  grammar: 'tree-sitter-c',
  extensions: ['.c', '.h'],
  libraries: [libzmq, czmq],
  mayUse: (source) => /zmq|zsock|zctx_|zhelpers|zactor/i.test(source),
  leaves,
  read: (root, source) => [...new Reader(source, { expressions, statements }).inside(root)],
  names: {
    declared: true,
    implicitThis: false,
    fieldsByName: true,
    appenders: new Set(),
  },
  functions,
  methods: {},
  operators,
  transparent,
  moduleFiles,
};
