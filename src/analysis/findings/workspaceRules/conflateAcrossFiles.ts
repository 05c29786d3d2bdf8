import type { SocketOperation } from '../../facts';
import type { PlacedUse } from '../../workspace/endpointGroup';
import type { GroupRule } from '../workspaceRule';
import { isOn, operationsOf } from '../sockets';

/** A conflating socket keeps one frame of what comes (zmq_setsockopt(3), ZMQ_CONFLATE). */
export const conflateAcrossFiles: GroupRule = {
  code: 'conflate-with-multipart',
  *check(group, { index }) {
    if (!group.isKnown) return;
    for (const place of [...group.binders, ...group.connectors]) {
      const option = place.socket?.options.find(({ name, value }) => name === 'CONFLATE' && isOn(value));
      const receives = place.socket && operationsOf(place.socket, 'receive').length > 0;
      if (!option || !receives) continue;
      const sends = index.counterparts(place).map((other) => ({ other, send: partsOf(other) }));
      const [first] = sends;
      if (!first?.send || sends.some(({ send }) => !send)) continue;
      yield {
        path: place.path,
        message: `CONFLATE keeps only the last frame, and ${first.other.path} sends messages of several parts: their other parts are lost.`,
        range: option.range,
        related: [
          { path: first.other.path, range: first.send.range, message: 'Several parts are sent here' },
        ],
      };
    }
  },
};

function partsOf({ socket }: PlacedUse): SocketOperation | undefined {
  return socket && operationsOf(socket, 'send').find(({ isMultipart, isMaybe }) => isMultipart && !isMaybe);
}
