import type { Expression } from '../../program/expression';
import type { FunctionDeclaration, Parameter } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { casesOf } from './testCases';
import { readType } from './typeHints';

export function readFunction(
  node: SyntaxNode,
  reader: Reader,
  decorators: readonly Expression[],
  isMethod: boolean,
): FunctionDeclaration {
  const name = childOf(node, 'name');
  const body = childOf(node, 'body');
  const all = readParameters(childOf(node, 'parameters'), reader);
  const isStatic = decorators.some(
    (decorator) => decorator.kind === 'name' && decorator.name === 'staticmethod',
  );
  const takesSelf = isMethod && !isStatic && all.length > 0;
  const parameters = takesSelf ? all.slice(1) : all;
  return {
    name: name && reader.text(name),
    parameters: withOptionDefaults(parameters, decorators),
    body: reader.inside(body),
    self: takesSelf ? all[0]?.name : undefined,
    takesClass: takesSelf && decorators.some((one) => one.kind === 'name' && one.name === 'classmethod'),
    cases: casesOf(parameters, decorators),
    decorators,
    start: node.start,
    end: node.end,
  };
}

export const readLambda: ExpressionReader = (node, reader) => {
  const body = childOf(node, 'body');
  const { start, end } = node;
  const declaration: FunctionDeclaration = {
    parameters: readParameters(childOf(node, 'parameters'), reader),
    body: body ? [{ kind: 'return', value: reader.expression(body) }] : [],
    start,
    end,
  };
  return { kind: 'function', declaration, start, end };
};

function readParameters(node: SyntaxNode | undefined, reader: Reader): Parameter[] {
  return (node?.children ?? []).flatMap((child): Parameter[] => {
    const { start, end } = child;
    const name =
      child.type === 'identifier' ? child : (childOf(child, 'name') ?? childOfType(child, 'identifier'));
    const splat = /splat/.test(child.type)
      ? child
      : childOfType(child, 'list_splat_pattern', 'dictionary_splat_pattern');
    if (splat) {
      const inner = childOfType(splat, 'identifier');
      // what `**options` holds is not a list
      return inner && splat.type === 'list_splat_pattern'
        ? [{ name: reader.text(inner), isRest: true, start, end }]
        : [];
    }
    if (!name) return [];
    const type = childOf(child, 'type');
    const value = childOf(child, 'value');
    return [
      {
        name: reader.text(name),
        default: reader.optional(value),
        type: type && readType(type, reader),
        start,
        end,
      },
    ];
  });
}

/** `@click.option('--bind-to', default='tcp://*:5555')` is the default of the parameter `bind_to`. */
function withOptionDefaults(
  parameters: readonly Parameter[],
  decorators: readonly Expression[],
): Parameter[] {
  const defaults = new Map<string, Expression>();
  for (const decorator of decorators) {
    if (decorator.kind !== 'call') continue;
    const value = decorator.args.find(({ name }) => name === 'default')?.value;
    if (!value) continue;
    for (const { value: flag } of decorator.args) {
      const text = flag.kind === 'text' && flag.parts.length === 1 ? flag.parts[0] : undefined;
      if (typeof text === 'string') defaults.set(text.replace(/^-+/, '').replaceAll('-', '_'), value);
    }
  }
  return parameters.map((parameter) => ({
    ...parameter,
    default: parameter.default ?? defaults.get(parameter.name),
  }));
}
