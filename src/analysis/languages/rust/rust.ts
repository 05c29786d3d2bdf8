import type { Language } from '../language';
import { Reader } from '../reader';
import { expressions } from './expressions';
import { readFile } from './items';
import { moduleFiles } from './moduleFiles';
import { rustZmq } from './rustZmq';
import { statements } from './statements';
import { functions, methods } from './values';
import { zeromqCrate } from './zeromqCrate';

export const rust: Language = {
  id: 'rust',
  grammar: 'tree-sitter-rust',
  extensions: ['.rs'],
  libraries: [rustZmq, zeromqCrate],
  mayUse: (source) => /\b(?:zmq|zeromq)\b/.test(source),
  leaves: new Set([
    'identifier',
    'field_identifier',
    'type_identifier',
    'primitive_type',
    'shorthand_field_identifier',
    'integer_literal',
    'float_literal',
    'boolean_literal',
    'char_literal',
    'lifetime',
    'macro_definition',
    'visibility_modifier',
  ]),
  read: (root, source) => readFile(root, new Reader(source, { expressions, statements })),
  names: {
    declared: true,
    implicitThis: false,
    fieldsByName: true,
    appenders: new Set(['push', 'push_back', 'insert']),
    keyedAppenders: new Set(['insert']),
    derivedMakers: new Set(['default']),
  },
  functions,
  methods,
  transparent: new Set(
    `Ok Some from into to_string to_owned to_str to_vec as_str as_bytes as_ref as_mut as_deref as_slice clone cloned
    copied unwrap expect unwrap_or_default map_err context with_context wrap_err ok lock borrow borrow_mut read write
    iter iter_mut into_iter into_boxed_str collect parse trim into_bytes as_deref_mut take try_into rev ok_or
    ok_or_else by_ref deref block_on display to_string_lossy`.split(/\s+/),
  ),
  moduleFiles,
};
