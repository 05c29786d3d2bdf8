import type { MessageView } from '../../../src/model/filter/messageView';
import { type FilterOptions, parseFilter } from '../../../src/model/filter/parseFilter';

export type Frame = string | Uint8Array;

export interface MessageParts {
  frames: readonly Frame[];
  direction?: 'in' | 'out';
  timeMs?: number;
  originMs?: number;
  row?: number;
  topicFrame?: number;
  peer?: string;
}

/** A view over a buffer that holds the frames as ZMTP 3.1 does, in the middle of other bytes. */
export function messageOf(parts: MessageParts): MessageView {
  const bodies = parts.frames.map((frame) => (typeof frame === 'string' ? Buffer.from(frame) : frame));
  const pieces: Uint8Array[] = [Buffer.from('noise before')];
  const bounds: [number, number][] = [];
  let at = pieces[0]?.length ?? 0;
  bodies.forEach((body, i) => {
    const more = i < bodies.length - 1 ? 1 : 0;
    const header = Buffer.alloc(body.length > 255 ? 9 : 2);
    header[0] = more | (body.length > 255 ? 2 : 0);
    if (body.length > 255) header.writeBigUInt64BE(BigInt(body.length), 1);
    else header[1] = body.length;
    pieces.push(header, body);
    bounds.push([at + header.length, at + header.length + body.length]);
    at += header.length + body.length;
  });
  pieces.push(Buffer.from('noise after'));
  return {
    row: parts.row ?? 1,
    timeMs: parts.timeMs ?? 0,
    originMs: parts.originMs ?? 0,
    direction: parts.direction ?? 'in',
    frameCount: bodies.length,
    size: bodies.reduce((sum, body) => sum + body.length, 0),
    bytes: Buffer.concat(pieces),
    topicFrame: parts.topicFrame ?? -1,
    peer: parts.peer,
    frameStart: (index) => bounds[index]?.[0] ?? 0,
    frameEnd: (index) => bounds[index]?.[1] ?? 0,
  };
}

/** Whether the filter, which must be without mistakes, matches. */
export function matches(
  filter: string,
  message: MessageParts | readonly Frame[],
  options?: FilterOptions,
): boolean {
  const result = parseFilter(filter, options);
  if (!result.ok) throw new Error(`${filter}: ${result.errors.map((error) => error.message).join(' ')}`);
  return result.filter.matches(messageOf('frames' in message ? message : { frames: message }));
}

/** The mistakes in a filter: the underlined text and the sentence of each. */
export function mistakes(filter: string): [string, string][] {
  const result = parseFilter(filter);
  return result.ok ? [] : result.errors.map(({ from, to, message }) => [filter.slice(from, to), message]);
}
