import type { Statement } from '../../program/statement';
import type { SyntaxNode } from '../../syntax/syntaxNode';
import type { Language } from '../language';
import { leaves } from '../c/c';
import { libzmq } from '../c/libzmq';
import { CppReader } from './cppReader';
import { cppzmq } from './cppzmq';
import { expressions } from './expressions';
import { superName } from './functions';
import { moduleFiles } from './moduleFiles';
import { statements } from './statements';
import { functions, methods, operators, transparent } from './values';
import { withoutMacros } from './withoutMacros';
import { zmqpp } from './zmqpp';

/** What a header called `.h` has in C++ and cannot have in C. */
const onlyInCpp =
  /^\s*(?:class|namespace|template|public:|private:|protected:|using\b)|#include\s*<(?:zmq\.hpp|zmq_addon\.hpp|zmqpp\/|string>|vector>|memory>|string_view>)/m;

/** The file's statements; the libraries' namespaces are known without a declaration. */
function readFile(root: SyntaxNode, source: string): Statement[] {
  const reader = new CppReader(source, { expressions, statements }, root);
  const used = ['zmq', 'zmqpp'].filter((name) => new RegExp(`\\b${name}\\b`).test(source));
  return [
    ...used.map((module): Statement => ({ kind: 'import', module, names: [{ local: module, path: '' }] })),
    ...reader.statements(root),
  ];
}

export const cpp: Language = {
  id: 'cpp',
  grammar: 'tree-sitter-cpp',
  extensions: ['.cpp', '.cc', '.cxx', '.c++', '.hpp', '.hh', '.hxx', '.h++', '.ipp', '.tpp', '.inl', '.txx'],
  claims: (extension, source) => extension === '.h' && onlyInCpp.test(source),
  libraries: [cppzmq, zmqpp, libzmq],
  mayUse: (source) => /zmq|zhelpers/i.test(source),
  prepare: withoutMacros,
  leaves,
  read: readFile,
  names: {
    declared: true,
    implicitThis: true,
    overloads: true,
    copies: true,
    superName,
    included: /^[A-Z]|^k[A-Z]|::$/,
    appenders: new Set(['push_back', 'push_front', 'push', 'insert', 'append', 'add']),
  },
  functions,
  methods,
  operators,
  transparent,
  moduleFiles,
};
