import type { ImportStatement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import { propertyName } from './patterns';

type ImportedNames = ImportStatement['names'];

/** `import zmq, { Publisher as P } from 'zeromq'`, `import * as zmq from 'zeromq'`, `import zmq = require('zeromq')` */
export const readImport: StatementReader = (node, reader) => {
  const required = childOfType(node, 'import_require_clause');
  const source = childOf(required ?? node, 'source');
  if (!source) return [];
  const clause = required ?? childOfType(node, 'import_clause');
  const names = (clause?.children ?? []).flatMap((child): ImportedNames => {
    switch (child.type) {
      case 'identifier':
        return [{ local: reader.text(child), path: required ? '' : 'default' }];
      case 'namespace_import':
        return child.children.map((name) => ({ local: reader.text(name), path: '' }));
      case 'named_imports':
        return child.children.flatMap((specifier) => specifierOf(specifier, reader));
      default:
        return [];
    }
  });
  return [{ kind: 'import', module: propertyName(source, reader), names }];
};

/** `export { a as b } from './c'`, `export * from './c'`, `export * as c from './c'` */
export function readReexport(node: SyntaxNode, source: SyntaxNode, reader: Reader): ImportStatement {
  const module = propertyName(source, reader);
  const clause = childOfType(node, 'export_clause');
  const namespace = childOfType(node, 'namespace_export')?.children[0];
  if (clause) {
    const names = clause.children.flatMap((specifier) => specifierOf(specifier, reader));
    return { kind: 'import', module, names };
  }
  if (namespace) return { kind: 'import', module, names: [{ local: reader.text(namespace), path: '' }] };
  return { kind: 'import', module, names: [], isPassedOn: true };
}

function specifierOf(specifier: SyntaxNode, reader: Reader): ImportedNames {
  const name = childOf(specifier, 'name');
  if (!name) return [];
  const alias = childOf(specifier, 'alias') ?? name;
  return [{ local: propertyName(alias, reader), path: propertyName(name, reader) }];
}

/** `const zmq = require('zeromq')`, `const { socket: make } = await import('zeromq')`; undefined for anything else. */
export function readRequire(
  pattern: SyntaxNode,
  value: SyntaxNode,
  reader: Reader,
): ImportStatement | undefined {
  const inner = unwrapped(value);
  if (inner.type === 'member_expression') {
    const object = childOf(inner, 'object');
    const property = childOf(inner, 'property');
    const module = object && requiredModule(unwrapped(object), reader);
    if (module === undefined || !property || pattern.type !== 'identifier') return undefined;
    const names = [{ local: reader.text(pattern), path: reader.text(property) }];
    return { kind: 'import', module, names };
  }
  const module = requiredModule(inner, reader);
  if (module === undefined) return undefined;
  if (pattern.type === 'identifier') {
    return { kind: 'import', module, names: [{ local: reader.text(pattern), path: '' }] };
  }
  const names = pattern.children.flatMap((child): ImportedNames => {
    if (child.type === 'shorthand_property_identifier_pattern') {
      return [{ local: reader.text(child), path: reader.text(child) }];
    }
    const key = childOf(child, 'key');
    const local = childOf(child, 'value');
    return child.type === 'pair_pattern' && key && local?.type === 'identifier'
      ? [{ local: reader.text(local), path: propertyName(key, reader) }]
      : [];
  });
  const isPlain = pattern.type === 'object_pattern' && names.length === pattern.children.length;
  return isPlain ? { kind: 'import', module, names } : undefined;
}

function unwrapped(node: SyntaxNode): SyntaxNode {
  const [first] = node.children;
  return first && /^(await|parenthesized|as)_expression$/.test(node.type) ? unwrapped(first) : node;
}

function requiredModule(call: SyntaxNode, reader: Reader): string | undefined {
  const callee = call.type === 'call_expression' ? childOf(call, 'function') : undefined;
  if (!callee || !/^(require|import)$/.test(reader.text(callee))) return undefined;
  const [module] = childOf(call, 'arguments')?.children ?? [];
  return module?.type === 'string' ? propertyName(module, reader) : undefined;
}
