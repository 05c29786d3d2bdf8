import type { StartReplayArguments } from '../config/commandArguments';
import { directionToReplay, peersToAwait } from '../../model/replayChoice';
import type { Replay } from '../replay/replays';
import type { Workbench } from '../workbench';
import { type CaptureSource, openCapture } from './captureSource';
import {
  type Captured,
  capturedBy,
  isAsProposed,
  newProposal,
  newTarget,
  openTarget,
  openTargets,
  proposalFor,
  type Target,
} from './replayTarget';
import { timingOf } from './replayTiming';
import { selectionOf } from './rowSelection';
import { resolveSession } from './sessionTarget';

/**
 * Starts a replay as its arguments say, with what is proposed where they do not. A session that was opened for a
 * replay which does not start is removed again.
 * @throws workspace/untrusted, session/…, recording/…, endpoint/…, replay/…
 */
export async function startReplay(workbench: Workbench, args: StartReplayArguments): Promise<Replay> {
  // Reading a recording is allowed everywhere, sending is not.
  workbench.supervisor.assertAllowed();
  const selection = selectionOf(args);
  const source = await openCapture(workbench, args);
  let target: Target;
  const captured = capturedBy(workbench, args, source);
  try {
    target = await openTarget(workbench, args.target ?? proposedTarget(workbench, captured, args));
  } catch (error) {
    source.close();
    throw error;
  }
  const { entry, isNew } = target;
  try {
    return await workbench.replays.start({
      source: { ...identity(workbench, args, source), close: () => source.close() },
      openedTarget: isNew,
      session: entry.id,
      // Without a target only what is proposed with it is meant.
      selection:
        args.target === undefined ? { ...selection, direction: directionOf(captured, args) } : selection,
      timing: timingOf(args.timing ?? { speed: 1 }),
      awaitPeers: args.awaitPeers ?? peersToAwait(entry.definition.type, addressesOf(target)),
      loops: args.loops ?? 1,
      peers: args.peers,
    });
  } catch (error) {
    if (isNew) await workbench.registry.remove(entry.id);
    throw error;
  }
}

function proposedTarget(workbench: Workbench, captured: Captured, args: StartReplayArguments) {
  const proposed = proposalFor(captured, directionOf(captured, args));
  const [first] = openTargets(workbench, captured, proposed);
  return first && isAsProposed(first, proposed) ? first.id : newTarget(newProposal(workbench, proposed));
}

function directionOf({ type, directions }: Captured, { direction }: StartReplayArguments) {
  return direction ?? directionToReplay(type, directions);
}

function addressesOf({ entry }: Target): readonly string[] {
  return entry.snapshot.endpoints.map(({ resolved }) => resolved);
}

function identity(
  { registry }: Workbench,
  { session, recording }: StartReplayArguments,
  source: CaptureSource,
) {
  const subject = recording ?? resolveSession(registry, session ?? '').id;
  return { capture: source.capture, label: source.label, subject };
}
