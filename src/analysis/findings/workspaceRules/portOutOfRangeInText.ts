import { isDocument } from '../../workspacePath';
import type { GroupRule } from '../workspaceRule';

/** In what programs are set up by: compose files, environment files, YAML. What takes the address is not known there. */
export const portOutOfRangeInText: GroupRule = {
  code: 'port-out-of-range',
  *check({ mentions }) {
    for (const { path, mention, address } of mentions) {
      const { port = 0 } = address;
      if (port <= 65535 || isDocument(path)) continue;
      const message = `Port ${port} is out of range: ports go from 1 to 65535.`;
      yield { path, message, range: mention.range };
    }
  },
};
