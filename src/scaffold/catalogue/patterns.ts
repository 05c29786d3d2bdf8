import { patternIds, type Pattern, type PatternId, type PatternRole } from '../pattern';
import { basicPatterns } from './basicPatterns';
import { brokerPatterns } from './brokerPatterns';
import { dataPatterns } from './dataPatterns';
import { reliablePatterns } from './reliablePatterns';
import { securePatterns } from './securePatterns';

const all = [...basicPatterns, ...brokerPatterns, ...reliablePatterns, ...dataPatterns, ...securePatterns];

/** In the order of `patternIds`, from simple to demanding. */
export const patterns: readonly Pattern[] = patternIds.map(patternOf);

export function patternOf(id: PatternId): Pattern {
  const found = all.find((pattern) => pattern.id === id);
  if (!found) throw new Error(`The catalogue lacks ${id}.`);
  return found;
}

export function roleOf(pattern: Pattern, id: string): PatternRole {
  const found = pattern.roles.find((role) => role.id === id);
  if (!found) throw new Error(`${pattern.title} has no role ${id}.`);
  return found;
}
