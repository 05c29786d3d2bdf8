import { channelOf, timeHighOf, timeLowOf } from './messageRecord';
import type { RowSource } from './rowSource';

/** What a chunk has of one channel. */
export interface IndexPlace {
  /** Where the message index record begins in the file; -1 when there is none. */
  readonly offset: number;
  /** Messages of the channel in the chunk. */
  readonly count: number;
  /** Epoch ns in halves of the channel's first and last message in the chunk. */
  readonly startLow: number;
  readonly startHigh: number;
  readonly endLow: number;
  readonly endHigh: number;
}

/** What was found of a channel so far, by the places of its first and last record. */
interface Found {
  count: number;
  readonly first: number;
  last: number;
}

/** Counts a chunk's messages by channel. @returns places without offsets. */
export function channelPlaces({ view, offsets, count, events }: RowSource): Map<number, IndexPlace> {
  const found = new Map<number, Found>();
  // Most messages are of the same channel as the one before them.
  let channel = -1;
  let current: Found = { count: 0, first: 0, last: 0 };
  const add = (record: number) => {
    if (channelOf(view, record) !== channel) {
      channel = channelOf(view, record);
      current = found.get(channel) ?? { count: 0, first: record, last: record };
      found.set(channel, current);
    }
    current.count++;
    current.last = record;
  };
  for (const record of events) add(record);
  for (let i = 0; i < count; i++) add(offsets[i]!);
  return new Map([...found].map(([id, of]) => [id, placeOf(view, of)]));
}

function placeOf(view: DataView, { count, first, last }: Found): IndexPlace {
  return {
    offset: -1,
    count,
    startLow: timeLowOf(view, first),
    startHigh: timeHighOf(view, first),
    endLow: timeLowOf(view, last),
    endHigh: timeHighOf(view, last),
  };
}

/**
 * The earliest and the latest of all channels: events stand between messages that came before them.
 * @param places of one channel at least.
 */
export function spanOf(places: ReadonlyMap<number, IndexPlace>) {
  const all = [...places.values()];
  const first = all.reduce((best, place) =>
    place.startHigh < best.startHigh || (place.startHigh === best.startHigh && place.startLow < best.startLow)
      ? place
      : best,
  );
  const last = all.reduce((best, place) =>
    place.endHigh > best.endHigh || (place.endHigh === best.endHigh && place.endLow > best.endLow)
      ? place
      : best,
  );
  const { startLow, startHigh } = first;
  const { endLow, endHigh } = last;
  return { startLow, startHigh, endLow, endHigh };
}
