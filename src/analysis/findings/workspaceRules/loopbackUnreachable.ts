import type { AddressHost } from '../../workspace/address';
import { replaceInUse } from '../fixes/replaceInUse';
import { addressParts } from '../patternParts';
import { isDocument } from '../../workspacePath';
import type { GroupRule } from '../workspaceRule';

/** Who listens on 127.0.0.1 is not heard outside of the machine, or the container (zmq_tcp(7)). */
export const loopbackUnreachable: GroupRule = {
  code: 'loopback-unreachable',
  *check(group, { fileAt }) {
    if (!group.isKnown || group.binders.length === 0) return;
    // another binder of the port may be the one that is meant
    if (!group.binders.every(({ address }) => address.host?.kind === 'loopback')) return;
    const others = [
      ...group.connectors.map(({ path, use, address }) => ({ path, range: use.range, address })),
      ...group.mentions
        .filter(({ path }) => !isDocument(path))
        .map(({ path, mention, address }) => ({ path, range: mention.range, address })),
    ].filter(({ address }) => isElsewhere(address.host));
    const [other] = others;
    if (!other) return;
    for (const { path, use, address } of group.binders) {
      const file = fileAt(path);
      const host = addressParts(use.pattern).host ?? '';
      yield {
        path,
        message: `Only this machine reaches ${address.host?.text ?? 'this address'}, and ${other.path} connects to the port on the host ${other.address.host?.text ?? ''}.`,
        range: use.range,
        related: others.map(({ path: from, range, address: { text } }) => ({
          path: from,
          range,
          message: `${text} is used here`,
        })),
        fixes: [file && replaceInUse(file, use, `//${host}:`, '//*:', 'Bind to every interface (*)')],
      };
    }
  },
};

function isElsewhere(host: AddressHost | undefined): boolean {
  return host?.kind === 'name' || host?.kind === 'ip';
}
