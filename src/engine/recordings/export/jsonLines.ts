import { utf8Decode } from '../../../base/bytes';
import { oneLine } from '../../../model/oneLineJson';
import type { SessionDefinition } from '../../../model/sessionDefinition';
import { withoutSecrets } from '../../../model/socketOption';
import type { ChannelInfo } from '../../../recording/fileIndex';
import {
  messageHeadBytes,
  recordEnd,
  sequenceOf,
  timeHighOf,
  timeLowOf,
} from '../../../recording/messageRecord';
import type { RowSource } from '../../../recording/rowSource';
import { epochNs } from '../../../recording/timestamp';
import type { CaptureSource } from '../../capture/captureSource';
import type { RowCursor } from '../../capture/rowCursor';
import { type Write, writeFrame, writeFrames } from './frameValue';

/** What the first line says of the file (docs/recordings.md, "JSON Lines"). */
export const jsonLinesFormat = 'zeromq-recording';
export const jsonLinesVersion = 1;

export function writeHeader({ recorded, definition, channels }: CaptureSource, write: Write): void {
  const head = { format: jsonLinesFormat, version: jsonLinesVersion };
  const about = channels
    ? { channels: [...channels.values()].map(describeChannel) }
    : { definition: publicDefinition(recorded ?? definition) };
  write(`${oneLine(JSON.stringify({ ...head, ...about }))}\n`);
}

/** @param channels of another tool's file. */
export function writeMessage(
  cursor: RowCursor,
  channels: ReadonlyMap<number, ChannelInfo> | undefined,
  write: Write,
): void {
  const time = epochNs(cursor.timeLow, cursor.timeHigh);
  if (channels) {
    const channel = channels.get(cursor.channel);
    const names = `"channel":${JSON.stringify(channel?.topic ?? '')},"encoding":${JSON.stringify(channel?.messageEncoding ?? '')}`;
    write(`{"time":"${time}",${oneLine(names)},"sequence":${cursor.sequence},"frames":`);
  } else {
    write(`{"time":"${time}","direction":"${cursor.direction}","sequence":${cursor.sequence},"frames":`);
  }
  writeFrames(cursor.frameCount, (index) => cursor.frame(index), write);
  write('}\n');
}

/** Writes an event as the object it is where that gives the same bytes again, else its bytes like a frame's. */
export function writeEvent({ bytes, view }: RowSource, record: number, write: Write): void {
  const time = epochNs(timeLowOf(view, record), timeHighOf(view, record));
  const data = bytes.subarray(record + messageHeadBytes, recordEnd(view, record));
  write(`{"time":"${time}","sequence":${sequenceOf(view, record)},`);
  const json = utf8Decode(data);
  if (json !== undefined && isCanonical(json)) {
    write(`"event":${oneLine(json)}`);
  } else {
    write('"eventBytes":');
    writeFrame(data, write);
  }
  write('}\n');
}

function isCanonical(json: string): boolean {
  try {
    return JSON.stringify(JSON.parse(json)) === json;
  } catch {
    return false;
  }
}

function publicDefinition(definition: SessionDefinition): SessionDefinition {
  return { ...definition, options: withoutSecrets(definition.options) };
}

function describeChannel({ topic, messageEncoding }: ChannelInfo) {
  return { topic, encoding: messageEncoding };
}
