import { concatBytes, bytesEqual } from '../../base/bytes';
import { WorkbenchError } from '../../base/workbenchError';
import { type SocketType, traitsOf } from '../../model/socketType';
import { parseSubscription } from '../../model/subscription';
import type { NativeSocket } from '../native';
import { socketError } from './errors';

/**
 * Subscribes a SUB, makes a DISH join a group, or sends the subscription message of an XSUB (RFC 29, 48). Rejects with
 * a WorkbenchError.
 */
export async function subscribe(socket: NativeSocket, type: SocketType, topic: string): Promise<void> {
  await change(socket, type, topic, true);
}

export async function unsubscribe(socket: NativeSocket, type: SocketType, topic: string): Promise<void> {
  await change(socket, type, topic, false);
}

/** @returns the subscription of the list that means the same bytes, however it is written. */
export function findSubscription(list: readonly string[], topic: string): string | undefined {
  const wanted = bytesOf(topic);
  return list.find((each) => {
    const parsed = parseSubscription(each);
    return 'bytes' in parsed && bytesEqual(parsed.bytes, wanted);
  });
}

async function change(socket: NativeSocket, type: SocketType, topic: string, add: boolean): Promise<void> {
  const bytes = bytesOf(topic);
  try {
    switch (type) {
      case 'SUB':
        if (add) socket.subscribe(Buffer.from(bytes));
        else socket.unsubscribe(Buffer.from(bytes));
        return;
      case 'XSUB':
        await socket.send([concatBytes([Uint8Array.of(add ? 1 : 0), bytes])]);
        return;
      case 'DISH':
        if (add) socket.join(Buffer.from(bytes));
        else socket.leave(Buffer.from(bytes));
        return;
      default:
        throw new WorkbenchError({
          code: 'subscription/notForType',
          message: `A ${type} socket takes no subscriptions; SUB, XSUB and DISH do.`,
        });
    }
  } catch (error) {
    throw socketError(error, { to: 'subscribe', topic });
  }
}

function bytesOf(topic: string): Uint8Array {
  const parsed = parseSubscription(topic);
  if ('bytes' in parsed) return parsed.bytes;
  throw new WorkbenchError({ code: 'subscription/badText', message: parsed.fault });
}

/** Throws where a session of this type could never take the subscriptions. */
export function checkSubscriptions(type: SocketType, topics: readonly string[]): void {
  if (topics.length === 0) return;
  if (!traitsOf(type).subscribes) {
    const message = `A ${type} socket takes no subscriptions; SUB, XSUB and DISH do.`;
    throw new WorkbenchError({ code: 'subscription/notForType', message });
  }
  for (const topic of topics) bytesOf(topic);
}
