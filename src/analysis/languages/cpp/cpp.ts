import { type Language } from '../language';
import { leaves } from '../c/c';
import { libzmq } from '../c/libzmq';
import { CppReader } from './cppReader';
import { cppzmq } from './cppzmq';
import { expressions } from './expressions';
import { superName } from './functions';
import { moduleFiles } from './moduleFiles';
import { statements } from './statements';
import { functions, methods, operators, transparent } from './values';
import { zmqpp } from './zmqpp';

/** What a header called `.h` has in C++ and cannot have in C. */
const onlyInCpp =
  /^\s*(?:class|namespace|template|public:|private:|protected:|using\b)|#include\s*<(?:zmq\.hpp|zmq_addon\.hpp|zmqpp\/|string>|vector>|memory>|string_view>)/m;

export const cpp: Language = {
  id: 'cpp',
  grammar: 'tree-sitter-cpp',
  extensions: ['.cpp', '.cc', '.cxx', '.c++', '.hpp', '.hh', '.hxx', '.h++', '.ipp', '.tpp', '.inl', '.txx'],
  claims: (extension, source) => extension === '.h' && onlyInCpp.test(source),
  libraries: [cppzmq, zmqpp, libzmq],
  mayUse: (source) => /zmq|zhelpers/i.test(source),
  leaves,
  read: (root, source) => [...new CppReader(source, { expressions, statements }, root).statements(root)],
  names: {
    declared: true,
    implicitThis: true,
    overloads: true,
    superName,
    appenders: new Set(['push_back', 'push_front', 'push', 'insert', 'append', 'add']),
  },
  functions,
  methods,
  operators,
  transparent,
  moduleFiles,
};
