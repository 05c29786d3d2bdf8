import { WorkbenchError } from '../../base/workbenchError';
import { showBytes } from '../../model/frameText';
import {
  type FrameData,
  type FrameParams,
  type MessageParams,
  type MessageResult,
  captureNoRow,
} from '../../protocol/capture';
import { epochNs } from '../../recording/timestamp';
import type { CaptureSource } from './captureSource';
import type { RowCursor } from './rowCursor';
import type { RowReader } from './rowReader';

/** Characters of a topic's text. */
const maxTopicText = 520;
/** Bytes of frames in one answer. */
const maxAnswerBytes = 64 * 1024 * 1024;

export async function readMessage(
  capture: CaptureSource,
  reader: RowReader,
  params: MessageParams,
): Promise<MessageResult> {
  const { row } = params;
  const message = await reader.one(row, (cursor) => {
    const topic = cursor.topic?.slice();
    return {
      topic,
      direction: cursor.direction,
      timeNs: epochNs(cursor.timeLow, cursor.timeHigh).toString(),
      frameCount: cursor.frameCount,
      size: cursor.size,
      topicFrame: cursor.topicFrame,
      frames: framesOf(cursor, params),
    };
  });
  if (!message) throw rowGone(capture, row);
  const { topic, ...rest } = message;
  return {
    row,
    ...rest,
    topic: topic ? showBytes(topic, maxTopicText) : '',
    previousOnTopic: await reader.previousOnTopic(row, rest.direction === 'out', topic),
  };
}

/** @returns the frames of a row as they were captured, in memory of their own. */
export async function readFrames(
  capture: CaptureSource,
  reader: RowReader,
  row: number,
): Promise<readonly Uint8Array[]> {
  const frames = await reader.one(row, copyFrames);
  if (!frames) throw rowGone(capture, row);
  return frames;
}

export async function readFrame(
  capture: CaptureSource,
  reader: RowReader,
  { row, frame, offset, length }: FrameParams,
): Promise<{ bytes: Uint8Array; size: number }> {
  const result = await reader.one(row, (cursor) => {
    if (!(frame >= 0 && frame < cursor.frameCount)) return 'noFrame';
    const body = cursor.frame(frame);
    const from = Math.max(0, offset);
    return { bytes: body.slice(from, from + Math.max(0, length)), size: body.length };
  });
  if (!result) throw rowGone(capture, row);
  if (result === 'noFrame') {
    throw new WorkbenchError({
      code: 'capture/noFrame',
      message: `Message ${row} has no frame ${frame}. Frames count from 0.`,
    });
  }
  return result;
}

/** One copy for all: there may be 100,000 frames. */
function copyFrames(cursor: RowCursor): Uint8Array[] {
  const { recordStart, recordEnd, frameCount } = cursor;
  const record = cursor.bytes.slice(recordStart, recordEnd);
  return Array.from({ length: frameCount }, (_, index) =>
    record.subarray(cursor.frameStart(index) - recordStart, cursor.frameEnd(index) - recordStart),
  );
}

function framesOf(cursor: RowCursor, { fromFrame, frameCount, maxFrameBytes }: MessageParams): FrameData[] {
  const frames: FrameData[] = [];
  const first = Math.max(0, fromFrame);
  const end = Math.min(cursor.frameCount, first + frameCount);
  let room = maxAnswerBytes;
  for (let index = first; index < end; index++) {
    const body = cursor.frame(index);
    const bytes = body.slice(0, Math.max(0, Math.min(maxFrameBytes, room)));
    room -= bytes.length;
    frames.push({ index, size: body.length, bytes });
  }
  return frames;
}

function rowGone(capture: CaptureSource, row: number): WorkbenchError {
  if (row >= capture.endRow) {
    const { endRow } = capture;
    const message = `There is no message ${row} yet. The capture has ${endRow} so far, counted from 0.`;
    return new WorkbenchError({ code: captureNoRow, message });
  }
  return new WorkbenchError({
    code: 'capture/rowGone',
    message: `Message ${row} is no longer in the buffer: it was evicted, cleared or lost. Raise the capture limit to keep more.`,
    action: 'extensionSettings',
  });
}
