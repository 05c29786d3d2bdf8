import type { ImportStatement } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';

/** `import zmq "github.com/pebbe/zmq4"`, `import . "fmt"` */
export const readImport: StatementReader = (node, reader) =>
  node.children.flatMap((child) =>
    child.type === 'import_spec_list'
      ? child.children.flatMap((one) => readSpec(one, reader))
      : readSpec(child, reader),
  );

function readSpec(node: SyntaxNode, reader: Reader): ImportStatement[] {
  const path = childOf(node, 'path');
  if (!path) return [];
  const module = reader.text(path).slice(1, -1);
  const name = childOf(node, 'name');
  if (name?.type === 'dot') return [{ kind: 'import', module, names: [], isWildcard: true }];
  const local = name ? reader.text(name) : packageName(module);
  return [{ kind: 'import', module, names: local === '_' ? [] : [{ local, path: '' }] }];
}

/** The package's name by custom: `goczmq` for `github.com/zeromq/goczmq/v4` and `gopkg.in/zeromq/goczmq.v4`. */
function packageName(module: string): string {
  const path = module.replace(/[./]v\d+$/, '');
  return path.slice(path.lastIndexOf('/') + 1);
}
