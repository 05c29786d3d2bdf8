import type { ImportStatement } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';

/** rbczmq's names are those of ffi-rzmq, and mean something else. */
const namespaces: Readonly<Record<string, string>> = { rbczmq: 'ZMQ' };

/** `require 'ffi-rzmq'`, `require_relative 'config'`, `load 'x.rb'`, `autoload :X, 'x'`. */
export function readImport(node: SyntaxNode, reader: Reader): ImportStatement[] | undefined {
  const method = childOf(node, 'method');
  if (!method || childOf(node, 'receiver')) return undefined;
  const verb = reader.text(method);
  if (!/^(require|require_relative|load)$/.test(verb)) return undefined;
  const text = /^['"]([^'"#]+)['"]$/.exec(reader.text(childOf(node, 'arguments')?.children[0] ?? node))?.[1];
  if (text === undefined) return undefined;
  const isRelative = verb === 'require_relative' || text.startsWith('.');
  const module = isRelative ? `./${text.replace(/^\.\//, '')}` : text;
  const local = Object.hasOwn(namespaces, module) ? namespaces[module] : undefined;
  return [
    {
      kind: 'import',
      module,
      names: local === undefined ? [] : [{ local, path: '' }],
      isWildcard: isRelative,
    },
  ];
}
