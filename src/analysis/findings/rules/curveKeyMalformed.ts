import type { FileRule } from '../rule';
import { curveKeysOf, isZ85Key } from '../curveKeys';

/** libzmq takes 32 bytes, or 40 characters of Z85 (RFC 32; zmq_setsockopt(3), ZMQ_CURVE_SERVERKEY), else EINVAL. */
export const curveKeyMalformed: FileRule = {
  code: 'curve-key-malformed',
  *check({ facts }) {
    for (const { name, text, range } of curveKeysOf(facts)) {
      if (text.length === 32 || isZ85Key(text)) continue;
      const wrong =
        text.length === 40
          ? 'holds a character that Z85 does not have'
          : `has ${text.length} ${text.length === 1 ? 'character' : 'characters'} instead of 40`;
      yield { message: `This ${name} ${wrong}: libzmq refuses it with EINVAL.`, range };
    }
  },
};
