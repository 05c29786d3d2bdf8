import type { Argument, CallExpression, Expression } from '../../program/expression';
import type { FunctionDeclaration, Parameter, Statement } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';

/*
 * Type arguments are arguments by names that no source has: `Channel::<Push>::open()` passes `<type.0>`,
 * `open::<Push>()` passes `<function.0>`, and `let c: Channel<Push> = open()` passes `<result.0>`.
 */
type Source = 'type' | 'function' | 'result';

function argumentsOf(list: SyntaxNode | undefined): readonly SyntaxNode[] {
  return (list?.children ?? []).filter(({ type }) => type !== 'lifetime');
}

function passed(source: Source, types: readonly SyntaxNode[], reader: Reader): Argument[] {
  return types.map((type, position) => ({
    name: `<${source}.${position}>`,
    value: reader.expression(type),
  }));
}

/** What stands in the callee: `Channel::<Push, u32>::open`, `builder.build::<Push>`. */
export function typeArguments(callee: SyntaxNode, reader: Reader): Argument[] {
  if (callee.type === 'generic_function') {
    const inner = childOf(callee, 'function');
    return [
      ...passed('function', argumentsOf(childOf(callee, 'type_arguments')), reader),
      ...(inner ? typeArguments(inner, reader) : []),
    ];
  }
  const path = callee.type === 'scoped_identifier' ? childOf(callee, 'path') : undefined;
  return path?.type === 'generic_type'
    ? passed('type', argumentsOf(childOf(path, 'type_arguments')), reader)
    : [];
}

/** What `let c: Channel<Push> = …` says about the call that gives the value. */
export function withResultType(value: Expression, type: SyntaxNode, reader: Reader): Expression {
  if (type.type !== 'generic_type' || (value.kind !== 'call' && value.kind !== 'await')) return value;
  if (value.kind === 'await') return { ...value, value: withResultType(value.value, type, reader) };
  const { callee } = value;
  if (callee.kind === 'member' && /^(?:unwrap|expect)$/.test(callee.name)) {
    const object = withResultType(callee.object, type, reader);
    return { ...value, callee: { ...callee, object } } satisfies CallExpression;
  }
  const types = passed('result', argumentsOf(childOf(type, 'type_arguments')), reader);
  return { ...value, args: [...value.args, ...types] } satisfies CallExpression;
}

/**
 * A function that takes the type arguments of the type that it is written for, its own and its result's.
 *
 * @param around the `impl`
 */
export function withTypeParameters(
  declaration: FunctionDeclaration,
  node: SyntaxNode,
  around: SyntaxNode | undefined,
  reader: Reader,
): FunctionDeclaration {
  const nameOf = (type: SyntaxNode) => reader.text(childOf(type, 'name') ?? type);
  const own = argumentsOf(childOf(node, 'type_parameters'));
  const ofImpl = argumentsOf(around && childOf(around, 'type_parameters'));
  const names = new Set([...own, ...ofImpl].map(nameOf));
  if (names.size === 0) return declaration;
  const sources = new Map<string, string[]>();
  const note = (source: Source, types: readonly SyntaxNode[]) => {
    types.forEach((type, position) => {
      const name = nameOf(type);
      if (names.has(name)) sources.set(name, [...(sources.get(name) ?? []), `<${source}.${position}>`]);
    });
  };
  const owner = around && childOf(around, 'type');
  const ownerTypes = argumentsOf(owner && childOf(owner, 'type_arguments'));
  note('type', ownerTypes);
  note('function', own);
  const result = childOf(node, 'return_type');
  note('result', (result && resultTypes(result, names, reader)) ?? ownerTypes);
  if (sources.size === 0) return declaration;
  const at = { start: node.start, end: node.start };
  const taken: Parameter[] = [...new Set([...sources.values()].flat())].map((name) => ({
    name,
    isKeyword: true,
    default: { kind: 'other', parts: [], ...at },
    ...at,
  }));
  const variables = [...sources].map(([name, from]): Statement => {
    const target: Expression = { kind: 'name', name, ...at };
    const options = from.map((one): Expression => ({ kind: 'name', name: one, ...at }));
    const value: Expression = { kind: 'choice', options, isFallback: true, ...at };
    return { kind: 'expression', value: { kind: 'assign', target, value, declares: true, ...at } };
  });
  return {
    ...declaration,
    parameters: [...declaration.parameters, ...taken],
    body: [...variables, ...declaration.body],
  };
}

/** The arguments of the innermost type that has a type parameter among them: `P, T` of `Result<Channel<P, T>>`. */
function resultTypes(
  type: SyntaxNode,
  names: ReadonlySet<string>,
  reader: Reader,
): readonly SyntaxNode[] | undefined {
  const types = type.type === 'generic_type' ? argumentsOf(childOf(type, 'type_arguments')) : [];
  if (types.some((one) => names.has(reader.text(one)))) return types;
  for (const one of types) {
    const found = resultTypes(one, names, reader);
    if (found) return found;
  }
  return undefined;
}
