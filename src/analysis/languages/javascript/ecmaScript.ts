import type { Language } from '../language';
import { Reader } from '../reader';
import { expressions } from './expressions';
import { isPackage, moduleFiles } from './moduleFiles';
import { readRun, statements } from './statements';
import { functions, methods } from './values';
import { zeromqJs } from './zeromqJs';
import { zeromqJs5 } from './zeromqJs5';

/** What JavaScript and TypeScript share. */
export const ecmaScript: Omit<Language, 'id' | 'grammar' | 'extensions'> = {
  libraries: [zeromqJs, zeromqJs5],
  mayUse: (source) => /\bzeromq\b|\bzmq\b/.test(source),
  leaves: new Set([
    'identifier',
    'property_identifier',
    'private_property_identifier',
    'shorthand_property_identifier',
    'shorthand_property_identifier_pattern',
    'type_identifier',
    'predefined_type',
    'number',
    'regex',
    'jsx_text',
    'string_fragment',
    'interface_declaration',
    'type_alias_declaration',
    'type_parameters',
    'function_signature',
    'this',
    'true',
    'false',
    'null',
    'undefined',
  ]),
  read: (root, source) => readRun(root, new Reader(source, { expressions, statements })),
  names: {
    declared: true,
    implicitThis: false,
    fieldsAreNoArguments: true,
    superName: 'super',
    textMethod: 'toString',
    appenders: new Set(['push', 'unshift', 'add']),
    keyedAppenders: new Set(['set']),
  },
  functions,
  methods,
  transparent: new Set([
    'String',
    'Number',
    'parseInt',
    'parseFloat',
    'toString',
    'trim',
    'toLowerCase',
    'valueOf',
    'from',
    'catch',
    'finally',
  ]),
  moduleFiles,
  isPackage,
};
