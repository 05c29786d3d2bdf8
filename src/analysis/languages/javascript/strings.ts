import type { Expression } from '../../program/expression';
import { decodeEscape } from '../../syntax/decodeEscape';
import type { ExpressionReader } from '../reader';

/** `'a'`, `"a"`, and `` `a${b}` ``. */
export const readString: ExpressionReader = ({ children, start, end }, reader) => ({
  kind: 'text',
  parts: children.flatMap((child): (string | Expression)[] => {
    switch (child.type) {
      case 'string_fragment':
        return [reader.text(child)];
      case 'escape_sequence':
        return [decodeEscape(reader.text(child))];
      case 'template_substitution':
        return child.children.slice(0, 1).map((inner) => reader.expression(inner));
      default:
        return [];
    }
  }),
  start,
  end,
});
