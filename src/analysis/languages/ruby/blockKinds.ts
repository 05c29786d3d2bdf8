import { childOf, textOf, type SyntaxNode } from '../../syntax/syntaxNode';

/**
 * When a call's block runs: for each item of the receiver, at once, again and again, or later and elsewhere (threads,
 * handlers, whatever methods of the file do with it).
 */
export type BlockKind = 'each' | 'map' | 'select' | 'memo' | 'once' | 'tap' | 'forever' | 'later';

const kinds: Readonly<Record<string, BlockKind>> = {
  ...named(
    'each',
    'each',
    'each_entry',
    'reverse_each',
    'each_with_index',
    'each_pair',
    'each_value',
    'each_key',
  ),
  ...named('each', 'each_slice', 'each_cons', 'each_index', 'times', 'upto', 'downto', 'step', 'cycle'),
  ...named(
    'map',
    'map',
    'collect',
    'flat_map',
    'collect_concat',
    'filter_map',
    'map!',
    'to_h',
    'each_with_index_map',
  ),
  ...named(
    'select',
    'select',
    'filter',
    'reject',
    'sort_by',
    'take_while',
    'drop_while',
    'uniq',
    'find',
    'detect',
  ),
  ...named('memo', 'each_with_object'),
  ...named('tap', 'tap'),
  ...named(
    'once',
    'then',
    'yield_self',
    'synchronize',
    'catch',
    'timeout',
    'chdir',
    'begin',
    'silence',
    'realtime',
  ),
  ...named('forever', 'loop'),
};

export function blockKind(call: SyntaxNode, source: string): BlockKind {
  const method = childOf(call, 'method');
  const name = method ? textOf(method, source) : '';
  if (name === 'run') return isEventLoop(call, source) ? 'once' : 'later';
  return kindOfMethod(name);
}

export function kindOfMethod(name: string): BlockKind {
  return (Object.hasOwn(kinds, name) ? kinds[name] : undefined) ?? 'later';
}

/** `EM.run do … end` runs its block before anything else. */
function isEventLoop(call: SyntaxNode, source: string): boolean {
  const receiver = childOf(call, 'receiver');
  return receiver !== undefined && /^(EM|EventMachine|Async|Sync)$/.test(textOf(receiver, source));
}

function named(kind: BlockKind, ...names: string[]): Record<string, BlockKind> {
  return Object.fromEntries(names.map((name) => [name, kind]));
}
