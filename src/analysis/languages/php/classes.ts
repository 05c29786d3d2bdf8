import type { Argument, Expression } from '../../program/expression';
import type { ClassDeclaration, Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import { readMethod, readType } from './functions';
import { constructorName, inClass, nameAt } from './names';

/** Classes, interfaces, traits, enumerations. */
export const readClass: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  const body = childOf(node, 'body');
  if (!name || !body) return reader.inside(node);
  return [{ kind: 'class', declaration: classOf(reader.text(name), node, body, reader) }];
};

/** `new class(…) extends Base { … }` makes a class and its one object where it stands. */
export function anonymousObject(node: SyntaxNode, args: readonly Argument[], reader: Reader): Expression {
  const body = childOf(node, 'body');
  if (!body) return reader.opaque(node);
  const { start, end } = node;
  const range = { start, end };
  const name = `class@${start}`;
  const declaration = { ...classOf(name, node, body, reader), start: body.start };
  const made: Expression = { kind: 'call', callee: nameAt(name, range), args, ...range };
  const statements: Statement[] = [
    { kind: 'class', declaration },
    { kind: 'return', value: made },
  ];
  const maker: Expression = {
    kind: 'function',
    declaration: { parameters: [], body: statements, ...range },
    ...range,
  };
  return { kind: 'call', callee: maker, args: [], ...range };
}

function classOf(name: string, node: SyntaxNode, body: SyntaxNode, reader: Reader): ClassDeclaration {
  const clauses = [childOfType(node, 'base_clause'), childOfType(node, 'class_interface_clause')];
  const traits = body.children.filter(({ type }) => type === 'use_declaration');
  const bases = [...clauses, ...traits].flatMap((clause) =>
    reader.all(clause?.children.filter(({ type }) => /name$/.test(type)) ?? []),
  );
  return {
    name,
    bases,
    body: inClass(name, reader, () => body.children.flatMap((child) => readMember(child, reader))),
    constructorName,
    isEnumeration: node.type === 'enum_declaration',
    start: node.start,
    end: node.end,
  };
}

function readMember(node: SyntaxNode, reader: Reader): Statement[] {
  switch (node.type) {
    case 'method_declaration':
      return [{ kind: 'function', declaration: readMethod(node, reader) }];
    case 'property_declaration': {
      const type = childOf(node, 'type');
      return node.children.flatMap((child) => {
        const name = child.type === 'property_element' ? childOf(child, 'name') : undefined;
        const value = reader.optional(childOf(child, 'default_value'));
        return name
          ? [field(reader.text(name).replace(/^\$/, ''), value, child, type && readType(type, reader))]
          : [];
      });
    }
    case 'enum_case': {
      const name = childOf(node, 'name');
      if (!name) return [];
      const { start, end } = name;
      const label: Expression = { kind: 'text', parts: [reader.text(name)], start, end };
      return [field(reader.text(name), reader.optional(childOf(node, 'value')) ?? label, node)];
    }
    case 'use_declaration':
      return [];
    default:
      return [...reader.statements(node)];
  }
}

function field(
  name: string,
  value: Expression | undefined,
  { start, end }: SyntaxNode,
  type?: Expression,
): Statement {
  const isNull = value?.kind === 'constant' && value.value === null;
  const target = nameAt(name, { start, end: start });
  return {
    kind: 'expression',
    value: { kind: 'assign', target, value: isNull && type ? undefined : value, type, start, end },
  };
}
