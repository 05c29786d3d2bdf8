import type { AssignExpression, Expression } from '../../program/expression';
import type { Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import { definitionsIn } from '../c/declarations';
import { readDeclarator } from '../c/declarators';
import { readPieces } from '../c/calls';
import type { Reader, StatementReader } from '../reader';
import { callOf, construct, defaultValue, initialValue } from './construction';
import { cppReader } from './cppReader';
import { bareSegments } from './names';
import { declaredType, readType, typeExpression, type CppType } from './types';

export const readDeclaration: StatementReader = (node, reader) => {
  const before = definitionsIn(node, reader);
  // another file has it
  if (/^extern\b/.test(reader.text(node).slice(0, 7))) return before;
  return [...before, ...readVariables(node, reader)];
};

/** The variables or fields of one declaration. */
export function readVariables(node: SyntaxNode, reader: Reader): Statement[] {
  const type = childOf(node, 'type');
  if (!type) return [];
  const { children } = node;
  return children.flatMap((child, position): Statement[] => {
    if (child.field !== 'declarator') return [];
    const next = children[position + 1];
    // a field's initialiser stands behind its declarator
    const given = next?.field === 'default_value' || next?.field === 'value' ? next : undefined;
    const value = readVariable(child, type, given, reader);
    return value ? [{ kind: 'expression', value }] : [];
  });
}

/** One name of a declaration, with its value; undefined for functions. */
function readVariable(
  node: SyntaxNode,
  typeNode: SyntaxNode,
  given: SyntaxNode | undefined,
  reader: Reader,
): AssignExpression | undefined {
  const isInit = node.type === 'init_declarator';
  const inside = isInit ? (childOf(node, 'declarator') ?? node) : node;
  const initial = given ?? (isInit ? childOf(node, 'value') : undefined);
  const bindings =
    inside.type === 'structured_binding_declarator'
      ? inside
      : childOfType(inside, 'structured_binding_declarator');
  if (bindings) return takenApart(bindings, initial, reader);
  const declarator = readDeclarator(inside);
  if (!declarator) return undefined;
  const { start } = declarator.name;
  const end = given?.end ?? node.end;
  const type = declaredType({ type: typeNode, declarator: inside }, reader);
  const made = declarator.parameters && constructedBy(declarator.parameters, type, inside, reader);
  if (declarator.parameters && !made) return undefined;
  const name = reader.text(declarator.name);
  const value = initial
    ? readInitial(node, initial, type, reader)
    : (made ?? defaultValue(type, node, reader));
  return {
    kind: 'assign',
    target: { kind: 'name', name, start, end: declarator.name.end },
    value: value && named(value, name),
    type: typeExpression(type, reader),
    declares: true,
    start,
    end,
  };
}

function readInitial(node: SyntaxNode, initial: SyntaxNode, type: CppType, reader: Reader): Expression {
  // what a macro in the middle of a text tears apart
  const pieces =
    node.type === 'init_declarator' ? node.children.filter(({ start }) => start >= initial.start) : [];
  return pieces.length > 1 ? readPieces(pieces, reader) : initialValue(initial, type, reader);
}

/** A lambda is called by the name of its variable. */
function named(value: Expression, name: string): Expression {
  if (value.kind !== 'function') return value;
  return { ...value, declaration: { ...value.declaration, name } };
}

/** `auto [a, b] = …` */
function takenApart(bindings: SyntaxNode, initial: SyntaxNode | undefined, reader: Reader): AssignExpression {
  const { start, end } = bindings;
  const items = reader.all(bindings.children);
  const value = initial && reader.expression(initial);
  return { kind: 'assign', target: { kind: 'list', items, start, end }, value, declares: true, start, end };
}

/**
 * `zmq::socket_t socket(context, type);` looks like the prototype of a function whose parameters have types and no
 * names. It is one where the type or the parameters say so.
 */
function constructedBy(
  parameters: SyntaxNode,
  type: CppType,
  declarator: SyntaxNode,
  reader: Reader,
): Expression | undefined {
  const isPlain = declarator.type === 'function_declarator' && declarator.children.length === 2;
  if (type.kind !== 'object' || type.isHandle || !type.name || !isPlain) return undefined;
  const args = parameters.children.map((parameter) => {
    const of = childOf(parameter, 'type');
    const isBare = parameter.type === 'parameter_declaration' && parameter.children.length === 1;
    return isBare && of && /(?:identifier|template_type)$/.test(of.type) ? of : undefined;
  });
  const known = args.flatMap((arg) => (arg && isValueName(arg, reader) ? [arg] : []));
  if (args.length === 0 || known.length < args.length) return undefined;
  return callOf(
    type,
    known.map((arg) => ({ value: reader.expression(arg) })),
    declarator,
    reader,
  );
}

/** Names of types begin with a capital or end in `_t`; those of constants are all capitals. */
function isValueName(node: SyntaxNode, reader: Reader): boolean {
  const segments = bareSegments(node, reader);
  const last = segments.at(-1) ?? '';
  if (segments.length === 1 && cppReader(reader).file.variables.has(last)) return true;
  if (!/^(?:[a-z_]\w*|[A-Z][A-Z0-9_]+|k[A-Z]\w*)$/.test(last) || last.endsWith('_t')) return false;
  return segments[0] !== 'std' && (segments.length > 1 || readType(node, reader).kind === 'object');
}

/** `if (auto x = …)`, whose parts stand in the declaration itself. */
export function readConditionVariable(node: SyntaxNode, reader: Reader): AssignExpression | undefined {
  const [statement] = readVariables(node, reader);
  return statement?.kind === 'expression' && statement.value.kind === 'assign' ? statement.value : undefined;
}

/** A field's value from a constructor's list: `socket_(context, type)`. */
export function fieldValue(given: SyntaxNode, type: CppType | undefined, reader: Reader): Expression {
  if (type) return construct(type, given, given, reader);
  const [first, second, ...others] = given.children;
  const text = second && reader.text(second);
  // a header has the class; what a context and a type of socket make can only be one
  if (text !== undefined && others.length === 0 && /\bZMQ_[A-Z]+$|\bsocket_type::\w+$/.test(text)) {
    const isZmqpp = text.startsWith('zmqpp::');
    const { start, end } = given;
    const object = { kind: 'name', name: isZmqpp ? 'zmqpp' : 'zmq', start, end } as const;
    const callee = { kind: 'member', object, name: isZmqpp ? 'socket' : 'socket_t', start, end } as const;
    return { kind: 'call', callee, args: reader.all(given.children).map((value) => ({ value })), start, end };
  }
  return first && !second ? reader.expression(first) : reader.opaque(given);
}
