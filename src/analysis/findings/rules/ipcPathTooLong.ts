import { utf8Encode } from '../../../base/bytes';
import { longestIpcPath } from '../../../model/endpoint';
import type { FileRule } from '../rule';

/** Bind fails with ENAMETOOLONG, and a connect fails without a word (zmq_ipc(7)). */
export const ipcPathTooLong: FileRule = {
  code: 'ipc-path-too-long',
  *check(file) {
    for (const use of file.facts.endpoints) {
      const { pattern, range } = use;
      const [first] = pattern;
      if (typeof first !== 'string' || !first.startsWith('ipc://')) continue;
      const known = pattern.map((part) => (typeof part === 'string' ? part : '')).join('');
      const { length } = utf8Encode(known.slice('ipc://'.length));
      if (length <= longestIpcPath.linux) continue;
      const size = pattern.length > 1 ? `at least ${length}` : String(length);
      yield {
        message: `The ipc path is ${size} bytes long; Linux and Windows take ${longestIpcPath.linux}, macOS ${longestIpcPath.macos}. Use a shorter folder.`,
        range,
        related: file.writtenAt(use),
      };
    }
  },
};
