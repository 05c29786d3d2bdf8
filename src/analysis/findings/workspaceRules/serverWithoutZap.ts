import type { LanguageId } from '../../facts';
import { familyOf } from '../../programFamily';
import { attachmentsOf } from '../sockets';
import type { WorkspaceRule } from '../workspaceRule';

/** Who may connect is a ZAP handler's to say (RFC 27); libzmq and JeroMQ let everybody in where there is none. */
export const serverWithoutZap: WorkspaceRule = {
  code: 'server-without-zap',
  *check({ index }) {
    const guarded = new Set<LanguageId>();
    for (const path of index.paths) {
      const facts = index.factsOf(path);
      if (facts && facts.zapHandlers.length > 0) guarded.add(familyOf(facts.language));
    }
    for (const path of index.paths) {
      const facts = index.factsOf(path);
      if (!facts || guarded.has(familyOf(facts.language))) continue;
      for (const socket of facts.sockets) {
        // Its mechanisms, NULL and CURVE, ask no handler (NetMQ.Core.Mechanisms).
        if (socket.library === 'NetMQ') continue;
        const { mechanism, isServer } = socket.security;
        const option = socket.options.find(({ name }) => name === `${mechanism}_SERVER`);
        if ((mechanism !== 'CURVE' && mechanism !== 'PLAIN') || !isServer || !option) continue;
        if (attachmentsOf(socket).length === 0) continue;
        const who =
          mechanism === 'PLAIN' ? 'everybody with any password' : 'everybody who has the server’s public key';
        yield {
          path,
          message: `No ZAP handler says who may connect to this ${mechanism} server: it lets in ${who}.`,
          range: option.range,
        };
      }
    }
  },
};
