import * as vscode from 'vscode';
import { WorkbenchError } from '../../base/workbenchError';
import { labelFrames } from '../../model/envelope';
import { captureMessage, captureNewestReceived } from '../../protocol/capture';
import type { EngineSupervisor } from '../engine/engineSupervisor';

/** Envelopes are short; a longer one is no envelope. */
const longestEnvelope = 64;

/**
 * @param row the captured message that a ROUTER answers; its newest received one without it.
 * @returns the frames that address the reply: routing ids and delimiter (RFC 28).
 * @throws reply/nothingReceived, reply/notReceived
 */
export async function replyEnvelope(
  supervisor: EngineSupervisor,
  capture: string,
  row: number | undefined,
): Promise<readonly Uint8Array[]> {
  const message = await supervisor.request(captureMessage, {
    capture,
    row: row ?? (await newestReceived(supervisor, capture)),
    fromFrame: 0,
    frameCount: longestEnvelope,
    maxFrameBytes: 256,
  });
  if (message.direction !== 'in') {
    throw new WorkbenchError({
      code: 'reply/notReceived',
      message: vscode.l10n.t(
        'Message {0} was sent, not received: only a received one can be answered.',
        message.row,
      ),
    });
  }
  const frames = message.frames.map(({ bytes }) => bytes);
  const labels = labelFrames('ROUTER', 'in', frames);
  const body = labels.findIndex(({ role }) => role === 'body');
  return frames.slice(0, body < 0 ? frames.length : body);
}

async function newestReceived(supervisor: EngineSupervisor, capture: string): Promise<number> {
  const { row } = await supervisor.request(captureNewestReceived, { capture });
  if (row >= 0) return row;
  throw new WorkbenchError({
    code: 'reply/nothingReceived',
    message: vscode.l10n.t(
      'There is no received message to answer: none has come yet, or it is not kept any more.',
    ),
  });
}
