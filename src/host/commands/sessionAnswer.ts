import type { SessionAnswer } from '../config/commandArguments';
import type { SessionEntry } from '../sessions/sessionRegistry';

/** @returns a session as `zeromq.session.list` tells it: plain JSON, without events and details. */
export function sessionAnswer({ id, label, saved, definition, snapshot }: SessionEntry): SessionAnswer {
  return {
    id,
    label,
    type: definition.type,
    state: snapshot.state,
    endpoints: snapshot.endpoints.map(({ role, address, resolved, state, peers }) => ({
      role,
      address,
      resolved,
      state,
      peers,
    })),
    subscriptions: definition.subscriptions,
    options: definition.options,
    received: snapshot.received,
    sent: snapshot.sent,
    peers: snapshot.peerCount,
    saved,
  };
}
