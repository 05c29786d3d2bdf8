import { lastName } from '../../program/calledName';
import type { Expression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';

/** The arguments that xUnit, NUnit or MSTest give to a test, as `FunctionDeclaration.cases`. */
export function readTestCases(method: SyntaxNode, reader: Reader): Expression | undefined {
  const attributes = method.children.filter(({ type }) => type === 'attribute_list');
  const items = attributes
    .flatMap(({ children }) => children)
    .flatMap((attribute): Expression[] => {
      const name = childOf(attribute, 'name');
      const given = argumentsOf(attribute).map((argument) => reader.expression(argument));
      const { start, end } = attribute;
      switch (name && reader.text(name).replace(/^.*\.|Attribute$/g, '')) {
        case 'InlineData':
        case 'TestCase':
        case 'DataRow':
          return given.length > 0 ? [{ kind: 'list', items: given, start, end }] : [];
        case 'MemberData':
        case 'TestCaseSource':
        case 'DynamicData':
          return given.slice(0, 1).flatMap(spread);
        default:
          return [];
      }
    });
  const { start } = method;
  return items.length > 0 ? { kind: 'list', items, start, end: start } : undefined;
}

/** Those by position. */
function argumentsOf(attribute: SyntaxNode): SyntaxNode[] {
  const list = childOfType(attribute, 'attribute_argument_list')?.children ?? [];
  return list.flatMap(({ children: [only, second] }) => (only && !second ? [only] : []));
}

/** A field, property or method of the class, by its name in a text. */
function spread(given: Expression): Expression[] {
  const name = given.kind === 'text' ? given.parts[0] : lastName(given);
  if (typeof name !== 'string') return [];
  const range = { start: given.start, end: given.start };
  return [{ kind: 'spread', value: { kind: 'name', name, ...range }, ...range }];
}
