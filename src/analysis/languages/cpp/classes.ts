import type { AssignExpression, Expression } from '../../program/expression';
import type { Statement } from '../../program/statement';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader, StatementReader } from '../reader';
import { cppReader } from './cppReader';
import { definitionsIn } from '../c/declarations';
import { readVariables } from './declarations';
import { readFunction } from './functions';
import { bareSegments, readName } from './names';

export const readClass: StatementReader = (node, reader) => {
  const [nameNode, list] = [childOf(node, 'name'), childOf(node, 'body')];
  const name = nameNode && bareSegments(nameNode, reader).at(-1);
  if (!list) return [];
  // without a name its fields are those of what is around
  if (name === undefined) return list.children.flatMap((child) => [...readMember(child, '', reader)]);
  const members = withoutOverridden(
    list.children.flatMap((child) => [...readMember(child, name, reader)]),
    name,
    reader,
  );
  const { start, end } = node;
  // enumerations are known by `Class::A` only; classes and functions know them as members
  const inside = members.filter(({ kind }) => kind === 'class');
  const body = members.filter(({ kind }) => kind !== 'class');
  const bases = childOfType(node, 'base_class_clause')?.children.filter(({ type }) =>
    /identifier$|_type$/.test(type),
  );
  const declaration = {
    name,
    bases: (bases ?? []).map((base) => readName(base, reader)),
    body,
    constructorName: name,
    start,
    end,
  };
  return [...inside, { kind: 'class', declaration }];
};

/** Members of a class. */
function readMember(node: SyntaxNode, cls: string, reader: Reader): readonly Statement[] {
  switch (node.type) {
    case 'field_declaration':
      return [...definitionsIn(node, reader), ...readVariables(node, reader)];
    case 'function_definition': {
      const declaration = readFunction(node, reader, cls);
      return declaration ? [{ kind: 'function', declaration }] : [];
    }
    case 'template_declaration': {
      const inner = node.children.at(-1);
      return inner ? readMember(inner, cls, reader) : [];
    }
    case 'declaration':
    case 'friend_declaration':
    case 'access_specifier':
    case 'static_assert_declaration':
      return [];
    default:
      if (/^preproc_(?:if|ifdef|else|elif)/.test(node.type) || node.type === 'ERROR') {
        return node.children.flatMap((child) => readMember(child, cls, reader));
      }
      return reader.statements(node);
  }
}

/** A field's initialiser does not count where each constructor has another. */
function withoutOverridden(members: readonly Statement[], cls: string, reader: Reader): Statement[] {
  const [first, ...others] = cppReader(reader).file.classes.get(cls)?.initialised ?? [];
  if (!first) return [...members];
  const set = [...first].filter((field) => others.every((other) => other.has(field)));
  return members.map((member) => {
    const value = member.kind === 'expression' && member.value.kind === 'assign' ? member.value : undefined;
    if (value?.target.kind !== 'name' || !set.includes(value.target.name)) return member;
    return { kind: 'expression', value: { ...value, value: undefined } };
  });
}

/** `enum class Channel { kEvents, kCommands }` is a class of numbers, `enum { A }` is some numbers. */
export const readEnum: StatementReader = (node, reader) => {
  const [nameNode, list] = [childOf(node, 'name'), childOf(node, 'body')];
  const name = nameNode && bareSegments(nameNode, reader).at(-1);
  if (!list) return [];
  const isScoped = /^enum\s+(?:class|struct)\b/.test(reader.text(node).slice(0, 40));
  const { start, end } = node;
  const statements = (): Statement[] =>
    enumerators(list, reader).map((value) => ({ kind: 'expression', value }));
  const cls: Statement[] =
    name === undefined
      ? []
      : [{ kind: 'class', declaration: { name, bases: [], body: statements(), start, end } }];
  return isScoped ? cls : [...cls, ...statements()];
};

function enumerators(list: SyntaxNode, reader: Reader): AssignExpression[] {
  let last: number | undefined = -1;
  return list.children.flatMap((child): AssignExpression[] => {
    const name = childOf(child, 'name');
    if (!name) return [];
    const given = reader.optional(childOf(child, 'value'));
    const number: number | undefined =
      given?.kind === 'constant' ? Number(given.value) : given || last === undefined ? undefined : last + 1;
    last = number;
    const { start, end } = child;
    const counted: Expression | undefined =
      number === undefined ? undefined : { kind: 'constant', value: number, start, end };
    const target = { kind: 'name', name: reader.text(name), start: name.start, end: name.end } as const;
    return [{ kind: 'assign', target, value: given ?? counted, declares: true, start, end }];
  });
}
