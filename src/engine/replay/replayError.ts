import { WorkbenchError } from '../../base/workbenchError';
import type { ReplayParams, ReplayTiming } from '../../protocol/replay';
import { seconds } from '../sessions/errors';

const maxPerSecond = 1_000_000;

/** These concern one message; the next may go. Any other failure ends the replay. */
export const passingFailures: ReadonlySet<string> = new Set([
  'send/timeout',
  'send/noSuchPeer',
  'send/invalid',
  'send/wrongFrames',
  'send/notYourTurn',
  'replay/noPeer',
  'replay/emptyMessage',
]);

/** @throws replay/badParameter */
export function checkParams({ timing, loops, awaitPeers }: ReplayParams): void {
  checkTiming(timing);
  for (const [name, value] of [
    ['number of loops', loops],
    ['number of peers to wait for', awaitPeers],
  ] as const) {
    if (!Number.isSafeInteger(value) || value < 0) {
      throw badParameter(`The ${name} must be a whole number from 0 on, not ${value}.`);
    }
  }
}

/** @throws replay/badParameter */
export function checkTiming(timing: ReplayTiming): void {
  switch (timing.kind) {
    case 'original':
      if (timing.speed >= 0.01 && timing.speed <= 100) return;
      throw badParameter(`The speed must be from 0.01 to 100, not ${timing.speed}.`);
    case 'rate':
      if (timing.perSecond > 0 && timing.perSecond <= maxPerSecond) return;
      throw badParameter(
        `The rate must be over 0 and at most ${maxPerSecond} messages a second, not ${timing.perSecond}.`,
      );
    case 'fast':
      return;
  }
}

function badParameter(message: string): WorkbenchError {
  return new WorkbenchError({ code: 'replay/badParameter', message });
}

export function nothingToSend(): WorkbenchError {
  return new WorkbenchError({
    code: 'replay/nothing',
    message:
      'No message of the capture is selected that could be sent. Widen the filter, the range or the direction.',
  });
}

export function rowsGone(count: number): WorkbenchError {
  return new WorkbenchError({
    code: 'replay/rowsGone',
    message:
      `${count === 1 ? 'A message' : `${count} messages`} could not be sent: evicted from the buffer, cleared or ` +
      'unreadable when the turn came. Record what is to be replayed, or raise the capture limit.',
    action: 'openSettings',
  });
}

export function emptyMessage(row: number): WorkbenchError {
  const message = `Message ${row} has nothing behind its routing id and envelope, so there is nothing to send.`;
  return new WorkbenchError({ code: 'replay/emptyMessage', message });
}

export function noReply(row: number, timeoutMs: number, goesOn: boolean): WorkbenchError {
  const fix = 'Reopen the session and try again, or turn on the option relaxed to go on without replies.';
  return new WorkbenchError({
    code: 'replay/noReply',
    message: `No reply to message ${row} within ${seconds(timeoutMs)}${goesOn ? '.' : `, and a REQ socket cannot send before it comes. ${fix}`}`,
  });
}

export function sessionGone(): WorkbenchError {
  return new WorkbenchError({
    code: 'replay/sessionClosed',
    message:
      'The session that sent was closed or reopened, so the replay ended. Open it and start the replay again.',
  });
}

export function captureGone(): WorkbenchError {
  return new WorkbenchError({
    code: 'replay/captureClosed',
    message: 'The recording or capture was closed while it was replayed. Open it and start the replay again.',
  });
}
