import type { AssignExpression, Expression } from '../../program/expression';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import type { Reader } from '../reader';

/** What a pattern's names take of a value. */
export function bindPattern(
  pattern: SyntaxNode,
  value: Expression | undefined,
  reader: Reader,
  type?: Expression,
): AssignExpression[] {
  const { start, end } = pattern;
  switch (pattern.type) {
    case 'identifier':
    case 'shorthand_field_identifier': {
      const target: Expression = { kind: 'name', name: reader.text(pattern), start, end };
      return [{ kind: 'assign', target, value, type, declares: true, start, end: value?.end ?? end }];
    }
    case 'tuple_pattern':
    case 'slice_pattern':
      return pattern.children.flatMap((part, position) => {
        const index: Expression = { kind: 'constant', value: position, start, end: start };
        return bindPattern(
          part,
          value && { kind: 'index', object: value, index, start, end: value.end },
          reader,
        );
      });
    case 'tuple_struct_pattern': {
      const [variant, ...parts] = pattern.children;
      const name = variant ? reader.text(variant) : '';
      const [only] = parts;
      // they are what is inside
      if (only && /(?:^|::)(?:Some|Ok|Ready)$/.test(name)) return bindPattern(only, value, reader);
      const isError = /(?:^|::)Err$/.test(name);
      return parts.flatMap((part, position) =>
        bindPattern(
          part,
          isError ? undefined : fieldOf(pattern, variant, value, String(position), reader),
          reader,
        ),
      );
    }
    case 'struct_pattern':
      return pattern.children.flatMap((field) => {
        const name = childOf(field, 'name');
        if (field.type !== 'field_pattern' || !name) return [];
        const member = fieldOf(pattern, childOf(pattern, 'type'), value, reader.text(name), reader);
        return bindPattern(childOf(field, 'pattern') ?? name, member, reader);
      });
    case 'mut_pattern':
    case 'ref_pattern':
    case 'reference_pattern':
    case 'captured_pattern':
    case 'match_pattern': {
      const inner = pattern.children.find(({ type }) => type !== 'mutable_specifier');
      return inner ? bindPattern(inner, value, reader, type) : [];
    }
    default:
      return [];
  }
}

/** A field of the value; where that is not known, of what the pattern says that it is: `Command::Work { queue }`. */
function fieldOf(
  { start }: SyntaxNode,
  type: SyntaxNode | undefined,
  object: Expression | undefined,
  name: string,
  reader: Reader,
): Expression | undefined {
  if (!object) return undefined;
  const { end } = object;
  const own: Expression = { kind: 'member', object, name, start, end };
  if (!type) return own;
  const declared: Expression = { kind: 'member', object: reader.expression(type), name, start, end };
  return { kind: 'choice', options: [own, declared], isFallback: true, start, end };
}
