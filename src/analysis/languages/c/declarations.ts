import type { AssignExpression, Expression } from '../../program/expression';
import type { ClassStatement, Parameter, Statement } from '../../program/statement';
import { childOf, childrenOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import { insideWithReturns } from '../earlyReturn';
import type { Reader, StatementReader } from '../reader';
import { readPieces, restName } from './calls';
import { readDeclarator } from './declarators';
import { initialValue } from './initializers';

/** Types that are defined in place: `struct foo { … } x;` */
export function definitionsIn(node: SyntaxNode, reader: Reader): readonly Statement[] {
  const type = childOf(node, 'type');
  return type && childOf(type, 'body') ? reader.statements(type) : [];
}

export const readDeclaration: StatementReader = (node, reader) => {
  const before = definitionsIn(node, reader);
  // it says that another file has it
  if (/^extern\b/.test(reader.text(node).slice(0, 7))) return before;
  const type = reader.optional(childOf(node, 'type'));
  const declared = childrenOf(node, 'declarator').flatMap((child): Statement[] => {
    const assignment = readVariable(child, type, reader);
    return assignment ? [{ kind: 'expression', value: assignment }] : [];
  });
  return [...before, ...declared];
};

/** One name of a declaration, with its value; undefined for functions. */
export function readVariable(
  node: SyntaxNode,
  type: Expression | undefined,
  reader: Reader,
): AssignExpression | undefined {
  const isInit = node.type === 'init_declarator';
  const declarator = readDeclarator(isInit ? (childOf(node, 'declarator') ?? node) : node);
  if (!declarator || declarator.parameters) return undefined;
  const { start, end } = declarator.name;
  const value = isInit ? childOf(node, 'value') : undefined;
  return {
    kind: 'assign',
    target: { kind: 'name', name: reader.text(declarator.name), start, end },
    value: value && readInitialValue(node, value, type, declarator.arrayDepth, reader),
    type: type && { ...type },
    declares: true,
    start,
    end: node.end,
  };
}

function readInitialValue(
  node: SyntaxNode,
  value: SyntaxNode,
  type: Expression | undefined,
  depth: number,
  reader: Reader,
): Expression {
  // what a macro in the middle of a text tears apart
  const pieces = node.children.filter(({ start }) => start >= value.start);
  return pieces.length > 1 ? readPieces(pieces, reader) : initialValue(value, type, depth, reader);
}

export function readParameters(node: SyntaxNode | undefined, reader: Reader): Parameter[] {
  return (node?.children ?? []).flatMap((child): Parameter[] => {
    const declarator = childOf(child, 'declarator');
    const name = declarator && readDeclarator(declarator)?.name;
    const { start, end } = child;
    const type = reader.optional(childOf(child, 'type'));
    if (name) return [{ name: reader.text(name), type, start, end }];
    if (child.type === 'variadic_parameter') return [{ name: restName, isRest: true, start, end }];
    // unnamed ones keep the others' places; `(void)` is none
    const isNone = node?.children.length === 1 && reader.text(child) === 'void';
    return isNone || !/parameter/.test(child.type) ? [] : [{ name: '', type, start, end }];
  });
}

export const readFunctionDefinition: StatementReader = (node, reader) => {
  const outer = childOf(node, 'declarator');
  const declarator = outer && readDeclarator(outer);
  const body = childOf(node, 'body');
  if (!declarator || !body) return reader.inside(node);
  const { start, end } = node;
  return [
    ...definitionsIn(node, reader),
    {
      kind: 'function',
      declaration: {
        name: reader.text(declarator.name),
        parameters: readParameters(declarator.parameters, reader),
        body: insideWithReturns(body, reader),
        start,
        end,
      },
    },
  ];
};

/** `struct foo { char *endpoint; int port; }` */
export const readStruct: StatementReader = (node, reader) => {
  const name = reader.expression(node);
  return name.kind === 'name' ? structStatements(node, name.name, reader) : [];
};

/** A struct as a class; none for a mere mention. */
export function structStatements(node: SyntaxNode, name: string, reader: Reader): Statement[] {
  const list = childOf(node, 'body');
  if (!list) return [];
  if (node.type === 'enum_specifier') return [...readEnumerators(list, reader)];
  const members = list.children.flatMap((child) => membersOf(child, reader));
  // types that are defined inside are known outside
  const inside = members.filter((member): member is ClassStatement => member.kind === 'class');
  const body = members.filter(({ kind }) => kind !== 'class');
  const { start, end } = node;
  return [...inside, { kind: 'class', declaration: { name, bases: [], body, start, end } }];
}

function membersOf(node: SyntaxNode, reader: Reader): Statement[] {
  if (node.type !== 'field_declaration')
    return /^preproc_(?:if|else|elif)/.test(node.type)
      ? node.children.flatMap((child) => membersOf(child, reader))
      : [];
  const type = reader.optional(childOf(node, 'type'));
  return [
    ...definitionsIn(node, reader),
    ...childrenOf(node, 'declarator').flatMap((child): Statement[] => {
      const value = readVariable(child, type, reader);
      return value ? [{ kind: 'expression', value }] : [];
    }),
  ];
}

/** `A = 5555, B` */
function readEnumerators(list: SyntaxNode, reader: Reader): Statement[] {
  let last: number | undefined = -1;
  return list.children.flatMap((child): Statement[] => {
    const name = childOf(child, 'name');
    if (!name) return [];
    const given = reader.optional(childOf(child, 'value'));
    const number = given?.kind === 'constant' ? Number(given.value) : given ? undefined : last;
    const { start, end } = child;
    const next: number | undefined = given || number === undefined ? number : number + 1;
    last = next;
    const counted: Expression | undefined =
      next === undefined ? undefined : { kind: 'constant', value: next, start, end };
    const target = reader.expression(name);
    return [
      {
        kind: 'expression',
        value: { kind: 'assign', target, value: given ?? counted, declares: true, start, end },
      },
    ];
  });
}

/** `typedef struct { … } foo_t;`, `typedef struct foo foo_t;` */
export const readTypeDefinition: StatementReader = (node, reader) => {
  const type = childOf(node, 'type');
  const declarator = childOf(node, 'declarator');
  const name = declarator && readDeclarator(declarator)?.name;
  if (!type || !name) return [];
  const alias = reader.text(name);
  const own = reader.expression(type);
  if (childOf(type, 'body')) {
    const inside = structStatements(type, alias, reader);
    const tag = childOfType(type, 'type_identifier');
    return tag && own.kind === 'name' ? [...inside, aliasOf(own.name, alias, node)] : inside;
  }
  return own.kind === 'name' && own.name !== alias ? [aliasOf(alias, own.name, node)] : [];
};

function aliasOf(name: string, of: string, { start, end }: SyntaxNode): Statement {
  const at = { start, end };
  const target = { kind: 'name', name, ...at } as const;
  const value = { kind: 'name', name: of, ...at } as const;
  return { kind: 'expression', value: { kind: 'assign', target, value, declares: true, ...at } };
}
