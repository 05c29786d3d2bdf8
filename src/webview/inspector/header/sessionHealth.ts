import type { EndpointState, SessionSnapshot } from '../../../protocol/session';

export interface SessionHealth {
  /** Colour of the dot. */
  readonly severity: 'good' | 'warning' | 'error' | 'idle';
  readonly text: string;
}

const endpointHealth: Readonly<Record<EndpointState, SessionHealth>> = {
  closed: { severity: 'idle', text: 'closed' },
  listening: { severity: 'good', text: 'listening' },
  connecting: { severity: 'warning', text: 'connecting' },
  handshaking: { severity: 'warning', text: 'shaking hands' },
  connected: { severity: 'good', text: 'connected' },
  retrying: { severity: 'warning', text: 'retrying' },
  handshakeFailed: { severity: 'error', text: 'handshake failed' },
  failed: { severity: 'error', text: 'failed' },
};

export function endpointStateText(state: EndpointState): SessionHealth {
  return endpointHealth[state];
}

const order = ['idle', 'good', 'warning', 'error'] as const;

/** @returns the state of the session with that of its worst endpoint. */
export function sessionHealth(session: SessionSnapshot): SessionHealth {
  switch (session.state) {
    case 'opening':
      return { severity: 'warning', text: 'opening' };
    case 'closed':
      return { severity: 'idle', text: 'closed' };
    case 'failed':
      return { severity: 'error', text: session.error?.message ?? 'failed' };
    case 'open': {
      const peers = session.peerCount === 1 ? '1 peer' : `${session.peerCount} peers`;
      const worst = session.endpoints
        .map(({ state }) => endpointHealth[state])
        .reduce<SessionHealth | undefined>(
          (a, b) => (a && order.indexOf(a.severity) >= order.indexOf(b.severity) ? a : b),
          undefined,
        );
      if (!worst) return { severity: 'idle', text: 'no endpoint' };
      return { severity: worst.severity, text: `${worst.text}, ${peers}` };
    }
  }
}
