import type { Expression } from '../../program/expression';
import type { FunctionDeclaration, Parameter, Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import { restName } from '../c/calls';
import { readDeclarator } from '../c/declarators';
import { insideWithReturns } from '../earlyReturn';
import type { Reader, StatementReader } from '../reader';
import { cppReader } from './cppReader';
import { fieldValue } from './declarations';
import { nameSegments } from './nameSegments';
import { bareSegments } from './names';
import { declaredType, readType, typeExpression, type CppType } from './types';

/** What methods call the object's base classes; no program can say that. */
export const superName = '@super';

export const readFunctionStatement: StatementReader = (node, reader) => {
  const declaration = readFunction(node, reader, undefined);
  return declaration ? [{ kind: 'function', declaration }] : [];
};

/** A function, or a method inside or outside of its class; undefined for those without a body. */
export function readFunction(
  node: SyntaxNode,
  reader: Reader,
  inClass: string | undefined,
): FunctionDeclaration | undefined {
  const declarator = childOf(node, 'declarator');
  const found = declarator && readDeclarator(declarator);
  const body = childOf(node, 'body') ?? childOfType(node, 'try_statement');
  if (!declarator || !body) return undefined;
  const { start, end } = node;
  const test =
    found && !childOf(node, 'type') ? testMacro(node, found.name, found.parameters, reader) : undefined;
  const segments = found ? functionSegments(found.name, reader) : [];
  const [name, owner = inClass] = [segments.at(-1), segments.at(-2)];
  const all = test ? [] : readParameters(found?.parameters, name, reader);
  const isStatic = childOfType(node, 'storage_class_specifier') !== undefined && inClass !== undefined;
  const cls = test?.owner ?? owner;
  const initial = name === cls && name !== undefined ? initialisers(node, name, reader) : [];
  return {
    name: test?.name ?? name,
    parameters: [...all, ...templateParameters(name, all, reader), ...(test?.parameters ?? [])],
    cases: test?.cases,
    body: [...initial, ...bodyOf(node, body, reader)],
    self: cls === undefined || isStatic ? undefined : 'this',
    owner: inClass === undefined ? cls : undefined,
    start,
    end,
  };
}

function bodyOf(node: SyntaxNode, body: SyntaxNode, reader: Reader): readonly Statement[] {
  const cpp = cppReader(reader);
  const around = cpp.returns;
  cpp.returns = childOf(node, 'type');
  const statements =
    body.type === 'try_statement' ? reader.statements(body) : insideWithReturns(body, reader);
  cpp.returns = around;
  return statements;
}

/** `A::run` as its names; a destructor and operators have names of their own. */
function functionSegments(name: SyntaxNode, reader: Reader): string[] {
  const segments = bareSegments(name, reader);
  const owner = segments.length === 1 ? nameSegments(name, reader.source).at(-2) : undefined;
  // a class that is called like a namespace
  if (owner !== undefined && cppReader(reader).file.classes.has(owner)) return [owner, ...segments];
  return segments.length > 0 ? segments : [reader.text(name)];
}

/** What `GetParam()` gives in a test with cases. */
export const caseName = 'GetParam';

interface TestFunction {
  readonly name: string;
  readonly owner?: string;
  readonly parameters?: readonly Parameter[];
  readonly cases?: Expression;
}

/** `Values(a, b)`, `ValuesIn(list)`: lists with the one argument of each case. */
function casesOf(given: SyntaxNode, reader: Reader): Expression | undefined {
  const name = childOf(given, 'function');
  const args = childOf(given, 'arguments')?.children ?? [];
  const { start, end } = given;
  if (!name || !/\bValues$/.test(reader.text(name))) return undefined;
  const items = args.map((arg): Expression => {
    const range = { start: arg.start, end: arg.end };
    return { kind: 'list', items: [reader.expression(arg)], ...range };
  });
  return { kind: 'list', items, start, end };
}

/** `TEST_F(Fixture, Name) { … }`: a method of the fixture, if the file has that. */
function testMacro(
  node: SyntaxNode,
  macro: SyntaxNode,
  parameters: SyntaxNode | undefined,
  reader: Reader,
): TestFunction | undefined {
  if (!/^[A-Z][A-Z0-9_]*$/.test(reader.text(macro)) || childOfType(node, 'field_initializer_list'))
    return undefined;
  const { classes, testCases } = cppReader(reader).file;
  const names = (parameters?.children ?? []).map((parameter) => reader.text(parameter));
  const owner = names.find((name) => classes.has(name));
  const name = names.filter((one) => one !== owner).join('.');
  const given = reader.text(macro).endsWith('_P') ? testCases.get(names[0] ?? '') : undefined;
  if (!given) return { name, owner };
  const { start } = node;
  const taken: Parameter = { name: caseName, start, end: start };
  return { name, owner, parameters: [taken], cases: casesOf(given, reader) };
}

export function readParameters(
  node: SyntaxNode | undefined,
  functionName: string | undefined,
  reader: Reader,
): Parameter[] {
  const { defaults } = cppReader(reader).file;
  const others = functionName === undefined ? undefined : defaults.get(functionName);
  const children = node?.children ?? [];
  return children.flatMap((child, position): Parameter[] => {
    const { start, end } = child;
    if (child.type === 'variadic_parameter') return [{ name: restName, isRest: true, start, end }];
    if (!/parameter_declaration$/.test(child.type)) return [];
    const declarator = childOf(child, 'declarator');
    const typeNode = childOf(child, 'type');
    const name = declarator && readDeclarator(declarator)?.name;
    if (!name && children.length === 1 && reader.text(child) === 'void') return [];
    const type =
      typeNode && declarator
        ? declaredType({ type: typeNode, declarator }, reader)
        : typeNode && readType(typeNode, reader);
    const value = childOf(child, 'default_value') ?? others?.get(position);
    return [
      {
        name: name ? reader.text(name) : '',
        type: type && (typeExpression(type, reader) ?? plainType(type, typeNode, reader)),
        default: value && reader.expression(value),
        isRest: child.type === 'variadic_parameter_declaration' || undefined,
        start,
        end,
      },
    ];
  });
}

/** `int`, `std::string`: what tells overloaded functions apart. */
function plainType({ kind }: CppType, node: SyntaxNode | undefined, reader: Reader): Expression | undefined {
  if (!node || (kind !== 'plain' && kind !== 'text')) return undefined;
  const name = kind === 'text' ? 'string' : (bareSegments(node, reader).at(-1) ?? reader.text(node));
  return { kind: 'name', name, start: node.start, end: node.end };
}

/** `template <zmq::socket_type Type>`: the calls give it as an argument by name. */
function templateParameters(
  name: string | undefined,
  own: readonly Parameter[],
  reader: Reader,
): Parameter[] {
  const names = (name !== undefined && cppReader(reader).file.templates.get(name)) || [];
  const taken = new Set(own.map((parameter) => parameter.name));
  const [first] = own;
  const { start, end } = first ?? { start: 0, end: 0 };
  const given: Expression = { kind: 'other', parts: [], start, end };
  return names.filter((one) => !taken.has(one)).map((one) => ({ name: one, default: given, start, end }));
}

/** `: Base(a), field_(b)` */
function initialisers(node: SyntaxNode, name: string, reader: Reader): Statement[] {
  const cls = cppReader(reader).file.classes.get(name);
  const list = childOfType(node, 'field_initializer_list')?.children ?? [];
  return list.flatMap((one): Statement[] => {
    const [field, given] = one.children;
    if (!field || !given) return [];
    const { start, end } = one;
    const member = bareSegments(field, reader).at(-1) ?? reader.text(field);
    const at = { start: field.start, end: field.end };
    const self: Expression = { kind: 'name', name: 'this', ...at };
    const isBase =
      cls !== undefined && !cls.fields.has(member) && isClassName(member, cls.fields.size, reader);
    if (isBase || member === name) {
      const object: Expression = member === name ? self : callOfSuper(field);
      const callee: Expression = { kind: 'member', object, name: member, ...at };
      const args = reader.all(given.children).map((value) => ({ value }));
      return [{ kind: 'expression', value: { kind: 'call', callee, args, start, end } }];
    }
    const declared = cls?.fields.get(member);
    const value = fieldValue(given, declared && declaredType(declared, reader), reader);
    const target: Expression = { kind: 'member', object: self, name: member, ...at };
    return [{ kind: 'expression', value: { kind: 'assign', target, value, start, end } }];
  });
}

/** A file's class, or with nothing known about the class what is written like one. */
function isClassName(name: string, fieldCount: number, reader: Reader): boolean {
  return cppReader(reader).file.classes.has(name) || (fieldCount > 0 && /^[A-Z]\w*[a-z]\w*$/.test(name));
}

function callOfSuper({ start, end }: SyntaxNode): Expression {
  return { kind: 'call', callee: { kind: 'name', name: superName, start, end }, args: [], start, end };
}

export function readLambda(node: SyntaxNode, reader: Reader): Expression {
  const { start, end } = node;
  const body = childOf(node, 'body');
  const declarator = childOf(node, 'declarator');
  const parameters = declarator && childOf(declarator, 'parameters');
  const captures = childOf(node, 'captures')?.children ?? [];
  const before = captures.flatMap((capture): Statement[] => {
    const [left, right] = [childOf(capture, 'left'), childOf(capture, 'right')];
    // `[socket = std::move(socket)]`: the name stands for the same thing
    if (!left || !right || new RegExp(`\\b${reader.text(left)}\\b`).test(reader.text(right))) return [];
    const value = reader.expression(right);
    const target = { kind: 'name', name: reader.text(left), start: left.start, end: left.end } as const;
    return [
      {
        kind: 'expression',
        value: { kind: 'assign', target, value, declares: true, start: capture.start, end: capture.end },
      },
    ];
  });
  const declaration: FunctionDeclaration = {
    parameters: readParameters(parameters, undefined, reader),
    body: [...before, ...(body ? bodyOf({ ...node, children: [] }, body, reader) : [])],
    start,
    end,
  };
  return { kind: 'function', declaration, start, end };
}
