import type { EndpointUse } from '../facts';

/**
 * Each use once, in source order. Where one way of running a call tells more than another, such as a helper that is
 * called with a literal here and with an argument of the command line there, what tells less is left out.
 */
export function tidyUses(uses: readonly EndpointUse[]): EndpointUse[] {
  const groups = new Map<string, EndpointUse[]>();
  for (const use of uses) {
    const key = `${use.range.start} ${use.range.end} ${use.role}`;
    groups.set(key, [...(groups.get(key) ?? []), use]);
  }
  return [...groups.values()]
    .flatMap(tidyGroup)
    .sort((one, other) => one.range.start - other.range.start || one.range.end - other.range.end);
}

function tidyGroup(group: readonly EndpointUse[]): EndpointUse[] {
  const typed = group.filter(({ socketType }) => socketType);
  const told = (typed.length > 0 ? typed : group).filter(saysSomething);
  const kept = told.length > 0 ? told : typed.length > 0 ? typed : group;
  const distinct = new Map<string, EndpointUse>();
  for (const use of kept) {
    const key = `${use.endpoint} ${use.socketType}`;
    // one that knows its socket says more than one that only knows its declared type
    if (distinct.get(key)?.socket === undefined) distinct.set(key, use);
  }
  return [...distinct.values()];
}

function saysSomething({ pattern }: EndpointUse): boolean {
  return pattern.some((part) => typeof part === 'string' || part.imported);
}
