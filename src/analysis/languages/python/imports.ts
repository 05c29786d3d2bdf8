import type { ImportStatement } from '../../program/statement';
import { childOf, childrenOf, childOfType } from '../../syntax/syntaxNode';
import type { StatementReader } from '../reader';

/** `import zmq`, `import zmq.asyncio`, `import zmq.green as zmq` */
export const readImport: StatementReader = (node, reader) =>
  childrenOf(node, 'name').map((item): ImportStatement => {
    const name = childOf(item, 'name');
    const alias = childOf(item, 'alias');
    if (name && alias) {
      return { kind: 'import', module: reader.text(name), names: [{ local: reader.text(alias), path: '' }] };
    }
    // without `as` the first part becomes a name, and stands for the top module
    const [top = ''] = reader.text(item).split('.');
    return { kind: 'import', module: top, names: [{ local: top, path: '' }] };
  });

/** `from zmq import PUB as P, SUB`, `from . import config`, `from zmq import *` */
export const readFromImport: StatementReader = (node, reader) => {
  const from = childOf(node, 'module_name');
  if (!from) return [];
  const module = reader.text(from);
  const names = childrenOf(node, 'name').map((item) => {
    const name = childOf(item, 'name') ?? item;
    const alias = childOf(item, 'alias') ?? name;
    return { local: reader.text(alias), path: reader.text(name) };
  });
  return [{ kind: 'import', module, names, isWildcard: childOfType(node, 'wildcard_import') !== undefined }];
};
