import type { Expression } from '../../program/expression';
import { childOf, childOfType, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import { cppReader } from './cppReader';
import type { DeclaredName } from './fileNames';
import { bareSegments, pathOf } from './names';
import { templateArguments } from './nameSegments';

export type TypeKind = 'auto' | 'plain' | 'text' | 'stream' | 'list' | 'map' | 'tuple' | 'object';

/** What matters of a type: how its values are made and what is inside. */
export interface CppType {
  readonly kind: TypeKind;
  /** A pointer, a reference, a smart pointer, an optional: made from a value it is that value. */
  readonly isHandle: boolean;
  /** The type's own name, for objects and texts. */
  readonly name?: SyntaxNode;
  /** Of a list's items or a map's values. */
  readonly item?: CppType;
}

const handles =
  /^(?:unique_ptr|shared_ptr|weak_ptr|scoped_ptr|auto_ptr|intrusive_ptr|optional|reference_wrapper|atomic|not_null|Q\w*Pointer)$/;
const lists =
  /^(?:vector|list|deque|array|forward_list|queue|stack|span|initializer_list|(?:unordered_|flat_)?(?:multi)?set|\w*_vector|QList|QVector|QStringList|InlinedVector)$/;
const maps = /^(?:(?:unordered_|flat_|btree_)?(?:multi)?map|flat_hash_map|node_hash_map|QMap|QHash)$/;
const tuples = /^(?:pair|tuple)$/;
const texts = /^(?:basic_)?string(?:_view)?$|^endpoint_t$|^QString$|^StringPiece$/;
const streams = /^[io]?stringstream$/;
const plain = /^(?:u?int(?:_fast|_least)?\d+_t|size_t|ssize_t|ptrdiff_t|byte|chrono|milliseconds|seconds)$/;

const families: readonly (readonly [TypeKind | 'handle', RegExp])[] = [
  ['handle', handles],
  ['list', lists],
  ['map', maps],
  ['tuple', tuples],
  ['text', texts],
  ['stream', streams],
  ['plain', plain],
];

const unknownType: CppType = { kind: 'auto', isHandle: false };
/** Aliases of aliases are followed this far. */
const maxHops = 8;

export function readType(node: SyntaxNode, reader: Reader, hops = 0): CppType {
  switch (node.type) {
    case 'primitive_type':
    case 'sized_type_specifier':
      return { kind: 'plain', isHandle: false };
    case 'type_descriptor': {
      const type = childOf(node, 'type');
      const isHandle = childOf(node, 'declarator') !== undefined;
      return type ? asHandle(readType(type, reader, hops), isHandle) : unknownType;
    }
    case 'struct_specifier':
    case 'class_specifier':
    case 'enum_specifier': {
      const name = childOf(node, 'name');
      return name ? readType(name, reader, hops) : unknownType;
    }
    case 'type_identifier':
    case 'identifier':
    case 'namespace_identifier':
    case 'qualified_identifier':
    case 'template_type':
    case 'template_function':
    case 'dependent_type':
      return namedType(node, reader, hops);
    default:
      return unknownType;
  }
}

function namedType(node: SyntaxNode, reader: Reader, hops: number): CppType {
  const segments = bareSegments(node, reader);
  const last = segments.at(-1) ?? '';
  const alias =
    segments.length === 1 && hops < maxHops ? cppReader(reader).file.typeAliases.get(last) : undefined;
  if (alias) return readType(alias, reader, hops + 1);
  const inner = templateArguments(node).map((argument) => readType(argument, reader, hops + 1));
  const [first = unknownType] = inner;
  const kind = kindNamed(last, reader);
  switch (kind) {
    case 'handle':
      return asHandle(first, true);
    case 'list':
      return { kind, isHandle: false, item: first };
    case 'map':
      return { kind, isHandle: false, item: inner[1] ?? unknownType };
    case 'text':
    case 'object':
      return { kind, isHandle: false, name: node };
    default:
      return { kind, isHandle: false };
  }
}

function kindNamed(name: string, reader: Reader): TypeKind | 'handle' {
  const { typeKinds } = cppReader(reader);
  const known = typeKinds.get(name);
  if (known) return known;
  const kind = families.find(([, names]) => names.test(name))?.[0] ?? 'object';
  typeKinds.set(name, kind);
  return kind;
}

function asHandle(type: CppType, isHandle: boolean): CppType {
  return isHandle ? { ...type, isHandle } : type;
}

/** The type of one declared name: with its `*`, `&` and `[]`. */
export function declaredType({ type, declarator }: DeclaredName, reader: Reader): CppType {
  let found = readType(type, reader);
  let at: SyntaxNode | undefined = declarator;
  while (at) {
    if (at.type === 'array_declarator') {
      // an array of characters is a text
      const isText =
        found.kind === 'plain' && !found.isHandle && /^(?:char|wchar_t|char\d+_t)\b/.test(reader.text(type));
      found = isText ? { kind: 'text', isHandle: false } : { kind: 'list', isHandle: false, item: found };
    } else if (/^(?:pointer|reference)_declarator$/.test(at.type)) {
      found = asHandle(found, true);
    }
    at = childOf(at, 'declarator') ?? at.children.find(({ type: kind }) => /_declarator$/.test(kind));
  }
  return found;
}

/** What kind of thing a name is everywhere in the file; undefined where that differs. */
export function kindOfVariable(name: string, reader: Reader): CppType | undefined {
  const { kinds } = cppReader(reader);
  if (!kinds.has(name)) kinds.set(name, commonType(name, reader));
  return kinds.get(name);
}

function commonType(name: string, reader: Reader): CppType | undefined {
  const all = cppReader(reader).file.variables.get(name) ?? [];
  const types = all.map((declared) => declaredType(declared, reader));
  const [first, ...rest] = types;
  return rest.every(({ kind, isHandle }) => kind === first?.kind && isHandle === first.isHandle)
    ? first
    : undefined;
}

/** The type as an expression that names it, where a value of it could be an object. */
export function typeExpression(type: CppType, reader: Reader): Expression | undefined {
  const { kind, name } = type;
  return kind === 'object' && name ? pathOf(bareSegments(name, reader), name) : undefined;
}

/** Whether the file has the class. */
export function isOwnClass({ kind, name }: CppType, reader: Reader): boolean {
  const last = kind === 'object' && name ? bareSegments(name, reader).at(-1) : undefined;
  return last !== undefined && cppReader(reader).file.classes.has(last);
}

/** What stands between `<` and `>` by the names that the template gives it. */
export function templateBindings(node: SyntaxNode, reader: Reader): { name: string; value: Expression }[] {
  const last = bareSegments(node, reader).at(-1);
  const parameters = last === undefined ? undefined : cppReader(reader).file.templates.get(last);
  if (!parameters) return [];
  return templateArguments(node).flatMap((argument, position) => {
    const name = parameters[position];
    const inside = argument.type === 'type_descriptor' ? childOf(argument, 'type') : argument;
    if (name === undefined || !inside || childOfType(argument, 'abstract_pointer_declarator')) return [];
    return [{ name, value: reader.expression(inside) }];
  });
}
