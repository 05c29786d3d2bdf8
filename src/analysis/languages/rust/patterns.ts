import { type AssignExpression, type Expression } from '../../program/expression';
import { childOf, type SyntaxNode } from '../../syntax/syntaxNode';
import { type Reader } from '../reader';

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
      const [, ...parts] = pattern.children;
      const [only, second] = parts;
      // `Some(x)` and `Ok(x)` are what is inside
      if (!only || second) return parts.flatMap((part) => bindPattern(part, undefined, reader));
      const isError = /(?:^|::)Err$/.test(reader.text(pattern.children[0] ?? pattern));
      return bindPattern(only, isError ? undefined : value, reader);
    }
    case 'struct_pattern':
      return pattern.children.flatMap((field) => {
        const name = childOf(field, 'name');
        if (field.type !== 'field_pattern' || !name) return [];
        const member: Expression | undefined = value && {
          kind: 'member',
          object: value,
          name: reader.text(name),
          start,
          end: value.end,
        };
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
