import type { SessionDefinition } from '../../model/sessionDefinition';
import type { SessionSnapshot } from '../../protocol/session';

/** What a session looks like while the engine does not have it open. */
export function closedSnapshot(definition: SessionDefinition, former?: SessionSnapshot): SessionSnapshot {
  return {
    id: definition.id,
    definition,
    state: 'closed',
    endpoints: definition.endpoints.map(({ role, address }) => ({
      role,
      address,
      resolved: address,
      state: 'closed',
      peers: 0,
    })),
    peers: [],
    peerCount: 0,
    received: former?.received ?? 0,
    sent: former?.sent ?? 0,
    rates: { receivedPerSecond: 0, sentPerSecond: 0, bytesPerSecond: 0 },
    events: former?.events ?? [],
  };
}

/** Keeps what made the session fail. */
export function closedOrFailed(
  definition: SessionDefinition,
  last: SessionSnapshot | undefined,
): SessionSnapshot {
  const closed = closedSnapshot(definition, last);
  return last?.state === 'failed' ? { ...closed, state: 'failed', error: last.error } : closed;
}

export function isLive({ state }: SessionSnapshot): boolean {
  return state === 'open' || state === 'opening';
}
