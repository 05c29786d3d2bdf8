import type { SocketOperation } from '../../facts';
import type { PlacedUse } from '../../workspace/endpointGroup';
import type { GroupRule } from '../workspaceRule';
import { operationsOf } from '../sockets';

interface Subscription {
  readonly path: string;
  readonly socket: string;
  readonly operation: SocketOperation;
  readonly topic: string;
}

/** Subscriptions are prefixes (RFC 29): `user1` takes the messages of `user10` as well. */
export const topicAcrossSockets: GroupRule = {
  code: 'topic-prefix-of-another',
  *check({ binders, connectors, isKnown, label }) {
    if (!isKnown) return;
    const all = [...binders, ...connectors].flatMap(subscriptionsOf);
    for (const { path, socket, operation, topic } of all) {
      const longer = all.find(
        (other) => (other.path !== path || other.socket !== socket) && goesOn(topic, other.topic),
      );
      if (!longer) continue;
      yield {
        path,
        message: `Topics are prefixes: this subscription takes the messages of "${longer.topic}" on ${label} as well. A separator at its end tells them apart.`,
        range: operation.range,
        related: [{ path: longer.path, range: longer.operation.range, message: 'The longer topic' }],
      };
    }
  },
};

function subscriptionsOf({ path, socket }: PlacedUse): Subscription[] {
  if (socket?.type !== 'SUB') return [];
  return operationsOf(socket, 'subscribe').flatMap((operation) =>
    typeof operation.value === 'string' && operation.value !== '' && !/\{.*\}/.test(operation.value)
      ? [{ path, socket: socket.id, operation, topic: operation.value }]
      : [],
  );
}

/** The longer topic goes on in the middle of a word or a number. */
function goesOn(prefix: string, topic: string): boolean {
  return (
    topic.length > prefix.length &&
    topic.startsWith(prefix) &&
    /[\p{L}\p{N}]$/u.test(prefix) &&
    /^[\p{L}\p{N}]/u.test(topic.slice(prefix.length))
  );
}
