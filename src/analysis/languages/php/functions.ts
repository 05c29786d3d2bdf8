import type { Expression } from '../../program/expression';
import type { FunctionDeclaration, Parameter, Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { ExpressionReader, Reader } from '../reader';
import { classAround, inMethod, nameAt, self } from './names';

export function readMethod(node: SyntaxNode, reader: Reader): FunctionDeclaration {
  const list = childOf(node, 'parameters');
  const read = () => {
    const parameters = readParameters(list, reader);
    return { ...readFunction(node, reader, parameters), self };
  };
  const isStatic = childOfType(node, 'static_modifier') !== undefined;
  const declaration = inMethod(reader, read);
  const body = [...promotions(list, reader), ...declaration.body];
  return { ...declaration, body, isStatic, cases: providedCases(node, reader) };
}

/** PHPUnit's `#[DataProvider('urls')]` and `@dataProvider urls`: the method that gives the table. */
function providedCases(node: SyntaxNode, reader: Reader): Expression | undefined {
  const cls = classAround(reader);
  const attributes = childOf(node, 'attributes') ?? childOfType(node, 'attribute_list');
  const comment = /\/\*\*(?:[^*]|\*(?!\/))*\*\/\s*$/.exec(
    reader.source.slice(Math.max(0, node.start - 500), node.start),
  );
  const name =
    (attributes && /\bDataProvider\((['"])(\w+)\1/.exec(reader.text(attributes))?.[2]) ??
    /@dataProvider\s+(\w+)/.exec(comment?.[0] ?? '')?.[1];
  if (!cls || name === undefined) return undefined;
  const at = { start: node.start, end: node.start };
  const callee: Expression = { kind: 'member', object: nameAt(cls.name, at), name, isMethod: true, ...at };
  return { kind: 'call', callee, args: [], ...at };
}

export function readFunction(
  node: SyntaxNode,
  reader: Reader,
  parameters = readParameters(childOf(node, 'parameters'), reader),
): FunctionDeclaration {
  const name = childOf(node, 'name');
  return {
    name: name && reader.text(name),
    parameters,
    body: reader.inside(childOf(node, 'body')),
    start: node.start,
    end: node.end,
  };
}

/** `function ($a) use ($b, &$c) { … }` */
export const readClosure: ExpressionReader = (node, reader) => {
  const { start, end } = node;
  const taken = childOfType(node, 'anonymous_function_use_clause')?.children ?? [];
  const names = taken.flatMap((child) =>
    child.type === 'by_ref' ? [reader.text(child).replace(/^&\s*/, '')] : [],
  );
  const before: Statement[] = names.length > 0 ? [{ kind: 'outerNames', names }] : [];
  const declaration = readFunction(node, reader);
  return {
    kind: 'function',
    declaration: { ...declaration, body: [...before, ...declaration.body] },
    start,
    end,
  };
};

export const readArrow: ExpressionReader = (node, reader) => {
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

function readParameters(list: SyntaxNode | undefined, reader: Reader): Parameter[] {
  return (list?.children ?? []).flatMap((child): Parameter[] => {
    const name = childOf(child, 'name');
    if (!name) return [];
    const { start, end } = child;
    const type = childOf(child, 'type');
    return [
      {
        name: reader.text(name).replace(/^&/, ''),
        default: reader.optional(childOf(child, 'default_value')) ?? injected(child, reader),
        type: type && readType(type, reader),
        isRest: child.type === 'variadic_parameter' || undefined,
        start,
        end,
      },
    ];
  });
}

/** `#[Autowire('tcp://…')] string $url`: what Symfony's container passes. */
function injected(parameter: SyntaxNode, reader: Reader): Expression | undefined {
  const attributes = childOf(parameter, 'attributes') ?? childOfType(parameter, 'attribute_list');
  const text =
    attributes && /^#\[Autowire\((?:value:\s*)?(['"])([^%'"]*)\1/.exec(reader.text(attributes))?.[2];
  if (!attributes || text === undefined) return undefined;
  return { kind: 'text', parts: [text], start: attributes.start, end: attributes.end };
}

/** `__construct(private string $host)` sets the field. */
function promotions(list: SyntaxNode | undefined, reader: Reader): Statement[] {
  return (list?.children ?? []).flatMap((child): Statement[] => {
    const name = child.type === 'property_promotion_parameter' ? childOf(child, 'name') : undefined;
    if (!name || !classAround(reader)) return [];
    const { start, end } = name;
    const target: Expression = {
      kind: 'member',
      object: nameAt(self, { start, end: start }),
      name: reader.text(name).replace(/^&?\$/, ''),
      start,
      end,
    };
    return [
      {
        kind: 'expression',
        value: { kind: 'assign', target, value: nameAt(reader.text(name), name), start, end },
      },
    ];
  });
}

/** The class that a type names: of `?T` and `T|null` it is `T`. */
export function readType(node: SyntaxNode, reader: Reader): Expression {
  const { start, end, children } = node;
  const [only] = children;
  switch (node.type) {
    case 'optional_type':
    case 'named_type':
      return only ? readType(only, reader) : reader.opaque(node);
    case 'union_type':
    case 'intersection_type':
      return { kind: 'choice', options: children.map((child) => readType(child, reader)), start, end };
    case 'name':
    case 'qualified_name':
      return reader.expression(node);
    default:
      return { kind: 'other', parts: [], start, end };
  }
}
