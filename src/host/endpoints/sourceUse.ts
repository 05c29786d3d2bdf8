import { type AttachPlan, attachPlans, type SourceUse } from '../../model/attachPlan';
import { traitsOf } from '../../model/socketType';
import type { EndpointView, UsePlace, UseView } from '../../protocol/analysis';

/** @returns the sessions that match a use, the best first; none where the source does not tell the socket's type. */
export function plansFor(use: UseView): AttachPlan[] {
  const source = sourceUseOf(use);
  return source ? attachPlans(source) : [];
}

/** The plans whose session can send. */
export function sendingPlansFor(use: UseView): AttachPlan[] {
  return plansFor(use).filter(({ type }) => traitsOf(type).canSend);
}

/** Whether there is a session that matches a use of an endpoint, and one that sends. */
export function attachableAs(
  use: UsePlace,
  { key, binders, connectors }: EndpointView,
): { readonly inspects: boolean; readonly sends: boolean } {
  const peers = use.role === 'bind' ? connectors : binders;
  const view: UseView = { ...use, group: key, peers, subscriptions: [] };
  const plans = plansFor(view);
  return { inspects: plans.length > 0, sends: plans.some(({ type }) => traitsOf(type).canSend) };
}

function sourceUseOf(use: UseView): SourceUse | undefined {
  const { socketType: type, role, endpoint, isComplete, subscriptions, peers } = use;
  // Raw TCP and datagrams have no pattern to take the other side of.
  if (!type || type === 'STREAM' || type === 'DGRAM' || role === 'unbind' || role === 'disconnect') {
    return undefined;
  }
  const types = peers.flatMap(({ socketType }) => (socketType ? [socketType] : []));
  return { type, role, endpoint, isComplete, subscriptions, peers: types };
}
