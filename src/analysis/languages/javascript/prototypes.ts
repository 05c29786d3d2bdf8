import type { FunctionDeclaration, Statement } from '../../program/statement';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';
import { isFunction } from './functionNodes';
import { readFunction } from './functions';
import { propertyName } from './patterns';

const constructors = new WeakMap<Reader, ReadonlySet<string>>();

/** The functions of a file that are classes of the older kind: made with `new`, or with a prototype. */
function constructorsIn(reader: Reader): ReadonlySet<string> {
  const known = constructors.get(reader);
  if (known) return known;
  const pattern = /\bnew\s+([A-Za-z_$][\w$]*)|\b([A-Za-z_$][\w$]*)\.prototype\b/g;
  const names = new Set([...reader.source.matchAll(pattern)].map(([, made, owner]) => made ?? owner ?? ''));
  constructors.set(reader, names);
  return names;
}

/** `function Broker(url) { this.url = url; }`; undefined for other functions. */
export function readConstructorFunction(
  node: SyntaxNode,
  name: string,
  reader: Reader,
): Statement[] | undefined {
  if (!constructorsIn(reader).has(name) || !/\bthis\b/.test(reader.text(node))) return undefined;
  const made = readFunction(node, reader, { name: 'constructor', self: 'this' });
  const { start, end } = node;
  const body: Statement[] = [{ kind: 'function', declaration: made }];
  return [
    { kind: 'class', declaration: { name, bases: [], body, constructorName: 'constructor', start, end } },
  ];
}

/** `Broker.prototype.start = function () { … }`, `Broker.prototype = { start: function () { … } }` */
export function readPrototype(assignment: SyntaxNode, reader: Reader): Statement[] | undefined {
  const left = childOf(assignment, 'left');
  const right = childOf(assignment, 'right');
  if (!left || !right || left.type !== 'member_expression') return undefined;
  const match = /^([A-Za-z_$][\w$]*)\.prototype(?:\.([\w$]+))?$/.exec(reader.text(left));
  const [, owner, name] = match ?? [];
  if (owner === undefined) return undefined;
  if (name !== undefined) {
    return isFunction(right)
      ? [method(readFunction(right, reader, { name, self: 'this', owner }))]
      : undefined;
  }
  if (right.type !== 'object') return undefined;
  return right.children.flatMap((child): Statement[] => {
    const key = childOf(child, 'key') ?? childOf(child, 'name');
    const value = child.type === 'method_definition' ? child : childOf(child, 'value');
    if (!key || !value || (value !== child && !isFunction(value))) return [];
    return [method(readFunction(value, reader, { name: propertyName(key, reader), self: 'this', owner }))];
  });
}

function method(declaration: FunctionDeclaration): Statement {
  return { kind: 'function', declaration };
}
