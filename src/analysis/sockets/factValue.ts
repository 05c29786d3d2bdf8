import type { OptionFactValue } from '../facts';
import { patternOf } from '../resolve/combineText';
import { alternativesOf, type Value } from '../resolve/value';
import { isCompletePattern, patternText, type TextPattern } from '../textPattern';

/** A number, a truth value or a whole text; undefined where it is not known or one of several. */
export function factValue(value: Value | undefined): OptionFactValue | undefined {
  if (value?.kind === 'constant') return value.value ?? undefined;
  if (value?.kind !== 'text' || !isCompletePattern(value.pattern)) return undefined;
  return patternText(value.pattern);
}

/** A topic or identity as people read it, with `{name}` for what is not known. */
export function readableText(value: Value | undefined): string | undefined {
  if (value === undefined || value.kind === 'choice' || value.kind === 'list') return undefined;
  return patternText(patternOf(value));
}

/** The addresses that a value may be: texts, and names of what is not known. */
export function endpointPatterns(
  value: Value,
): { pattern: TextPattern; origins: readonly { start: number; end: number }[] }[] {
  return alternativesOf(value).flatMap((one) => {
    switch (one.kind) {
      case 'text':
        return [{ pattern: one.pattern, origins: one.origins }];
      case 'unknown':
      case 'symbol':
      case 'method':
        return [{ pattern: patternOf(one), origins: [] }];
      case 'list':
        return one.items.flatMap((item) => endpointPatterns(item));
      default:
        return [];
    }
  });
}
