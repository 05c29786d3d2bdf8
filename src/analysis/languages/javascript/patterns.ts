import type { AssignExpression, Expression, NameExpression } from '../../program/expression';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { TextRange } from '../../textRange';
import type { Reader } from '../reader';

export interface PatternValue {
  /** Absent where a declaration gives no value. */
  readonly value?: Expression;
  readonly type?: Expression;
  readonly declares?: boolean;
  /** Where the assignment ends: from there on the names have their values. */
  readonly end: number;
}

/** A name of our own for what the source leaves without one. */
export function ownName({ start, end }: TextRange): NameExpression {
  return { kind: 'name', name: `{${start}}`, start, end };
}

/** What a declaration or assignment gives to the names in its pattern: `a`, `[a, , b = 1]`, `{ a, b: c = 2, ...d }`. */
export function assignPattern(target: SyntaxNode, given: PatternValue, reader: Reader): AssignExpression[] {
  const { start } = target;
  const assign = (to: Expression, value = given.value): AssignExpression => ({
    kind: 'assign',
    target: to,
    value,
    type: given.type,
    declares: given.declares,
    start,
    end: given.end,
  });
  switch (target.type) {
    case 'object_pattern': {
      const source = given.value?.kind === 'name' ? given.value : ownName(target);
      const first = source === given.value ? [] : [{ ...assign(source), declares: true }];
      return [...first, ...target.children.flatMap((child) => assignProperty(child, source, given, reader))];
    }
    case 'array_pattern': {
      const items = elementsOf(target, reader);
      const later: AssignExpression[] = [];
      const names = items.map((item): Expression => {
        if (item === undefined) return { kind: 'other', parts: [], start, end: start };
        if (item.type === 'rest_pattern') {
          const [rest] = item.children;
          if (rest) later.push(...assignPattern(rest, { ...given, value: undefined }, reader));
          return { kind: 'other', parts: [], start, end: start };
        }
        if (item.type === 'identifier') return reader.expression(item);
        if (!/pattern$/.test(item.type)) return reader.expression(item);
        const name = ownName(item);
        later.push(...assignElement(item, { ...name, start: given.end, end: given.end }, given, reader));
        return name;
      });
      return [
        { ...assign({ kind: 'list', items: names, start, end: target.end }), type: undefined },
        ...later,
      ];
    }
    case 'assignment_pattern':
      return given.value ? assignElement(target, given.value, given, reader) : [];
    case 'non_null_expression':
    case 'parenthesized_expression':
      return target.children[0] ? assignPattern(target.children[0], given, reader) : [];
    default:
      return [assign(reader.expression(target))];
  }
}

/** A pattern that may have a default: `b = 1`. */
function assignElement(
  item: SyntaxNode,
  value: Expression,
  given: PatternValue,
  reader: Reader,
): AssignExpression[] {
  const left = childOf(item, 'left');
  const right = childOf(item, 'right');
  if (!/^(object_)?assignment_pattern$/.test(item.type) || !left || !right) {
    return assignPattern(item, { ...given, value, type: undefined }, reader);
  }
  const withDefault: Expression = {
    kind: 'choice',
    options: [value, reader.expression(right)],
    isFallback: true,
    start: item.start,
    end: item.end,
  };
  return assignPattern(left, { ...given, value: withDefault, type: undefined }, reader);
}

function assignProperty(
  property: SyntaxNode,
  source: NameExpression,
  given: PatternValue,
  reader: Reader,
): AssignExpression[] {
  const { start, end } = property;
  const member = (key: SyntaxNode): Expression => ({
    kind: 'member',
    // looked up where the assignment is done
    object: { ...source, start: given.end, end: given.end },
    name: propertyName(key, reader),
    start: given.end,
    end: given.end,
  });
  switch (property.type) {
    case 'shorthand_property_identifier_pattern':
      return assignPattern(property, { ...given, value: member(property), type: undefined }, reader);
    case 'object_assignment_pattern': {
      const left = childOf(property, 'left');
      return left ? assignElement(property, member(left), given, reader) : [];
    }
    case 'pair_pattern': {
      const key = childOf(property, 'key');
      const value = childOf(property, 'value');
      return key && value ? assignElement(value, member(key), given, reader) : [];
    }
    case 'rest_pattern': {
      const [rest] = property.children;
      return rest ? assignPattern(rest, { ...given, value: { ...source, start, end } }, reader) : [];
    }
    default:
      return [];
  }
}

/** The name of a property: `a`, `'a'`, `#a` without the sign. */
export function propertyName(key: SyntaxNode, reader: Reader): string {
  return reader
    .text(key)
    .replace(/^#/, '')
    .replace(/^['"](.*)['"]$/s, '$1');
}

/** The elements of an array pattern or array, undefined for those that are left out. */
function elementsOf(array: SyntaxNode, reader: Reader): (SyntaxNode | undefined)[] {
  const elements: (SyntaxNode | undefined)[] = [];
  let from = array.start + 1;
  let before = 1;
  for (const child of array.children) {
    const gap = reader.source.slice(from, child.start).replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, '');
    const commas = gap.split(',').length - 1;
    // the first element needs no comma in front of it
    for (let skipped = before; skipped <= commas; skipped++) elements.push(undefined);
    elements.push(child);
    from = child.end;
    before = 2;
  }
  return elements;
}
