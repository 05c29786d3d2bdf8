import type { Language } from '../language';
import { Reader } from '../reader';
import { clrzmq, clrzmq4 } from './clrzmq';
import { expressions } from './expressions';
import { impliedImports } from './imports';
import { moduleFiles } from './moduleFiles';
import { netmq } from './netmq';
import { statements } from './statements';
import { functions, methods, properties } from './values';

const socketClasses =
  /\b(X?Publisher|X?Subscriber|Request|Response|Router|Dealer|Push|Pull|Pair|Stream)Socket\b/;

export const csharp: Language = {
  id: 'csharp',
  grammar: 'tree-sitter-c-sharp',
  extensions: ['.cs', '.csx'],
  libraries: [netmq, clrzmq4, clrzmq],
  // with `global using` elsewhere only the classes tell
  mayUse: (source) => /\b(NetMQ|ZeroMQ|ZMQ)\b/.test(source) || socketClasses.test(source),
  leaves: new Set([
    'identifier',
    'predefined_type',
    'implicit_type',
    'integer_literal',
    'boolean_literal',
    'verbatim_string_literal',
    'modifier',
  ]),
  read: (root, source) => [
    ...impliedImports(source, socketClasses.test(source)),
    ...new Reader(source, { expressions, statements }).statements(root),
  ],
  names: {
    declared: true,
    implicitThis: true,
    overloads: true,
    superName: 'base',
    invokers: new Set(['Invoke', 'BeginInvoke', 'DynamicInvoke']),
    textMethod: 'ToString',
    appenders: new Set(['Add', 'Enqueue', 'Push', 'AddLast', 'AddFirst']),
  },
  functions,
  methods,
  properties,
  transparent: new Set([
    'Parse',
    'ToString',
    'ToInt32',
    'ToArray',
    'ToList',
    'ToHashSet',
    'ToImmutableArray',
    'ToImmutableList',
    'AsReadOnly',
    'AsEnumerable',
    'AsParallel',
    'Where',
    'Distinct',
    'OrderBy',
    'Reverse',
    'Trim',
    'TrimEnd',
    'TrimStart',
    'ToLower',
    'ToLowerInvariant',
    'ConfigureAwait',
    'GetBytes',
    'CreateScope',
    'Value',
    'CurrentValue',
  ]),
  isPackage: (module) => /^(System|Microsoft|Xunit|NUnit)(\.|$)/.test(module),
  moduleFiles,
};
