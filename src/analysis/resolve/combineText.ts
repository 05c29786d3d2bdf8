import { joinPattern, patternText, type TextPattern } from '../textPattern';
import type { TextRange } from '../textRange';
import { alternativesOf, choiceOf, maxAlternatives, textValue, type Value } from './value';

/** Longer texts are no addresses; in a circle of names they would grow without end. */
const maxLength = 4096;
const maxParts = 64;

/** Texts one after another; alternatives are multiplied out as far as `maxAlternatives`. */
export function combineText(values: readonly Value[]): Value {
  let sofar: { pattern: TextPattern; origins: readonly TextRange[] }[] = [{ pattern: [], origins: [] }];
  for (const value of values) {
    const pieces = alternativesOf(value).map((one) => ({ pattern: patternOf(one), origins: originsOf(one) }));
    sofar = sofar
      .flatMap((head) =>
        pieces.map((piece) => ({
          pattern: joinPattern([...head.pattern, ...piece.pattern]),
          origins: [...head.origins, ...piece.origins],
        })),
      )
      .filter(({ pattern }) => pattern.length <= maxParts && patternText(pattern).length <= maxLength)
      .slice(0, maxAlternatives);
  }
  return choiceOf(sofar.map(({ pattern, origins }) => textValue(pattern, origins)));
}

/** How a value looks inside a text. */
export function patternOf(value: Value): TextPattern {
  switch (value.kind) {
    case 'text':
      return value.pattern;
    case 'constant':
      return value.value === null ? [{ unknown: 'value' }] : [String(value.value)];
    default:
      return [{ unknown: nameOf(value), imported: importedOf(value) }];
  }
}

/** The nearest name of a value that is not known. */
export function nameOf(value: Value): string {
  switch (value.kind) {
    case 'unknown':
    case 'method':
      return bareName(value.name);
    case 'symbol':
      return bareName(value.local ?? lastSegment(value.path));
    case 'text':
    case 'constant':
      return patternOf(value)
        .map((part) => (typeof part === 'string' ? part : part.unknown))
        .join('');
    case 'function':
      return value.fn.declaration.name ?? 'value';
    case 'choice':
    case 'list':
    case 'map':
    case 'object':
    case 'socket':
    case 'class':
    case 'instance':
    case 'super':
      return 'value';
  }
}

/** `port` for `@port` and `$port`. */
export function bareName(name: string): string {
  return name.replace(/^[@$]+(?=\w)/, '');
}

function importedOf(value: Value) {
  return value.kind === 'unknown' || value.kind === 'symbol' ? value.imported : undefined;
}

function originsOf(value: Value): readonly TextRange[] {
  return value.kind === 'text' ? value.origins : [];
}

export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** The text of a value that is fully known. */
export function knownText(value: Value | undefined): string | undefined {
  if (value?.kind !== 'text') return undefined;
  const [part, ...rest] = value.pattern;
  if (rest.length > 0 || (part !== undefined && typeof part !== 'string')) return undefined;
  return part ?? '';
}
