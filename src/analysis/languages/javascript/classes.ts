import type { Expression, MemberExpression, NameExpression } from '../../program/expression';
import type { ClassDeclaration, FunctionDeclaration, Parameter, Statement } from '../../program/statement';
import { childOf, childOfType, childrenOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { TextRange } from '../../textRange';
import type { Reader } from '../reader';
import { isFunction, nameHint } from './functionNodes';
import { readFunction } from './functions';
import { propertyName } from './patterns';
import { typeOf } from './types';

const constructorName = 'constructor';

/**
 * Fields with a value are assignments at the constructor's start, as the language runs them; a class without a
 * constructor gets one for them.
 */
export function readClass(node: SyntaxNode, reader: Reader, name: string): ClassDeclaration {
  const { start, end } = node;
  const members = childOf(node, 'body')?.children ?? [];
  const bases = basesOf(node, reader);
  const constructor = members.find((member) => isConstructor(member, reader));
  const initial = members.flatMap((member) => initialValue(member, reader));
  const body = members.flatMap((member) => (member === constructor ? [] : readMember(member, reader)));
  const made = constructor
    ? readFunction(constructor, reader, {
        self: 'this',
        before: [...parameterFields(constructor, reader), ...initial],
      })
    : initial.length > 0
      ? defaultConstructor(node, initial, bases.length > 0)
      : undefined;
  const first: Statement[] = made ? [{ kind: 'function', declaration: made }] : [];
  return { name, bases, body: [...first, ...body], constructorName, start, end };
}

function basesOf(node: SyntaxNode, reader: Reader): Expression[] {
  const heritage = childOfType(node, 'class_heritage');
  if (!heritage) return [];
  const clause = childOfType(heritage, 'extends_clause');
  const base = clause ? childOf(clause, 'value') : heritage.children[0];
  return base && base.type !== 'implements_clause' ? [reader.expression(base)] : [];
}

function isConstructor(member: SyntaxNode, reader: Reader): boolean {
  const name = childOf(member, 'name');
  return member.type === 'method_definition' && name !== undefined && reader.text(name) === constructorName;
}

/** What stands in front of a member's name: `static async`, `private readonly`, `get`. */
function modifiersOf(member: SyntaxNode, name: SyntaxNode, reader: Reader): string {
  const decorators = childrenOf(member, 'decorator');
  const from = decorators.at(-1)?.end ?? member.start;
  return reader.source.slice(from, name.start);
}

function readMember(member: SyntaxNode, reader: Reader): readonly Statement[] {
  const name = childOf(member, 'name') ?? childOf(member, 'property');
  if (member.type === 'class_static_block') return reader.inside(childOf(member, 'body'));
  if (!name) return [];
  const modifiers = modifiersOf(member, name, reader);
  const isStatic = /\bstatic\b/.test(modifiers);
  const key = propertyName(name, reader);
  const self = isStatic ? undefined : 'this';
  if (member.type === 'method_definition') {
    const decorators = /\bget\b/.test(modifiers) ? [property(member)] : [];
    return [{ kind: 'function', declaration: readFunction(member, reader, { name: key, self, decorators }) }];
  }
  if (!/field_definition$/.test(member.type)) return [];
  const value = childOf(member, 'value');
  if (value && isFunction(value)) {
    return [{ kind: 'function', declaration: readFunction(value, reader, { name: key, self }) }];
  }
  const type = typeOf(member, reader);
  if (!isStatic && (value || !type)) return [];
  const target: NameExpression = { kind: 'name', name: key, start: name.start, end: name.end };
  const { start, end } = member;
  const given = isStatic && value ? reader.expression(value) : undefined;
  return [{ kind: 'expression', value: { kind: 'assign', target, value: given, type, start, end } }];
}

/** `#sock = new zmq.Publisher()` is `this.sock = …`. */
function initialValue(member: SyntaxNode, reader: Reader): Statement[] {
  const name = childOf(member, 'name') ?? childOf(member, 'property');
  const value = childOf(member, 'value');
  if (!/field_definition$/.test(member.type) || !name || !value || isFunction(value)) return [];
  if (/\bstatic\b/.test(modifiersOf(member, name, reader))) return [];
  const target = thisMember(propertyName(name, reader), name);
  const given = reader.expression(value);
  const { start, end } = member;
  const type = typeOf(member, reader);
  return [{ kind: 'expression', value: { kind: 'assign', target, value: given, type, start, end } }];
}

/** TypeScript: `constructor(private readonly url: string)` */
function parameterFields(constructor: SyntaxNode, reader: Reader): Statement[] {
  return (childOf(constructor, 'parameters')?.children ?? []).flatMap((parameter): Statement[] => {
    const pattern = childOf(parameter, 'pattern');
    if (pattern?.type !== 'identifier') return [];
    const isField = /\b(public|private|protected|readonly|override)\b/.test(
      reader.source.slice(parameter.start, pattern.start),
    );
    if (!isField) return [];
    const { start, end } = parameter;
    const target = thisMember(reader.text(pattern), pattern);
    const value: NameExpression = { kind: 'name', name: reader.text(pattern), start: end, end };
    return [{ kind: 'expression', value: { kind: 'assign', target, value, start, end } }];
  });
}

function thisMember(name: string, { start, end }: TextRange): MemberExpression {
  return {
    kind: 'member',
    object: { kind: 'name', name: 'this', start, end: start },
    name,
    start,
    end,
  };
}

function defaultConstructor(
  node: SyntaxNode,
  initial: readonly Statement[],
  isDerived: boolean,
): FunctionDeclaration {
  // inside the class' body, where no function starts
  const start = (childOf(node, 'body') ?? node).start;
  const range = { start, end: start };
  const rest: Parameter = { name: '{arguments}', isRest: true, ...range };
  const superCall: Statement = {
    kind: 'expression',
    value: {
      kind: 'call',
      callee: superConstructor(range),
      args: [
        {
          value: {
            kind: 'spread',
            value: { kind: 'name', name: rest.name, ...range },
            ...range,
          },
        },
      ],
      ...range,
    },
  };
  return {
    name: constructorName,
    parameters: isDerived ? [rest] : [],
    body: [...(isDerived ? [superCall] : []), ...initial],
    self: 'this',
    ...range,
  };
}

/** What `super(…)` calls. */
export function superConstructor({ start, end }: TextRange): MemberExpression {
  return { kind: 'member', object: superObject({ start, end }), name: constructorName, start, end };
}

export function superObject({ start, end }: TextRange): Expression {
  return { kind: 'call', callee: { kind: 'name', name: 'super', start, end }, args: [], start, end };
}

/** `get x()`: what it gives is read like a field. */
export function property({ start }: TextRange): Expression {
  return { kind: 'name', name: 'property', start, end: start };
}

/**
 * An object literal whose methods say `this`, as a class with one object: `{ url: 'tcp://…', start() { this.url } }`.
 * Undefined for other objects.
 */
export function readObjectClass(
  node: SyntaxNode,
  reader: Reader,
): { readonly declaration: ClassDeclaration; readonly object: Expression } | undefined {
  if (node.type !== 'object' || !usesThis(node, reader)) return undefined;
  const { start, end } = node;
  const name = `{object@${start}}`;
  const body: Statement[] = [];
  const initial: Statement[] = [];
  for (const child of node.children) {
    const key = childOf(child, 'key') ?? childOf(child, 'name') ?? child;
    const called = propertyName(key, reader);
    const value = child.type === 'pair' ? childOf(child, 'value') : undefined;
    const method =
      child.type === 'method_definition' ? child : value && isFunction(value) ? value : undefined;
    if (method) {
      const isGetter = child === method && /^get\s/.test(reader.text(child));
      const decorators = isGetter ? [property(child)] : [];
      const role = { name: called, self: 'this', decorators };
      body.push({ kind: 'function', declaration: readFunction(method, reader, role) });
      continue;
    }
    const isShorthand = child.type === 'shorthand_property_identifier';
    if (!value && !isShorthand) continue;
    const given: Expression = value
      ? nameHint(value, called, reader)
      : { kind: 'name', name: called, start: child.start, end: child.end };
    const target = thisMember(called, key);
    const range = { start: child.start, end: child.end };
    initial.push({ kind: 'expression', value: { kind: 'assign', target, value: given, ...range } });
  }
  const maker: FunctionDeclaration = {
    name: constructorName,
    parameters: [],
    body: initial,
    self: 'this',
    start: start + 1,
    end: start + 1,
  };
  const declaration: ClassDeclaration = {
    name,
    bases: [],
    body: [{ kind: 'function', declaration: maker }, ...body],
    constructorName,
    start,
    end,
  };
  const callee: NameExpression = { kind: 'name', name, start, end };
  return { declaration, object: { kind: 'call', callee, args: [], start, end } };
}

function usesThis(object: SyntaxNode, reader: Reader): boolean {
  return object.children.some((child) => {
    const value = child.type === 'pair' ? childOf(child, 'value') : child;
    const isMethod = value && (value.type === 'method_definition' || value.type === 'function_expression');
    return isMethod === true && /\bthis\b/.test(reader.text(value));
  });
}
