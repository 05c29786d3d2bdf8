import type { Expression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';

/** The arguments that JUnit gives to a parameterized test, as `FunctionDeclaration.cases`. */
export function readTestCases(method: SyntaxNode, reader: Reader): Expression | undefined {
  const annotations = childOfType(method, 'modifiers')?.children ?? [];
  const items = annotations.flatMap((annotation): Expression[] => {
    const name = childOf(annotation, 'name');
    const given = childOf(annotation, 'arguments')?.children[0];
    switch (name && reader.text(name).replace(/^.*\./, '')) {
      case 'ValueSource':
        return given ? listed(given, reader).map((value) => reader.expression(value)) : [];
      case 'CsvSource':
        return given ? listed(given, reader).map((row) => readRow(row, reader)) : [];
      case 'MethodSource':
        return sourcesOf(given, method, reader).map((source) => spread(source, annotation));
      default:
        return [];
    }
  });
  const { start } = method;
  return items.length > 0 ? { kind: 'list', items, start, end: start } : undefined;
}

/** The values of `strings = {"a", "b"}`, `{"a", "b"}` and `"a"`. */
function listed(given: SyntaxNode, reader: Reader): readonly SyntaxNode[] {
  if (given.type === 'element_value_pair') {
    const value = childOf(given, 'value');
    return value ? listed(value, reader) : [];
  }
  return given.type === 'element_value_array_initializer' ? given.children : [given];
}

/** `"tcp://*:1, PUB"` */
function readRow(row: SyntaxNode, reader: Reader): Expression {
  const { start, end } = row;
  const text = reader.expression(row);
  const [content] = text.kind === 'text' ? text.parts : [];
  if (typeof content !== 'string') return text;
  const cells = content.split(',').map((cell) => cell.trim().replace(/^'(.*)'$/, '$1'));
  return {
    kind: 'list',
    items: cells.map((cell): Expression => ({ kind: 'text', parts: [cell], start, end })),
    start,
    end,
  };
}

/** Methods of the class; without a name the one that is called like the test. */
function sourcesOf(given: SyntaxNode | undefined, method: SyntaxNode, reader: Reader): string[] {
  const own = childOf(method, 'name');
  if (!given) return own ? [reader.text(own)] : [];
  return listed(given, reader).flatMap((value) => {
    const text = reader.expression(value);
    const [name] = text.kind === 'text' ? text.parts : [];
    return typeof name === 'string' && !name.includes('#') ? [name] : [];
  });
}

function spread(name: string, { start }: SyntaxNode): Expression {
  const range = { start, end: start };
  const callee: Expression = { kind: 'name', name, isMethod: true, ...range };
  return { kind: 'spread', value: { kind: 'call', callee, args: [], ...range }, ...range };
}
