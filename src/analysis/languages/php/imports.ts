import type { ImportStatement, Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import { nameAt } from './names';

/** `use App\Config;`, `use React\ZMQ\Context as ZmqContext;`, `use App\{Config, Ports as P};` */
export const readUse: StatementReader = (node, reader) => {
  const group = childOf(node, 'body');
  const prefixNode = group && childOfType(node, 'namespace_name');
  const prefix = prefixNode ? `${pathOf(reader.text(prefixNode))}.` : '';
  return (group ?? node).children.flatMap((clause): ImportStatement[] => {
    if (clause.type !== 'namespace_use_clause') return [];
    const alias = childOf(clause, 'alias');
    const name = clause.children.find((child) => child !== alias && /name$/.test(child.type));
    if (!name) return [];
    const module = prefix + pathOf(reader.text(name));
    const local = alias ? reader.text(alias) : module.slice(module.lastIndexOf('.') + 1);
    return [{ kind: 'import', module, names: [{ local, path: '' }] }];
  });
};

/** The classes of the namespace are known in all its files. */
export const readNamespace: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  const own: ImportStatement[] = name
    ? [{ kind: 'import', module: pathOf(reader.text(name)), names: [], isWildcard: true }]
    : [];
  return [...own, ...reader.inside(childOf(node, 'body'))];
};

/** `require __DIR__ . '/config.php';` */
export function readRequire(node: SyntaxNode, reader: Reader): Statement[] | undefined {
  if (!/^(require|include)(_once)?_expression$/.test(node.type)) return undefined;
  const path = /['"]([^'"$]+\.(?:php|inc))['"]\s*\)?$/.exec(reader.text(node))?.[1];
  if (path === undefined) return [];
  const module = `./${path.replace(/^\.?\//, '')}`;
  return [{ kind: 'import', module, names: [], isWildcard: true }];
}

/** `define('PORT', 5555);` */
export function readDefine(node: SyntaxNode, reader: Reader): Statement[] | undefined {
  const called = childOf(node, 'function');
  if (node.type !== 'function_call_expression' || !called || reader.text(called) !== 'define')
    return undefined;
  const [name, value] = (childOf(node, 'arguments')?.children ?? []).flatMap(
    ({ children }) => children.at(-1) ?? [],
  );
  const text = name && /^['"](\w+)['"]$/.exec(reader.text(name))?.[1];
  if (!name || text === undefined || !value) return undefined;
  const { start, end } = node;
  const target = nameAt(text, name);
  return [
    { kind: 'expression', value: { kind: 'assign', target, value: reader.expression(value), start, end } },
  ];
}

function pathOf(text: string): string {
  return text.replace(/^\\/, '').replaceAll('\\', '.');
}
