import type { CallExpression, Expression, NameExpression } from '../../program/expression';
import type { TextRange } from '../../textRange';
import type { SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';

/** What methods call their object. */
export const self = '$this';
export const constructorName = '__construct';

export function nameAt(name: string, { start, end }: TextRange): NameExpression {
  return { kind: 'name', name, start, end };
}

/** A call of something that only the tables of this language know, such as `@pairs`. */
export function internalCall(name: string, args: readonly Expression[], range: TextRange): CallExpression {
  const { start, end } = range;
  return { kind: 'call', callee: nameAt(name, range), args: args.map((value) => ({ value })), start, end };
}

/** `App\Config`, `\ZMQ` as a path of members. */
export function readPath(node: SyntaxNode, reader: Reader): Expression {
  const { start, end } = node;
  const [first = '', ...rest] = reader.text(node).replace(/^\\/, '').split('\\');
  return rest.reduce<Expression>(
    (object, name) => ({ kind: 'member', object, name, start, end }),
    nameAt(first, { start, end }),
  );
}

/** Where a class of the file is read: its name, and whether it is one of its methods. */
interface ClassAround {
  readonly name: string;
  isMethod: boolean;
}

const classes = new WeakMap<Reader, ClassAround[]>();

export function classAround(reader: Reader): ClassAround | undefined {
  return classes.get(reader)?.at(-1);
}

export function inClass<T>(name: string, reader: Reader, read: () => T): T {
  const around = classes.get(reader) ?? [];
  classes.set(reader, around);
  around.push({ name, isMethod: false });
  try {
    return read();
  } finally {
    around.pop();
  }
}

export function inMethod<T>(reader: Reader, read: () => T): T {
  const around = classAround(reader);
  const before = around?.isMethod ?? false;
  if (around) around.isMethod = true;
  try {
    return read();
  } finally {
    if (around) around.isMethod = before;
  }
}

/** The class in front of `::`: `self` and `static` are the object that runs, `parent` the object as its base class. */
export function readScope(node: SyntaxNode, reader: Reader): Expression {
  const around = classAround(reader);
  const text = reader.text(node);
  const isOwn = around !== undefined && (/^(self|static)$/i.test(text) || text === around.name);
  if (isOwn) return nameAt(around.isMethod ? self : around.name, node);
  if (text.toLowerCase() === 'parent') {
    return { kind: 'call', callee: nameAt('parent', node), args: [], start: node.start, end: node.end };
  }
  // `self` and `static` outside of a class, in a text that is just being typed
  return node.type === 'relative_scope' ? nameAt(text, node) : reader.expression(node);
}
