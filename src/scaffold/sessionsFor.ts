import { type AttachPlan, attachPlans } from '../model/attachPlan';
import { traitsOf } from '../model/socketType';
import type { Pattern, PatternEndpoint } from './pattern';

/** A session that would look at one endpoint of a pattern. */
export interface EndpointSession {
  readonly endpoint: PatternEndpoint;
  readonly plan: AttachPlan;
  /** To propose at once: it gets messages without a part in them, and takes none from others. */
  readonly isProposed: boolean;
}

/** A session for each endpoint that connects to who binds it, in the order of the pattern. */
export function sessionsFor(
  pattern: Pattern,
  addresses: ReadonlyMap<string, string>,
): readonly EndpointSession[] {
  const sockets = pattern.roles.flatMap((role) => role.sockets);
  return pattern.endpoints.flatMap((endpoint): EndpointSession[] => {
    const here = sockets.filter((socket) => socket.endpoint === endpoint.name);
    const binder = here.find(({ role }) => role === 'bind');
    if (!binder) return [];
    const [plan] = attachPlans({
      type: binder.type,
      role: 'bind',
      endpoint: addresses.get(endpoint.name) ?? endpoint.default,
      isComplete: true,
      subscriptions: [],
      peers: here.filter(({ role }) => role === 'connect').map(({ type }) => type),
    });
    if (!plan) return [];
    const isProposed = plan.disturbance === undefined && traitsOf(plan.type).subscribes;
    return [{ endpoint, plan, isProposed }];
  });
}
