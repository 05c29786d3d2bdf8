import type { FileRule } from '../rule';
import { isOn, isWhollyKnown, operationsOf } from '../sockets';

/** A conflating socket keeps one frame and does not support messages of several (zmq_setsockopt(3), ZMQ_CONFLATE). */
export const conflateWithMultipart: FileRule = {
  code: 'conflate-with-multipart',
  *check(file) {
    for (const socket of file.facts.sockets) {
      const option = socket.options.find(({ name, value }) => name === 'CONFLATE' && isOn(value));
      const send = operationsOf(socket, 'send').find(({ isMultipart }) => isMultipart);
      if (!option || !send || !isWhollyKnown(socket)) continue;
      yield {
        message:
          'CONFLATE keeps only the last frame, and does not support messages of several parts: their other parts are lost.',
        range: send.range,
        related: [{ path: file.path, range: option.range, message: 'CONFLATE is set here' }],
      };
    }
  },
};
