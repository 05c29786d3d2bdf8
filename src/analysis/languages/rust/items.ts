import type { Expression } from '../../program/expression';
import type { FunctionDeclaration, ImportStatement, Parameter, Statement } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import { bindPattern } from './patterns';
import { casesOf, noteAttributes } from './testCases';
import { bodyOf } from './tails';
import { withTypeParameters } from './typeParameters';

const order: Readonly<Record<string, number>> = {
  use_declaration: 0,
  struct_item: 1,
  enum_item: 1,
  trait_item: 1,
};

/** Types first: their methods may stand above them. Crates, and `crate` itself, need no `use`. */
export function readFile(root: SyntaxNode, reader: Reader): Statement[] {
  const used = ['zmq', 'zeromq', 'crate', 'super'].filter((crate) =>
    new RegExp(`\\b${crate}::`).test(reader.source),
  );
  return [
    ...used.map((module): Statement => ({ kind: 'import', module, names: [{ local: module, path: '' }] })),
    ...readItems(root.children, reader),
  ];
}

function readItems(nodes: readonly SyntaxNode[], reader: Reader): Statement[] {
  noteAttributes(nodes);
  const rank = ({ type }: SyntaxNode) => order[type] ?? 2;
  return [...nodes]
    .sort((one, other) => rank(one) - rank(other))
    .flatMap((node) => (node.type === 'line_comment' ? [] : reader.statements(node)));
}

/** `use a::{b, c::d as e, f::*};` */
export const readUse: StatementReader = (node, reader) => {
  const argument = childOf(node, 'argument');
  return argument ? usesOf(argument, [], reader) : [];
};

function usesOf(node: SyntaxNode, before: readonly string[], reader: Reader): ImportStatement[] {
  const segments = (path: SyntaxNode | undefined) =>
    path
      ? [
          ...before,
          ...reader
            .text(path)
            .split('::')
            .map((part) => part.trim()),
        ]
      : [...before];
  switch (node.type) {
    case 'scoped_use_list': {
      const inside = segments(childOf(node, 'path'));
      return (childOf(node, 'list')?.children ?? []).flatMap((one) => usesOf(one, inside, reader));
    }
    case 'use_list':
      return node.children.flatMap((one) => usesOf(one, before, reader));
    case 'use_as_clause': {
      const alias = childOf(node, 'alias');
      return alias ? [importOf(segments(childOf(node, 'path')), reader.text(alias))] : [];
    }
    case 'use_wildcard': {
      const path = segments(node.children[0]);
      const [crate = ''] = path;
      const module = /^z(?:ero)?mq$/.test(crate) ? crate : path.join('.');
      return [{ kind: 'import', module, names: [], isWildcard: true }];
    }
    case 'self':
      return [importOf(before, before.at(-1) ?? 'self')];
    default: {
      const path = segments(node);
      return [importOf(path, path.at(-1) ?? '')];
    }
  }
}

/** The module is all but the last part; of `use a;` it is `a` itself. */
function importOf(path: readonly string[], local: string): ImportStatement {
  const [only, second] = path;
  if (only !== undefined && second === undefined)
    return { kind: 'import', module: only, names: [{ local, path: '' }] };
  return { kind: 'import', module: path.slice(0, -1).join('.'), names: [{ local, path: path.at(-1) ?? '' }] };
}

/** `mod config;` is another file; what stands in `mod inner { … }` is known outside as well. */
export const readModule: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  const body = childOf(node, 'body');
  if (!name) return [];
  const local = reader.text(name);
  if (!body) return [{ kind: 'import', module: `self.${local}`, names: [{ local, path: '' }] }];
  const constants = body.children
    .filter(({ type }) => type === 'const_item' || type === 'static_item')
    .flatMap((item) => reader.statements(item));
  const { start, end } = node;
  return [
    { kind: 'class', declaration: { name: local, bases: [], body: constants, start, end } },
    ...readItems(body.children, reader),
  ];
};

export const readStruct: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  if (!name) return [];
  return [
    classOf(node, reader.text(name), fieldsOf(childOf(node, 'body'), reader, derivesDefault(node, reader))),
  ];
};

/** `#[derive(Default)]` stands right in front. */
function derivesDefault({ start }: SyntaxNode, { source }: Reader): boolean {
  return /#\[derive\([^\])]*\bDefault\b[^\])]*\)\][^;{}]*$/.test(
    source.slice(Math.max(0, start - 300), start),
  );
}

/** Of a struct or of an enumeration's variant; those without names are counted. */
function fieldsOf(body: SyntaxNode | undefined, reader: Reader, hasDefault = false): Statement[] {
  const fields: Statement[] = [];
  let fallback: Expression | undefined;
  let position = 0;
  for (const child of body?.children ?? []) {
    if (child.type === 'attribute_item') fallback = attributeDefault(child, reader) ?? fallback;
    const isPositional = body?.type === 'ordered_field_declaration_list' && child.field === 'type';
    if (child.type !== 'field_declaration' && !isPositional) continue;
    const label = childOf(child, 'name');
    const type = isPositional ? child : childOf(child, 'type');
    const { start, end } = child;
    const field = label ? reader.text(label) : String(position++);
    const value = {
      kind: 'assign',
      target: { kind: 'name', name: field, start, end },
      value: fallback ?? (hasDefault && type ? emptyList(type, reader) : undefined),
      type: type && reader.expression(type),
      declares: true,
      start,
      end,
    } as const;
    fields.push({ kind: 'expression', value });
    fallback = undefined;
  }
  return fields;
}

/** What a list is when nobody has put anything into it. */
function emptyList(type: SyntaxNode, reader: Reader): Expression | undefined {
  const { start, end } = type;
  return /^(?:Vec|VecDeque|HashSet|BTreeSet)</.test(reader.text(type))
    ? { kind: 'list', items: [], start, end }
    : undefined;
}

function classOf(
  { start, end }: SyntaxNode,
  name: string,
  body: readonly Statement[],
  isEnumeration?: boolean,
): Statement {
  return { kind: 'class', declaration: { name, bases: [], body, isEnumeration, start, end } };
}

/** clap's `#[arg(long, default_value = "tcp://…")]`, also `default_value_t`, and structopt's. */
function attributeDefault(attribute: SyntaxNode, reader: Reader): Expression | undefined {
  const tokens = childOf(attribute.children[0] ?? attribute, 'arguments')?.children ?? [];
  const at = tokens.findIndex((token) => /^default_value(?:_t)?$/.test(reader.text(token)));
  const value = at < 0 ? undefined : tokens[at + 1];
  return value && /literal$|^identifier$/.test(value.type) ? reader.expression(value) : undefined;
}

/** Variants are told apart; those with fields are structs. */
export const readEnum: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  if (!name) return [];
  const type = reader.text(name);
  const variants = (childOf(node, 'body')?.children ?? []).flatMap((variant): Statement[] => {
    const label = childOf(variant, 'name');
    if (!label) return [];
    const body = childOf(variant, 'body');
    if (body) return [classOf(variant, reader.text(label), fieldsOf(body, reader))];
    const { start, end } = label;
    const target = { kind: 'name', name: reader.text(label), start, end } as const;
    const value = { kind: 'text', parts: [`${type}::${target.name}`], start, end } as const;
    return [{ kind: 'expression', value: { kind: 'assign', target, value, declares: true, start, end } }];
  });
  return [classOf(node, type, variants, true)];
};

export const readTrait: StatementReader = (node, reader) => {
  const name = childOf(node, 'name');
  return name ? [classOf(node, reader.text(name), []), ...methodsOf(node, reader.text(name), reader)] : [];
};

export const readImpl: StatementReader = (node, reader) => {
  const type = childOf(node, 'type');
  const inner = type && (childOf(type, 'type') ?? type);
  const name = inner && reader.text(inner).replace(/^.*::/, '');
  return name ? methodsOf(node, name, reader) : [];
};

function methodsOf(node: SyntaxNode, owner: string, reader: Reader): Statement[] {
  noteAttributes(childOf(node, 'body')?.children ?? []);
  return (childOf(node, 'body')?.children ?? []).flatMap((item): readonly Statement[] => {
    if (item.type === 'function_item') return readFunctionItem(item, reader, owner, node);
    if (item.type === 'const_item') return readAssociated(item, owner, reader);
    return item.type === 'attribute_item' ? [] : reader.statements(item);
  });
}

/** `const KIND: SocketType = zmq::PUSH;` of an `impl`: read like a field of the type. */
function readAssociated(item: SyntaxNode, owner: string, reader: Reader): Statement[] {
  const name = childOf(item, 'name');
  const value = childOf(item, 'value');
  if (!name || !value) return [];
  const { start, end } = item;
  const declaration: FunctionDeclaration = {
    name: reader.text(name),
    parameters: [],
    body: [...selfType(owner, item), { kind: 'return', value: reader.expression(value) }],
    owner,
    decorators: [{ kind: 'name', name: 'property', start, end: start }],
    start,
    end,
  };
  return [{ kind: 'function', declaration }];
}

export function readFunctionItem(
  node: SyntaxNode,
  reader: Reader,
  owner?: string,
  around?: SyntaxNode,
): Statement[] {
  const { start, end } = node;
  const name = childOf(node, 'name');
  const body = childOf(node, 'body');
  const parameters: Parameter[] = [];
  const bindings: Statement[] = [];
  let self: string | undefined;
  for (const [position, child] of (childOf(node, 'parameters')?.children ?? []).entries()) {
    if (child.type === 'self_parameter') self = 'self';
    const pattern = childOf(child, 'pattern');
    if (!pattern) continue;
    const type = childOf(child, 'type');
    const isName = pattern.type === 'identifier';
    const parameter = isName ? reader.text(pattern) : `@${position}`;
    parameters.push({
      name: parameter,
      type: type && reader.expression(type),
      start: pattern.start,
      end: pattern.end,
    });
    if (isName) continue;
    const value: Expression = { kind: 'name', name: parameter, start: pattern.start, end: pattern.end };
    bindings.push(
      ...bindPattern(pattern, value, reader).map((one): Statement => ({ kind: 'expression', value: one })),
    );
  }
  const declaration: FunctionDeclaration = {
    name: name && reader.text(name),
    parameters,
    self,
    owner,
    body: [...selfType(owner, node), ...bindings, ...(body ? bodyOf(body, reader) : [])],
    cases: casesOf(node, reader),
    start,
    end,
  };
  return [{ kind: 'function', declaration: withTypeParameters(declaration, node, around, reader) }];
}

/** `Self` is the type that has the method. */
function selfType(owner: string | undefined, { start }: SyntaxNode): Statement[] {
  if (owner === undefined) return [];
  const at = { start, end: start };
  const target = { kind: 'name', name: 'Self', ...at } as const;
  const value = { kind: 'name', name: owner, ...at } as const;
  return [{ kind: 'expression', value: { kind: 'assign', target, value, declares: true, ...at } }];
}
