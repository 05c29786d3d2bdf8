import type { Expression } from '../../program/expression';
import type { FunctionDeclaration, Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { TextRange } from '../../textRange';
import type { Reader, StatementReader } from '../reader';
import { assignedNames } from './assignedNames';
import { attributesConstructor, attributesIn } from './attributes';
import { nameAt } from './blocks';
import { readMethod } from './functions';
import { fileOf, lastConstant, symbolsIn, type Symbol } from './rubyFile';
import { settingsMethods } from './settings';

/** Classes, and modules as classes that nobody makes objects of. */
export const readClass: StatementReader = (node, reader) => {
  const nameNode = childOf(node, 'name');
  if (!nameNode) return reader.inside(node);
  const body = childOf(node, 'body');
  const superclass = childOf(node, 'superclass')?.children[0];
  const members = bodyOf(body, reader);
  return classStatement(lastConstant(reader.text(nameNode)), node, members, reader, superclass);
};

/** `Room = Struct.new(:name, :port) do … end` */
export function structClass(node: SyntaxNode, reader: Reader): Statement[] | undefined {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  if (left?.type !== 'constant' || right?.type !== 'call') return undefined;
  const block = childOf(right, 'block');
  const isClass = /^Class\s*\.\s*new\b/.test(reader.text(right));
  if (structFields(right, reader).length === 0 && !(isClass && block)) return undefined;
  const members = bodyOf(block && childOf(block, 'body'), reader);
  const superclass = isClass ? childOf(right, 'arguments')?.children[0] : right;
  return classStatement(reader.text(left), node, members, reader, superclass);
}

function classStatement(
  name: string,
  node: SyntaxNode,
  members: readonly SyntaxNode[],
  reader: Reader,
  superclass: SyntaxNode | undefined,
): Statement[] {
  const file = fileOf(reader);
  const fields = superclass ? structFields(superclass, reader) : [];
  const bases: Expression[] = superclass && fields.length === 0 ? [reader.expression(superclass)] : [];
  const { locals } = assignedNames({ ...node, children: members }, reader.source);
  const body = file.inClass(name, locals, () => [
    ...structMembers(fields, node),
    ...settingsMethods(members, reader),
    ...attributeMembers(members, node, reader),
    ...members.flatMap((member) => readMember(member, reader, bases, false)),
  ]);
  const { start, end } = node;
  const declaration = { name, bases, body, constructorName: 'initialize', start, end };
  return [{ kind: 'class', declaration }];
}

function bodyOf(body: SyntaxNode | undefined, { source }: Reader): readonly SyntaxNode[] {
  if (!body) return [];
  const isList = body.type === 'body_statement' || body.type === 'block_body';
  return isList && source !== '' ? body.children : [body];
}

function readMember(node: SyntaxNode, reader: Reader, bases: Expression[], isStatic: boolean): Statement[] {
  switch (node.type) {
    case 'method':
      return [{ kind: 'function', declaration: readMethod(node, reader, isStatic) }];
    case 'singleton_class':
      return bodyOf(childOf(node, 'body'), reader).flatMap((child) => readMember(child, reader, bases, true));
    case 'call':
      return readDeclaration(node, reader, bases, isStatic) ?? [...reader.statements(node)];
    default:
      return [...reader.statements(node)];
  }
}

/** `include Logging`, `attr_reader :port`, `private def work … end` */
function readDeclaration(
  node: SyntaxNode,
  reader: Reader,
  bases: Expression[],
  isStatic: boolean,
): Statement[] | undefined {
  const method = childOf(node, 'method');
  const list = childOf(node, 'arguments');
  if (!method || !list || childOf(node, 'receiver')) return undefined;
  const name = reader.text(method);
  if (/^(include|extend|prepend)$/.test(name)) {
    bases.push(
      ...list.children
        .filter(({ type }) => /constant|scope/.test(type))
        .map((child) => reader.expression(child)),
    );
    return [];
  }
  if (/^(attr|attr_reader|attr_accessor)$/.test(name)) {
    return symbolsIn(list, reader.source).map((field) => readerMethod(field, isStatic));
  }
  const own = childOfType(list, 'method', 'call');
  const isModifier =
    /^(private|public|protected|module_function|private_class_method|memoize|memo_wise)$/.test(name);
  return own && isModifier ? readMember(own, reader, bases, isStatic) : undefined;
}

/** The fields of `Struct.new(:name, :port)` and `Data.define(:name, :port)`. */
function structFields(node: SyntaxNode, reader: Reader): Symbol[] {
  const [receiver, method] = [childOf(node, 'receiver'), childOf(node, 'method')];
  if (node.type !== 'call' || !receiver || !method) return [];
  const maker = `${reader.text(receiver)}.${reader.text(method)}`;
  return maker === 'Struct.new' || maker === 'Data.define'
    ? symbolsIn(childOf(node, 'arguments'), reader.source)
    : [];
}

function structMembers(fields: readonly Symbol[], node: SyntaxNode): Statement[] {
  if (fields.length === 0) return [];
  const at = { start: node.start, end: node.start };
  const body = fields.map(({ name, start, end }): Statement => {
    const target = ownField(name, at);
    return {
      kind: 'expression',
      value: { kind: 'assign', target, value: nameAt(name, { start, end }), start, end },
    };
  });
  const constructor: FunctionDeclaration = {
    name: 'initialize',
    parameters: fields.map((field) => ({ ...field, default: { kind: 'constant', value: null, ...at } })),
    body,
    self: 'self',
    ...at,
  };
  return [
    { kind: 'function', declaration: constructor },
    ...fields.map((field) => readerMethod(field, false)),
  ];
}

function attributeMembers(members: readonly SyntaxNode[], node: SyntaxNode, reader: Reader): Statement[] {
  const attributes = attributesIn(members, reader);
  if (attributes.length === 0) return [];
  return [
    attributesConstructor(attributes, node, (name) => ownField(name, node)),
    ...attributes.map((attribute) => readerMethod(attribute, false)),
  ];
}

function readerMethod({ name, start, end }: Symbol, isStatic: boolean): Statement {
  const body: Statement[] = [{ kind: 'return', value: ownField(name, { start, end }) }];
  return {
    kind: 'function',
    declaration: { name, parameters: [], body, self: 'self', isStatic, start, end },
  };
}

function ownField(name: string, { start }: TextRange): Expression {
  const at = { start, end: start };
  return { kind: 'member', object: nameAt('self', at), name: `@${name}`, ...at };
}
