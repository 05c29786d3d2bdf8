import type { EndpointUse } from '../../facts';
import type { TextRange } from '../../textRange';
import type { CheckedFile } from '../checkedFile';
import type { Fix } from '../finding';

/**
 * Replaces a piece of an endpoint where it is written. Nothing where it is not written in one piece in this file, or
 * where another use would change as well.
 */
export function replaceInUse(
  file: CheckedFile,
  use: EndpointUse,
  piece: string,
  replacement: string,
  title: string,
): Fix | undefined {
  const found = use.origins.flatMap((origin): TextRange[] => {
    const text = file.textAt(origin);
    const at = text.indexOf(piece);
    if (at < 0 || text.includes(piece, at + 1)) return [];
    return [{ start: origin.start + at, end: origin.start + at + piece.length }];
  });
  const [range] = found;
  if (!range || found.length > 1) return undefined;
  const isShared = file.facts.endpoints.some(
    (other) =>
      other !== use &&
      other.role !== use.role &&
      other.origins.some(({ start, end }) => start <= range.start && range.end <= end),
  );
  return isShared ? undefined : { title, edits: [{ path: file.path, range, newText: replacement }] };
}
