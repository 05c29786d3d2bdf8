import type { ReplayAnswer } from '../config/commandArguments';
import type { Replay } from '../replay/replays';

/** @returns a replay as commands tell it: plain JSON. */
export function replayAnswer({ snapshot, source }: Replay): ReplayAnswer {
  const { replay, session: target, state, total, position, loop, loops, sent, failed } = snapshot;
  const { replies, lateness, ranMs, error, capture } = snapshot;
  return {
    replay,
    // A live capture is called as its session is.
    ...(capture === source.subject ? { session: capture } : { recording: source.subject }),
    target,
    state,
    total,
    position,
    loop,
    loops,
    sent,
    failed,
    replies,
    lateness,
    ranMs,
    error: error && { code: error.code, message: error.message },
  };
}
