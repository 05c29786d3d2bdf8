import { curveKeysOf, isZ85Key } from '../curveKeys';
import type { FileRule } from '../rule';

/** Whoever reads the source, or its history, can be this peer (RFC 26: the secret key is the identity). */
export const secretKeyInSource: FileRule = {
  code: 'secret-key-in-source',
  *check({ facts }) {
    for (const { name, text, range } of curveKeysOf(facts)) {
      if (name !== 'CURVE_SECRETKEY' || !isZ85Key(text)) continue;
      yield {
        message:
          'The secret key is in the source: whoever can read it can pass for this peer. Read it from a file or the environment, and make a new pair.',
        range,
      };
    }
  },
};
