import type { Expression } from '../../program/expression';
import type { Statement } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import { readClass, readObjectClass } from './classes';
import { nameHint } from './functionNodes';
import { readReexport } from './imports';
import { propertyName } from './patterns';

/** `export …`, with or without a declaration, a default, a list of names or another module's. */
export const readExport: StatementReader = (node, reader) => {
  const source = childOf(node, 'source');
  if (source) return [readReexport(node, source, reader)];
  const declaration = childOf(node, 'declaration');
  if (declaration) {
    const isUnnamed = !childOf(declaration, 'name') && /^(class|function)/.test(declaration.type);
    if (isUnnamed && /class/.test(declaration.type)) {
      return [{ kind: 'class', declaration: readClass(declaration, reader, 'default') }];
    }
    return reader.statements(declaration);
  }
  const value = childOf(node, 'value');
  if (value) {
    if (value.type === 'class') {
      return [{ kind: 'class', declaration: readClass(value, reader, 'default') }];
    }
    const object = readObjectClass(value, reader);
    const before: Statement[] = object ? [{ kind: 'class', declaration: object.declaration }] : [];
    const { start, end } = node;
    const target: Expression = { kind: 'name', name: 'default', start, end: start };
    const given = object?.object ?? nameHint(value, 'default', reader);
    const assign = { kind: 'assign', target, value: given, declares: true, start, end } as const;
    return [...before, { kind: 'expression', value: assign }];
  }
  const clause = node.children.find(({ type }) => type === 'export_clause');
  return clause ? readRenamed(clause, reader) : [];
};

/** `export { a as b }`: `b` is a name for others. */
function readRenamed(clause: SyntaxNode, reader: Reader): Statement[] {
  return clause.children.flatMap((specifier): Statement[] => {
    const name = childOf(specifier, 'name');
    const alias = childOf(specifier, 'alias');
    if (!name || !alias) return [];
    const { start, end } = specifier;
    const target: Expression = { kind: 'name', name: propertyName(alias, reader), start, end };
    const value = reader.expression(name);
    return [{ kind: 'expression', value: { kind: 'assign', target, value, declares: true, start, end } }];
  });
}
