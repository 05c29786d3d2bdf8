import { lastName } from '../../program/calledName';
import type { CallExpression, Expression } from '../../program/expression';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import { readArguments, readCall as readCCall } from '../c/calls';
import type { ExpressionReader, Reader } from '../reader';
import { argumentsOf, construct } from './construction';
import { caseName } from './functions';
import { readMethodCall } from './methodCalls';
import { bareSegments, pathOf } from './names';
import { nameSegments, templateArguments } from './nameSegments';
import { spawnedCall } from './spawnedCall';
import { readType, templateBindings } from './types';

const casts =
  /^(?:(?:static|dynamic|const|reinterpret|any|bit)_(?:pointer_)?cast|down_cast|forward|as_const|move)$/;
const makers = /^(?:make_(?:unique|shared|optional)(?:_for_overwrite)?|in_place|WrapUnique|MakeUnique)$/;
const flags = /^DEFINE_(?:string|bool|u?int(?:32|64)?|double)$/;

export const readCall: ExpressionReader = (node, reader) => {
  const callee = childOf(node, 'function');
  const given = childOf(node, 'arguments');
  if (!callee || !given) return reader.opaque(node);
  switch (callee.type) {
    case 'identifier': {
      const name = reader.text(callee);
      if (flags.test(name)) return flag(node, given.children, reader);
      // the case of a test is its argument
      if (name === caseName && given.children.length === 0) return reader.expression(callee);
      if (name === 'ABSL_FLAG') return flag(node, given.children.slice(1), reader);
      const call = readCCall(node, reader);
      if (call.kind !== 'call' || call.spawns) return call;
      const hasBraces = given.children.some(({ type }) => type === 'initializer_list');
      const whole = hasBraces ? { ...call, args: argumentsOf(given, name, reader) } : call;
      return { ...whole, spawns: spawnedCall(whole, reader) };
    }
    case 'field_expression':
      return readMethodCall(node, callee, given, reader);
    case 'qualified_identifier':
    case 'template_function':
      return namedCall(node, callee, given, reader);
    case 'primitive_type':
      return reader.optional(given.children[0]) ?? reader.opaque(node);
    case 'concatenated_string':
    case 'string_literal':
      return readCCall(node, reader);
    default:
      return (
        optionList(node, callee, given, reader) ?? plainCall(reader.expression(callee), node, given, reader)
      );
  }
};

function plainCall(
  callee: Expression,
  { start, end }: SyntaxNode,
  given: SyntaxNode,
  reader: Reader,
): CallExpression {
  const args = argumentsOf(given, lastName(callee), reader);
  const call: CallExpression = { kind: 'call', callee, args, start, end };
  return { ...call, spawns: spawnedCall(call, reader) };
}

/** `std::make_unique<T>(…)`, `static_cast<T>(x)`, `make<T>(…)`, `zmq::socket_t(…)` */
function namedCall(node: SyntaxNode, callee: SyntaxNode, given: SyntaxNode, reader: Reader): Expression {
  const { start, end } = node;
  const last = nameSegments(callee, reader.source).at(-1) ?? '';
  const [argument] = templateArguments(callee);
  if (argument) {
    const [value] = readArguments(given, reader);
    if (casts.test(last) && value) return { kind: 'choice', options: [value.value], start, end };
    if (last === 'get' && value) return part(argument, value.value, node, reader);
    if (makers.test(last))
      return construct({ ...readType(argument, reader), isHandle: false }, given, node, reader);
  }
  const type = readType(callee, reader);
  // `std::vector<int>(…)`, `std::unique_ptr<T>(…)`; what else is called by a name is a function, or a class the same way
  if (type.isHandle || type.kind === 'list' || type.kind === 'map' || type.kind === 'stream') {
    return construct(type, given, node, reader);
  }
  const path = pathOf(bareSegments(callee, reader), callee) ?? reader.opaque(callee);
  const call = plainCall(path, node, given, reader);
  return { ...call, args: [...call.args, ...templateBindings(callee, reader)] };
}

/** `std::get<1>(tuple)`; by a type it is what is inside of a variant. */
function part(which: SyntaxNode, object: Expression, { start, end }: SyntaxNode, reader: Reader): Expression {
  if (which.type !== 'number_literal') return { kind: 'choice', options: [object], start, end };
  return { kind: 'index', object, index: reader.expression(which), start, end };
}

/** gflags: `DEFINE_string(endpoint, "tcp://*:5555", "help")` makes `FLAGS_endpoint`. */
function flag(node: SyntaxNode, given: readonly SyntaxNode[], reader: Reader): Expression {
  const [name, value] = given;
  if (!name || !value) return reader.opaque(node);
  const { start, end } = node;
  const target = { kind: 'name', name: `FLAGS_${reader.text(name)}`, start, end: start } as const;
  return { kind: 'assign', target, value: reader.expression(value), declares: true, start, end };
}

/**
 * `options.add_options()("endpoint,e", …, value<string>()->default_value("tcp://*:5555"))` of cxxopts and Boost:
 * each pair of parentheses is a call of `@option`.
 */
function optionList(
  node: SyntaxNode,
  callee: SyntaxNode,
  given: SyntaxNode,
  reader: Reader,
): CallExpression | undefined {
  let inner: SyntaxNode | undefined = callee;
  while (inner && inner.type === 'call_expression') inner = childOf(inner, 'function');
  const name = inner && (childOf(inner, 'field') ?? inner);
  if (!name || reader.text(name) !== 'add_options') return undefined;
  const { start, end } = node;
  const object = reader.expression(callee);
  return {
    kind: 'call',
    callee: { kind: 'member', object, name: '@option', start, end },
    args: readArguments(given, reader),
    start,
    end,
  };
}
