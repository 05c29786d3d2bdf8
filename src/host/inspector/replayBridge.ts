import type { Disposable } from '../../base/disposable';
import {
  type InspectorReplay,
  inspectorReplayControl,
  inspectorReplayDidChange,
  inspectorReplayDismiss,
} from '../../protocol/inspector';
import { type Replay, type Replays, unknownReplay } from '../replay/replays';
import type { InspectorSubject } from './inspectorSubject';
import type { PageLine } from './pageLine';

/** Shows the replay of what an inspector shows on its page, and lets the page drive it. */
export function joinReplays(
  line: PageLine,
  { id }: Pick<InspectorSubject, 'id'>,
  replays: Replays,
): Disposable {
  line.answer(inspectorReplayControl, (control) => {
    const replay = replays.of(id);
    if (!replay) throw unknownReplay(id);
    return replays.control(replay.snapshot.replay, control);
  });
  line.hear(inspectorReplayDismiss, async () => {
    const replay = replays.of(id);
    if (replay) await replays.dismiss(replay.snapshot.replay);
  });
  return replays.onDidChange(({ source }) => {
    if (source.subject === id) line.push(inspectorReplayDidChange, shownReplay(replays.of(id)) ?? null);
  });
}

/** @returns a replay as the page knows it. */
export function shownReplay(replay: Replay | undefined): InspectorReplay | undefined {
  return replay && { snapshot: replay.snapshot, target: replay.target, addresses: replay.addresses };
}
