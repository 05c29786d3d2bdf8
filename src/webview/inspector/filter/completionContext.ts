import type { Inspector } from '../inspector';

/** @returns the names that `peer:` can be compared with. */
export function peerNames(inspector: Inspector): string[] {
  return inspector.facts.events.value.peers
    .filter(({ kind }) => kind === 'routingId')
    .map(({ label }) => label);
}
