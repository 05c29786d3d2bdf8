import type { SocketOperation } from '../../facts';
import type { FileRule } from '../rule';
import { comesFirst, isWhollyKnown, operationsOf } from '../sockets';

/** Subscriptions are prefixes (RFC 29): the longer topic is in the shorter one, and unsubscribing it changes nothing. */
export const topicPrefixOfAnother: FileRule = {
  code: 'topic-prefix-of-another',
  *check(file) {
    for (const socket of file.facts.sockets) {
      if (socket.type !== 'SUB' || !isWhollyKnown(socket)) continue;
      if (operationsOf(socket, 'unsubscribe').length > 0) continue;
      const known = operationsOf(socket, 'subscribe').filter((operation) => topicOf(operation) !== undefined);
      for (const operation of known) {
        const topic = topicOf(operation) ?? '';
        const shorter = known.find((other) => {
          const prefix = topicOf(other) ?? '';
          const isCertain = comesFirst(socket, other, operation) || comesFirst(socket, operation, other);
          return prefix.length < topic.length && topic.startsWith(prefix) && isCertain;
        });
        if (!shorter) continue;
        yield {
          message: `"${topic}" is in the subscription to "${topicOf(shorter)}" already: topics are prefixes.`,
          range: operation.range,
          related: [{ path: file.path, range: shorter.range, message: 'The shorter topic' }],
        };
      }
    }
  },
};

/** Not the empty one, and none with unknown parts. */
function topicOf({ value }: SocketOperation): string | undefined {
  return typeof value !== 'string' || value === '' || /\{.*\}/.test(value) ? undefined : value;
}
