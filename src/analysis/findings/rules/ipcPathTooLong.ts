import { utf8Encode } from '../../../base/bytes';
import { type FileRule } from '../rule';

/** `sun_path` less its NUL: 107 bytes on Linux and Windows, 103 on macOS and the BSDs (zmq_ipc(7)). */
const limits = { most: 107, least: 103 };

export const ipcPathTooLong: FileRule = {
  code: 'ipc-path-too-long',
  *check(file) {
    for (const use of file.facts.endpoints) {
      const { pattern, range } = use;
      const [first] = pattern;
      if (typeof first !== 'string' || !first.startsWith('ipc://')) continue;
      const known = pattern.map((part) => (typeof part === 'string' ? part : '')).join('');
      const { length } = utf8Encode(known.slice('ipc://'.length));
      if (length <= limits.most) continue;
      const size = pattern.length > 1 ? `at least ${length}` : String(length);
      yield {
        message: `The ipc path is ${size} bytes long; Linux and Windows take ${limits.most}, macOS ${limits.least}. Use a shorter folder.`,
        range,
        related: file.writtenAt(use),
      };
    }
  },
};
