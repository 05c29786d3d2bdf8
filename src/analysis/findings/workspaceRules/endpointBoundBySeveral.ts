import { mayCollide } from '../../workspace/meeting';
import { folderOf, isExample, stemOf } from '../../workspacePath';
import type { GroupRule } from '../workspaceRule';

/** Two programs side by side that take an address from each other, where they run at once. */
export const endpointBoundBySeveral: GroupRule = {
  code: 'endpoint-bound-by-several',
  *check({ binders, isKnown, transport }) {
    if (!isKnown || transport === undefined || !['tcp', 'ipc', 'ws', 'wss'].includes(transport)) return;
    const [one, other, ...more] = [...new Set(binders.map(({ path }) => path))];
    if (one === undefined || other === undefined || more.length > 0) return;
    if (folderOf(one) !== folderOf(other) || stemOf(one) === stemOf(other) || isExample(one)) return;
    for (const binder of binders) {
      const rival = binders.find(
        ({ path, address }) => path !== binder.path && mayCollide(address, binder.address),
      );
      if (!rival || !binder.address.isComplete || !rival.address.isComplete) continue;
      yield {
        path: binder.path,
        message: `${rival.path} binds ${rival.address.text} as well: where both run, ${transport === 'ipc' ? 'the second takes it away from the first' : 'the second fails with EADDRINUSE'}.`,
        range: binder.use.range,
        related: [{ path: rival.path, range: rival.use.range, message: 'The other bind' }],
      };
    }
  },
};
